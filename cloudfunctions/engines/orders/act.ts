import { type OrderAction, type OrderState, UNDO_ACCEPT_SECONDS } from '../../contract/orders'
import type { Role } from '../../contract/roles'
import type { Caller, Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { conflict, forbidden, invalid, notFound } from '../../kernel/errors'
import { emit } from '../../kernel/events/store'
import { membersAt } from '../../registry/roles/store'
import type { OrderKind } from './kind'
import { isHeld, type Move, move, REFUSAL_SENTENCES } from './machine'
import { addNote } from './notes'
import { capacityFor, factsOf, isHolder, maySee } from './permissions'
import { signalOrder } from './signals'
import { insertEvent, lockOrder, type PlacedOrder, saveOrder } from './store'

/** One thing somebody does to an order. */
export interface Act {
  orderId: string
  action: Exclude<OrderAction, 'submit'>
  text?: string
  fileIds?: string[]
  /** Only for `reassign`: whose it becomes and in which role; the caller has checked that they may take it. */
  to?: { personId: string; role: Role }
}

export interface Acted {
  state: OrderState
  order: PlacedOrder
}

/**
 * Load and lock, authorise, ask the machine, save, write history, signal, emit: the one way an order moves.
 * Faults: record.not_found for who may not even see it, access.forbidden, order.* with the machine's reason.
 */
export async function act(deps: Deps, tx: Tx, caller: Caller, now: Date, given: Act): Promise<Acted> {
  const order = await lockOrder(tx, given.orderId)
  const kind = order && deps.kinds.of(order.kind)
  if (!order || !kind || !maySee(caller, order, kind)) throw notFound()

  // The winner's repeat, after an answer lost on the way.
  if (given.action === 'accept' && isHolder(caller, order) && isHeld(order.state)) return { state: order.state, order }
  const next = move(order.state, given.action, {
    ...factsOf(order, now.getTime()),
    hasText: Boolean(given.text),
    isHolderGone: given.action === 'reopen' && !(await stillTakes(tx, order, kind, now)),
    hasEvidence: Boolean(given.text) || (given.fileIds?.length ?? 0) > 0,
  })
  const capacity = capacityFor(given.action, caller, order, kind)
  if (!capacity) throw forbidden()
  if ('refusal' in next) throw refusalFault(next.refusal)

  const noteId = await addNote(deps, tx, caller, order, given)
  const holderId = nextHolder(next, order, caller, given)
  await saveOrder(tx, order, {
    ...changeOf(given.action, next.to, order, now),
    ...changeOfHolder(given.action, order, { holderId, holderAs: given.to?.role ?? capacity, now }),
  })
  await insertEvent(tx, {
    id: deps.newId(),
    communityId: order.communityId,
    orderId: order.id,
    seq: order.version + 1,
    action: given.action,
    fromState: order.state,
    toState: next.to,
    actorId: caller.personId,
    actorAs: capacity,
    toPersonId: given.to?.personId ?? null,
    noteId,
    at: now,
  })
  await signalOrder(deps, tx, order, [holderId])
  await emit(deps, tx, 'order.moved', {
    orderId: order.id,
    communityId: order.communityId,
    kind: kind.name,
    action: given.action,
    fromState: order.state,
    toState: next.to,
    actorId: caller.personId,
    requesterId: order.requesterId,
    holderId,
    formerHolderId: order.holderId,
  })
  return { state: next.to, order }
}

async function stillTakes(tx: Tx, order: PlacedOrder, kind: OrderKind, now: Date): Promise<boolean> {
  const members = await membersAt(tx, { roles: kind.pool, communityId: order.communityId, now })
  return members.some((m) => m.personId === order.holderId)
}

function refusalFault(refusal: keyof typeof REFUSAL_SENTENCES) {
  const sentence = REFUSAL_SENTENCES[refusal]
  return refusal === 'order.evidence_needed' || refusal === 'order.reason_needed'
    ? invalid({ text: sentence }, sentence)
    : conflict(refusal, sentence)
}

function nextHolder(
  next: Extract<Move, { to: OrderState }>,
  order: PlacedOrder,
  caller: Caller,
  given: Act,
): string | null {
  switch (next.holder) {
    case 'keep':
      return order.holderId
    case 'actor':
      return caller.personId
    case 'target':
      return given.to?.personId ?? null
    case 'none':
      return null
  }
}

function changeOfHolder(
  action: OrderAction,
  order: PlacedOrder,
  { holderId, holderAs, now }: { holderId: string | null; holderAs: string; now: Date },
) {
  if (holderId === order.holderId) return {}
  const holders = holderId && !order.holders.includes(holderId) ? [...order.holders, holderId] : order.holders
  return {
    holderId,
    holders,
    holderSince: holderId ? now : null,
    holderAs: holderId ? holderAs : null,
    // Only one's own accepting is taken back without a reason, never what a colleague passed on.
    undoUntil: action === 'accept' ? new Date(now.getTime() + UNDO_ACCEPT_SECONDS * 1000) : null,
  }
}

function changeOf(action: OrderAction, to: OrderState, order: PlacedOrder, now: Date) {
  return {
    state: to,
    updatedAt: now,
    ...(action === 'resolve' && { resolvedAt: now }),
    ...(action === 'urge' && { urgedAt: now, urges: order.urges + 1 }),
    ...(action === 'reopen' && { reopenings: order.reopenings + 1, resolvedAt: null, endedAt: null }),
    ...(action === 'contest' && { contests: order.contests + 1, endedAt: null }),
    ...(['confirm', 'withdraw', 'decline', 'uphold'].includes(action) && { endedAt: now }),
  }
}
