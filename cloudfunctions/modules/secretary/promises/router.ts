import * as z from 'zod'
import { ORDER_KIND_LABELS, type OrderKindName, URGENCIES } from '../../../contract/orders'
import { PROMISE_DAYS_MAX, PROMISE_HOURS_MAX, PROMISE_SETTERS } from '../../../contract/promises'
import { type Role, SUPERVISING_ROLES } from '../../../contract/roles'
import { endOverride, overridesOf, setOverride } from '../../../engines/orders/promise/store'
import type { Caller, Deps } from '../../../kernel/context'
import type { Tx } from '../../../kernel/database/open'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { forbidden, invalid } from '../../../kernel/errors'
import { namesOf, pathOf } from '../../../registry/places/store'
import { hasRoleAt } from '../../../registry/roles/rules'
import { holdingAt } from './rules'

const KINDS = Object.keys(ORDER_KIND_LABELS) as OrderKindName[]

/** Exactly one of the three ways to measure. */
const span = z.union([
  z.strictObject({ workingHours: z.number().positive().max(PROMISE_HOURS_MAX) }),
  z.strictObject({ workingDays: z.number().int().positive().max(PROMISE_DAYS_MAX) }),
  z.strictObject({ calendarHours: z.number().positive().max(PROMISE_HOURS_MAX) }),
])
const promised = { span, extension: span }
const matter = {
  kind: z.enum(KINDS),
  placeId: z.uuid(),
  category: z.string().regex(/^\w{1,40}$/),
  urgency: z.enum(URGENCIES),
}
const placeView = z.strictObject({ id: z.string(), name: z.string() })
/** What is promised, and which place has set it; none for what the product itself proposes. */
const settled = z.strictObject({ ...promised, setAt: z.nullable(placeView) })

/** Only of a place in one's charge, and only for what is a category of the kind. */
async function mayChange(
  { deps, tx, caller }: { deps: Deps; tx: Tx; caller: Caller },
  { kind, placeId, category }: { kind: OrderKindName; placeId: string; category: string },
): Promise<void> {
  if (!hasRoleAt(caller.grants, [...PROMISE_SETTERS], await pathOf(tx, placeId)))
    throw forbidden('只能定自己管的地方的期限')
  if (!deps.kinds.of(kind).categories.includes(category)) throw invalid({ category: '没有这个类别，请另选一个' })
}

/** The places in whose charge somebody is, the first as they were given. */
const supervisedBy = ({ grants }: Caller) => {
  const supervised = grants.filter(({ role }) => (SUPERVISING_ROLES as readonly Role[]).includes(role))
  return [...new Map(supervised.map((grant) => [grant.placeId, grant.placeName]))].map(([id, name]) => ({ id, name }))
}

export const promisesRouter = router({
  list: query(
    { callers: SUPERVISING_ROLES, about: '一个地方现在答应的办理期限，哪一级定的，没定的按什么' },
    { kind: z.enum(KINDS), placeId: z.uuid().optional() },
    z.strictObject({
      placeId: z.string(),
      /** Those that one may look at. */
      places: z.array(placeView),
      maySet: z.boolean(),
      promises: z.array(
        settled.extend({
          category: z.string(),
          categoryLabel: z.string(),
          urgency: z.enum(URGENCIES),
          isOwn: z.boolean(),
          /** What would hold without the place's own setting. */
          otherwise: settled,
        }),
      ),
    }),
    async ({ deps, db, caller }, given) => {
      const places = supervisedBy(caller)
      const placeId = given.placeId ?? places[0]!.id
      const path = await pathOf(db, placeId)
      if (!hasRoleAt(caller.grants, [...SUPERVISING_ROLES], path)) throw forbidden('只能看自己管的地方的期限')
      const kind = deps.kinds.of(given.kind)
      const [settings, names] = await Promise.all([overridesOf(db, kind.name, path), namesOf(db, path)])
      const of = { categories: kind.categories, urgencies: URGENCIES }
      const placed = (id: string | null) => (id ? { id, name: names.get(id) ?? '' } : null)
      return {
        placeId,
        places,
        maySet: hasRoleAt(caller.grants, [...PROMISE_SETTERS], path),
        promises: holdingAt(path, settings, of, kind.promise).map(({ setAt, otherwise, ...one }) => ({
          ...one,
          categoryLabel: kind.categoryLabel(one.category),
          isOwn: setAt === placeId,
          setAt: placed(setAt),
          otherwise: { ...otherwise, setAt: placed(otherwise.setAt) },
        })),
      }
    },
  ),

  set: mutation(
    { callers: PROMISE_SETTERS, about: '定一个地方的办理期限，从现在起的新单按它' },
    { ...matter, ...promised },
    z.strictObject({ placeId: z.string() }),
    async ({ deps, tx, caller, now }, { key: _key, ...given }) => {
      await mayChange({ deps, tx, caller }, given)
      await setOverride(tx, { ...given, id: deps.newId(), setBy: caller.personId, now })
      return { placeId: given.placeId }
    },
  ),

  unset: mutation(
    { callers: PROMISE_SETTERS, about: '不再单独定，从现在起的新单按上一级的' },
    matter,
    z.strictObject({ placeId: z.string() }),
    async ({ deps, tx, caller, now }, { key: _key, ...given }) => {
      await mayChange({ deps, tx, caller }, given)
      await endOverride(tx, given, now)
      return { placeId: given.placeId }
    },
  ),
})
