import * as z from 'zod'
import type { Caller, Deps } from '../../../kernel/context'
import { notFound } from '../../../kernel/errors'
import { maskName } from '../../../registry/people/masking'
import { builtPlaces } from '../../../registry/places/rules'
import { placeById } from '../../../registry/places/store'
import { countFollowers } from '../followers/store'
import { ALIKE_FROM } from '../kind'
import { type ListedOrder, ordersByIds } from '../lists/store'
import { WHOLE_STATES } from '../merge'
import { ordersNear } from '../near/store'
import { supervises } from '../permissions'
import { orderSummary, summarise } from '../present'
import { searchOrders } from '../search/store'
import { orderById, type PlacedOrder } from '../store'
import { requestersOf } from './store'

const METRES = 250
const LOOKED_BACK_DAYS = 60
const DAY_MS = 86_400_000
const CANDIDATES_MAX = 10

const candidate = orderSummary.extend({
  /** Masked: 孙*英. */
  requesterName: z.string(),
  /** Who hears of its progress besides its requester. */
  followers: z.number(),
  /** What was said sounds like the same matter. */
  isAlike: z.boolean(),
})

/** An order and what it may become part of. */
export const candidatesView = z.strictObject({ order: candidate, candidates: z.array(candidate) })

/**
 * What an order may be made part of, within its community: near it, the likeliest first and then those of its category;
 * with `words`, what is found by them. Fault record.not_found for who does not supervise it.
 */
export async function candidatesFor(
  deps: Deps,
  caller: Caller,
  { orderId, words, now }: { orderId: string; words?: string; now: Date },
): Promise<z.output<typeof candidatesView>> {
  const order = await orderById(deps.db, orderId)
  if (!order || !supervises(caller, order)) throw notFound()
  const self = (await ordersByIds(deps.db, [orderId])).get(orderId)!
  const found = words ? await foundBy(deps, order, words, now) : await nearTo(deps, self, now)
  const meant = found
    .filter(({ row }) => row.order.id !== orderId && row.order.kind === order.kind)
    .filter(({ row }) => row.order.communityId === order.communityId && supervises(caller, row.order))
    .slice(0, CANDIDATES_MAX)
  const ids = [orderId, ...meant.map(({ row }) => row.order.id)]
  const [names, followers] = await Promise.all([requestersOf(deps.db, ids), countFollowers(deps.db, ids)])
  const view = (row: ListedOrder, isAlike: boolean) => ({
    ...summarise(row, caller, deps.kinds, now),
    requesterName: maskName(names.get(row.order.id) ?? ''),
    followers: followers.get(row.order.id) ?? 0,
    isAlike,
  })
  return { order: view(self, false), candidates: meant.map(({ row, isAlike }) => view(row, isAlike)) }
}

interface Found {
  row: ListedOrder
  isAlike: boolean
}

async function foundBy(deps: Deps, order: PlacedOrder, words: string, now: Date): Promise<Found[]> {
  const filter = { states: WHOLE_STATES, category: null }
  const placeIds = [order.communityId]
  const rows = await searchOrders(deps.db, { words, placeIds, filter, before: null, now })
  return rows.map((row) => ({ row, isAlike: false }))
}

async function nearTo(deps: Deps, { order, ...self }: ListedOrder, now: Date): Promise<Found[]> {
  const { db, kinds } = deps
  const { likeness } = kinds.of(order.kind)
  const place = await placeById(db, order.placeId)
  const point = order.lat !== null && order.lng !== null ? { lat: order.lat, lng: order.lng } : pointOf(place)
  if (!point) return []
  const placeIds = builtPlaces(place)
  const since = new Date(now.getTime() - LOOKED_BACK_DAYS * DAY_MS)
  const near = await ordersNear(db, { kind: order.kind, point, metres: METRES, placeIds, since })
  const said = self.noteCheck === 'passed' ? self.noteText : null
  const scored = near
    .filter(({ metres }) => metres <= METRES)
    .map((one) => ({ ...one, score: likeness && said && one.text ? likeness(said, one.text) : 0 }))
    .filter(({ score, category }) => score >= ALIKE_FROM || category === order.category)
    .sort((a, b) => b.score - a.score || a.metres - b.metres)
  const rows = await ordersByIds(
    db,
    scored.map(({ id }) => id),
  )
  return scored.flatMap(({ id, metres, score }) => {
    const row = rows.get(id)
    return row ? [{ row: { ...row, metres }, isAlike: score >= ALIKE_FROM }] : []
  })
}

const pointOf = (place: { lat: number | null; lng: number | null } | null) =>
  place && place.lat !== null && place.lng !== null ? { lat: place.lat, lng: place.lng } : null
