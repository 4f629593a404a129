import { type OrderState, RUNNING_STATES } from '../../contract/orders'
import type { Caller, Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { conflict, notFound } from '../../kernel/errors'
import { type Acted, act } from './act'
import { follow, moveToWhole, unfollow } from './followers/store'
import { supervises } from './permissions'
import { lockOrder } from './store'

/** What may be joined: somebody still owes an answer, or has just given one. */
export const WHOLE_STATES: readonly OrderState[] = [...RUNNING_STATES, 'resolved']

interface Merging {
  orderId: string
  intoId: string
  text?: string
}

/**
 * Makes an order part of another of the same community: it ends, and who asked for it follows the other. Both are locked
 * in one order, so two who merge crosswise wait for each other, and the second is refused.
 * Faults: record.not_found, order.cannot_merge_into, and those of `act`.
 */
export async function mergeOrders(deps: Deps, tx: Tx, caller: Caller, now: Date, given: Merging): Promise<Acted> {
  const { orderId, intoId, text } = given
  if (orderId === intoId) throw conflict('order.cannot_merge_into', '不能并到它自己，请另选一件')
  for (const id of [orderId, intoId].sort()) await lockOrder(tx, id)
  const into = await lockOrder(tx, intoId)
  const part = await lockOrder(tx, orderId)
  if (!into || !part || !supervises(caller, into)) throw notFound()
  if (into.communityId !== part.communityId || into.kind !== part.kind || !WHOLE_STATES.includes(into.state))
    throw conflict('order.cannot_merge_into', '那一件不能再并进别的，请另选一件')
  const { communityId } = into
  await moveToWhole(tx, { communityId, fromId: orderId, toId: intoId, now })
  const acted = await act(deps, tx, caller, now, {
    orderId,
    action: 'merge',
    mergedInto: intoId,
    ...(text && { text }),
  })
  const asker = part.proxyId ?? part.requesterId
  if (asker !== into.requesterId)
    await follow(tx, { communityId, orderId: intoId, personId: asker, fromOrderId: orderId, now })
  return acted
}

/** Takes a merged order out again: it waits anew with a promise of its own. */
export async function splitOrder(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  now: Date,
  { orderId, text }: { orderId: string; text?: string },
): Promise<Acted> {
  const part = await lockOrder(tx, orderId)
  const acted = await act(deps, tx, caller, now, { orderId, action: 'split', ...(text && { text }) })
  if (part?.mergedInto) {
    const personId = part.proxyId ?? part.requesterId
    await unfollow(tx, { orderId: part.mergedInto, personId }, now)
  }
  return acted
}
