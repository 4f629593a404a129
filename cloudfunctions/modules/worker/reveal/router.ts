import * as z from 'zod'
import { isOfHealth, REVEAL_PURPOSE_KEYS, REVEAL_WORDS_MAX, REVEALS_AN_HOUR } from '../../../contract/account/privacy'
import { labelOf, VALUE_FIELDS } from '../../../contract/items'
import type { Caller } from '../../../kernel/context'
import type { Tx } from '../../../kernel/database/open'
import { optionalText } from '../../../kernel/dispatch/fields'
import { query, router } from '../../../kernel/dispatch/procedure'
import { conflict, Fault, invalid, notFound } from '../../../kernel/errors'
import { lockViewer, recordAccess, revealsBy } from '../../../registry/access-log/store'
import { isClosedOfMinors, lacksGuardiansConsent } from '../../../registry/consents/minors'
import { agreesTo } from '../../../registry/consents/store'
import { shownInFull } from '../../../registry/facts/mask-field'
import { readValue } from '../../../registry/facts/sealed'
import { valuesOf } from '../../../registry/facts/store'
import { pathOf } from '../../../registry/places/store'
import { residentRows } from '../../../registry/residents/store'
import { hasRoleAt } from '../../../registry/roles/rules'
import { hasNumber } from './rules'

const HOUR_MS = 3_600_000

/** 看一项: one sensitive field of a resident in full, for a stated purpose that the resident reads. */
export const revealRouter = router({
  field: query(
    { callers: ['gridWorker', 'secretary'], about: '写明原因，看居民的一项敏感资料，本人看得到这次查看' },
    {
      personId: z.uuid(),
      field: z.enum(VALUE_FIELDS),
      /** Which one, of what a person may have several of. */
      itemId: z.uuid().optional(),
      purpose: z.enum(REVEAL_PURPOSE_KEYS),
      text: optionalText(REVEAL_WORDS_MAX),
    },
    z.strictObject({ value: z.nullable(z.string()) }),
    async ({ deps, caller, now }, { personId, field, itemId = null, purpose, text }) => {
      if (text && hasNumber(text)) throw invalid({ text: '原因里不要写号码' }, '原因里不要写号码，写句话就好')
      return deps.db.transaction(async (tx) => {
        if (!(await maySeeCard(tx, caller, personId))) throw notFound()
        if (isOfHealth(field) && !(await agreesTo(tx, personId, 'health', now)))
          throw conflict('person.no_consent', `本人没有同意查看${labelOf(field)}，请当面问`)
        if (isClosedOfMinors(field) && (await lacksGuardiansConsent(tx, personId, now)))
          throw conflict('person.no_guardian', '孩子不满 14 岁，要监护人同意了才能看')
        // One look at a time, so that the hour's count cannot be overtaken.
        await lockViewer(tx, caller.personId)
        const since = new Date(now.getTime() - HOUR_MS)
        if ((await revealsBy(tx, caller.personId, since)) >= REVEALS_AN_HOUR)
          throw new Fault('reveal.too_many', 429, `一小时最多看 ${REVEALS_AN_HOUR} 项，过一会儿再看`)
        const known = await valuesOf(tx, personId, [field])
        const row = known.find((one) => one.state === 'current' && one.itemId === itemId)
        await recordAccess(tx, [
          {
            id: deps.newId(),
            personId,
            viewerId: caller.personId,
            what: 'person.field',
            field,
            purpose,
            words: text || null,
            subjectId: personId,
            at: now,
          },
        ])
        return { value: row ? shownInFull(field, readValue(deps.encryption, row)) : null }
      })
    },
  ),
})

/** The worker of a grid where the person is counted, or the secretary of its community. */
async function maySeeCard(tx: Tx, caller: Caller, personId: string): Promise<boolean> {
  for (const { gridId } of await residentRows(tx, personId))
    if (hasRoleAt(caller.grants, ['gridWorker', 'secretary'], await pathOf(tx, gridId))) return true
  return false
}
