import * as z from 'zod'
import { ORDER_KIND_LABELS, type OrderKindName, URGENCIES } from '../../../contract/orders'
import { SUPERVISING_ROLES } from '../../../contract/roles'
import { overridesOf, setOverride } from '../../../engines/orders/promise/store'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { forbidden } from '../../../kernel/errors'
import { pathOf } from '../../../registry/places/store'
import { hasRoleAt } from '../../../registry/roles/rules'

const KINDS = Object.keys(ORDER_KIND_LABELS) as OrderKindName[]
const DAYS_MAX = 90
const HOURS_MAX = 200

/** Exactly one of the three ways to measure. */
const span = z.union([
  z.strictObject({ workingHours: z.number().positive().max(HOURS_MAX) }),
  z.strictObject({ workingDays: z.number().int().positive().max(DAYS_MAX) }),
  z.strictObject({ calendarHours: z.number().positive().max(HOURS_MAX) }),
])
const promised = {
  placeId: z.uuid(),
  category: z.string().regex(/^\w{1,40}$/),
  urgency: z.enum(URGENCIES),
  span,
  extension: span,
}

export const promisesRouter = router({
  list: query(
    { callers: SUPERVISING_ROLES, about: '本地方自己定的办理期限，没定的按全县的' },
    { kind: z.enum(KINDS) },
    z.array(z.strictObject(promised)),
    ({ db, caller }, { kind }) =>
      overridesOf(
        db,
        kind,
        caller.grants.flatMap((g) => g.placePath),
      ),
  ),

  set: mutation(
    { callers: ['subdistrict', 'county'], about: '定一个地方的办理期限，从现在起的新单按它' },
    { kind: z.enum(KINDS), ...promised },
    z.strictObject({ placeId: z.string() }),
    async ({ deps, tx, caller, now }, { key: _key, ...given }) => {
      const path = await pathOf(tx, given.placeId)
      if (!hasRoleAt(caller.grants, ['subdistrict', 'county'], path)) throw forbidden('只能定自己管的地方的期限')
      await setOverride(tx, { ...given, id: deps.newId(), setBy: caller.personId, now })
      return { placeId: given.placeId }
    },
  ),
})
