import { PERSON_FIELDS } from '../../../contract/registry'
import type { OwnExport } from '../../../registry/people/own-export'
import { correctionsAskedBy } from './store'

/** What a person asked to be corrected. The value itself is theirs in the registry, or nowhere any more. */
export const exportCorrections: OwnExport = {
  title: '提过的更正',
  of: async (db, personId) =>
    (await correctionsAskedBy(db, personId)).map(({ field, guardianId: _, ...row }) => ({
      ...row,
      field: PERSON_FIELDS[field].label,
    })),
}
