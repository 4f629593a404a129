import * as z from 'zod'
import { isOfHealth } from '../../../contract/account/privacy'
import { ITEM_KINDS, labelOf } from '../../../contract/items'
import { REGISTRY_KEEPERS } from '../../../contract/worker/residents'
import { mutation } from '../../../kernel/dispatch/procedure'
import { conflict, invalid } from '../../../kernel/errors'
import { isUnwritableOfMinors, lacksGuardiansConsent } from '../../../registry/consents/minors'
import { agreesTo } from '../../../registry/consents/store'
import { endItem, tellItem } from '../../../registry/facts/items/item'
import { itemParts, writtenItem } from '../../../registry/facts/items/written'
import { dayField, endOfDay } from './day-field'
import { tellerOf } from './reach'

const callers = REGISTRY_KEEPERS

/** Contacts, vehicles and what to care by, of a person of one's own places. */
export const items = {
  item: mutation(
    { callers, about: '登记或改一个联系人、一辆车、一条照料信息；健康的要本人同意' },
    {
      personId: z.uuid(),
      kind: z.enum(ITEM_KINDS),
      /** Left out where it is new. */
      itemId: z.uuid().optional(),
      parts: itemParts,
      validUntil: dayField.optional(),
      /** The value that stood on the screen. */
      seenId: z.uuid().optional(),
    },
    z.strictObject({ outcome: z.enum(['nothing', 'set', 'dispute']), itemId: z.string() }),
    async (scope, { personId, kind, itemId = null, parts, validUntil, seenId }) => {
      const { deps, tx, now } = scope
      const teller = await tellerOf(scope, personId)
      if (isOfHealth(kind) && !(await agreesTo(tx, personId, 'health', now)))
        throw conflict('person.no_consent', `本人没有同意登记${labelOf(kind)}，请先请本人在隐私中心同意`)
      if (isUnwritableOfMinors(kind) && (await lacksGuardiansConsent(tx, personId, now)))
        throw conflict('person.no_guardian', '孩子不满 14 岁，要监护人同意了才能登记')
      const until = validUntil ? endOfDay(validUntil) : null
      if (until && until <= now) throw invalid({ validUntil: '到期的日子要在今天或以后' })
      const value = await writtenItem(deps, tx, { personId, kind, itemId, parts })
      const given = { personId, kind, itemId, value, validUntil: until, now, ...(seenId && { seenId }) }
      const told = await tellItem(deps, tx, teller, given)
      return { outcome: told.outcome, itemId: told.itemId }
    },
  ),

  endItem: mutation(
    { callers, about: '一个联系人、一辆车、一条照料信息不再有了' },
    { personId: z.uuid(), itemId: z.uuid(), seenId: z.uuid().optional() },
    z.strictObject({ wasThere: z.boolean() }),
    async (scope, { personId, itemId, seenId }) => {
      const teller = await tellerOf(scope, personId)
      const given = { personId, itemId, now: scope.now, ...(seenId && { seenId }) }
      return { wasThere: (await endItem(scope.deps, scope.tx, teller, given)) !== null }
    },
  ),
}
