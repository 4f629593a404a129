import { labelOf } from '../../../contract/items'
import type { OwnExport } from '../../../registry/people/own-export'
import { correctionsAskedBy } from './store'

/** What a person asked to be corrected. The value itself is theirs in the registry, or nowhere any more. */
export const exportCorrections: OwnExport = {
  title: '提过的更正',
  of: async (db, personId) =>
    (await correctionsAskedBy(db, personId)).map(({ field, guardianId: _, itemId: _itemId, ...row }) => ({
      ...row,
      field: labelOf(field),
    })),
}
