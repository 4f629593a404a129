import type { CallBackResult, OrderAction, OrderState, PauseReason, Rating, Urgency } from '../../contract/orders'
import type { Role } from '../../contract/roles'
import type { Caller, Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { conflict, forbidden, invalid, notFound } from '../../kernel/errors'
import { grantsOf, membersAt } from '../../registry/roles/store'
import { changeOf } from './changes'
import { classDetail } from './class-detail'
import type { OrderKind } from './kind'
import { type Facts, isHeld, type Move, move, REFUSAL_SENTENCES } from './machine'
import { addNote } from './notes'
import { capacityFor, departmentActing, factsOf, isHolder, maySee } from './permissions'
import { policyFor } from './promise/promise'
import { record } from './record'
import { lockOrder, type PlacedOrder, saveOrder } from './store'

/** One thing somebody does to an order. */
export interface Act {
  orderId: string
  action: Exclude<OrderAction, 'submit'>
  text?: string
  fileIds?: string[]
  /** Only for `assign` and `reassign`: whose it becomes and in which role; the caller has checked that they may take it. */
  to?: { personId: string; role: Role }
  pauseReason?: PauseReason
  rating?: Rating
  callBack?: CallBackResult
  /** Only for `whistle` and `callIn`: a department that the caller has checked. */
  departmentId?: string
  /** Only for `merge`: the order it is part of, which the caller has locked and checked. */
  mergedInto?: string
  /** Only for `reclassify`. */
  classAs?: { category: string; urgency: Urgency }
}

export interface Acted {
  state: OrderState
  order: PlacedOrder
}

/**
 * Load and lock, authorise, ask the machine, save, write history, signal, emit: the one way a person moves an order.
 * Faults: record.not_found for who may not even see it, access.forbidden, order.* with the machine's reason.
 */
export async function act(deps: Deps, tx: Tx, caller: Caller, now: Date, given: Act): Promise<Acted> {
  const order = await lockOrder(tx, given.orderId)
  const kind = order && deps.kinds.of(order.kind)
  if (!order || !kind || !maySee(caller, order, kind)) throw notFound()

  // The winner's repeat, after an answer lost on the way.
  if (given.action === 'accept' && isHolder(caller, order) && isHeld(order.state)) return { state: order.state, order }
  const next = move(order.state, given.action, await factsOfAct(tx, order, kind, given, now))
  const capacity = capacityFor(given.action, caller, order, kind)
  if (!capacity) throw forbidden()
  if ('refusal' in next) throw refusalFault(next.refusal)
  if (given.classAs && !kind.categories.includes(given.classAs.category))
    throw invalid({ category: '这一类的单没有这个类别，请另选一个' })

  const noteId = await addNote(deps, tx, caller, order, given)
  const holderId = nextHolder(next, order, caller, given)
  const change = changeOf(order, kind, deps.calendar, {
    ...given,
    to: next.to,
    now,
    actorId: caller.personId,
    holderId,
    holderAs: given.to?.role ?? capacity,
    policy: await policyFor(tx, kind, { ...order, ...given.classAs }),
  })
  await saveOrder(deps, tx, order, change)
  await record(deps, tx, order, {
    action: given.action,
    toState: next.to,
    actorId: caller.personId,
    actorAs: capacity,
    toPersonId: given.to?.personId ?? null,
    detail: detailOf(order, caller, given),
    noteId,
    holderId,
    departmentId: change.departmentId === undefined ? order.departmentId : change.departmentId,
    departments: change.departments ?? order.departments,
    now,
  })
  return { state: next.to, order }
}

/** Moves in which a department speaks for itself. */
const OF_DEPARTMENTS: readonly Act['action'][] = ['reportIn', 'object', 'joinIn', 'step']

/** What the move names besides people: why it stands still, how satisfied, which class, which department. */
function detailOf(order: PlacedOrder, caller: Caller, given: Act): string | null {
  const { action, pauseReason, rating, callBack, departmentId, classAs, mergedInto } = given
  if (OF_DEPARTMENTS.includes(action)) return departmentActing(caller, order)
  return (
    pauseReason ?? rating ?? callBack ?? departmentId ?? (classAs && classDetail(order, classAs)) ?? mergedInto ?? null
  )
}

async function factsOfAct(tx: Tx, order: PlacedOrder, kind: OrderKind, given: Act, now: Date): Promise<Facts> {
  const mayReopen = given.action === 'reopen' || given.action === 'rate' || given.action === 'callBack'
  return {
    ...factsOf(order, now.getTime()),
    hasText: Boolean(given.text),
    hasEvidence: Boolean(given.text) || (given.fileIds?.length ?? 0) > 0,
    isUnsatisfied: given.rating === 'unsatisfied' || given.callBack === 'unsatisfied',
    isHolderGone: mayReopen && !(await stillTakes(tx, order, kind, now)),
  }
}

async function stillTakes(tx: Tx, order: PlacedOrder, kind: OrderKind, now: Date): Promise<boolean> {
  if (!order.holderId) return false
  if (order.holderAs === 'department')
    return (await grantsOf(tx, order.holderId, now)).some(
      (g) => g.role === 'department' && g.placeId === order.departmentId,
    )
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
