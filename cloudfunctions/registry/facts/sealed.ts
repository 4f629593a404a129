import { isSealedField, type ValueField } from '../../contract/items'
import type { Deps } from '../../kernel/context'
import type { Encryption } from '../../kernel/encryption'
import type { ValueRow } from './store'

/** What writing a record down takes. */
export type Recording = Pick<Deps, 'newId' | 'encryption'>

const valuePlace = (valueId: string) => `person_values.sealed.${valueId}`

/** What tells equal values of a field without opening them: the plain text, or a blind index of the field. */
export const sameness = (encryption: Encryption, field: ValueField, value: string): string =>
  isSealedField(field) ? encryption.blindIndex(`value.${field}`, value) : value

/** How a value is kept: as it is, or sealed with its digest where the field is sensitive. */
export function sealedOrPlain(encryption: Encryption, field: ValueField, valueId: string, value: string) {
  if (!isSealedField(field)) return { plain: value, sealed: null, digest: null }
  return {
    plain: null,
    sealed: encryption.seal(value, valuePlace(valueId)),
    digest: sameness(encryption, field, value),
  }
}

/** What a value says, in full; empty once erased. */
export const readValue = (encryption: Encryption, row: Pick<ValueRow, 'id' | 'plain' | 'sealed'>): string =>
  row.plain ?? (row.sealed ? encryption.open(row.sealed, valuePlace(row.id)) : '')
