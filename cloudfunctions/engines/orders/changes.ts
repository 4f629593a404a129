import {
  type CallBackResult,
  ENDED_STATES,
  type OrderAction,
  type OrderState,
  type PauseReason,
  type Rating,
  RUNNING_STATES,
  UNDO_ACCEPT_SECONDS,
  type Urgency,
} from '../../contract/orders'
import type { OrderKind } from './kind'
import { lookAtOf } from './ladder'
import type { Calendar } from './promise/calendar'
import { dueAt, extendDue, resumeDue, resumeFrom } from './promise/due'
import { yellowAt } from './promise/light'
import type { PromisePolicy } from './promise/policy'
import { begin } from './promise/promise'
import type { OrderRow } from './store'
import type { orders } from './table'

type Change = Partial<typeof orders.$inferInsert>

/** A move that the machine has allowed, with all that what it changes depends on. */
export interface Moved {
  action: Exclude<OrderAction, 'submit'>
  to: OrderState
  now: Date
  /** Who acts, and who holds it afterwards and in which role. */
  actorId: string
  holderId: string | null
  holderAs: string
  policy: PromisePolicy
  pauseReason?: PauseReason
  rating?: Rating
  callBack?: CallBackResult
  departmentId?: string
  mergedInto?: string
  classAs?: { category: string; urgency: Urgency }
}

const isOneOf = (states: readonly OrderState[], state: OrderState) => states.includes(state)
const HELD_ONLY = ['accepted', 'handling', 'reopened'] as const

/** Everything a move changes in an order's row, but its version. Pure. */
export function changeOf(order: OrderRow, kind: OrderKind, calendar: Calendar, moved: Moved): Change {
  const change: Change = { state: moved.to, updatedAt: moved.now }
  Object.assign(change, holderChange(order, moved))
  Object.assign(change, pauseChange(order, moved, calendar))
  Object.assign(change, promiseChange(order, { ...order, ...change } as OrderRow, moved, calendar))
  Object.assign(change, ownChange(order, moved, calendar))
  const after = { ...order, ...change } as OrderRow
  const rungs = rungsKept(order, after, kind)
  return { ...change, rungs, lookAt: lookAtOf({ ...after, rungs }, kind, calendar) }
}

function holderChange(order: OrderRow, { action, to, now, holderId, holderAs }: Moved): Change {
  const waitingSince = to === 'waiting' ? (order.waitingSince ?? now) : null
  if (holderId === order.holderId) return { waitingSince }
  const holders = holderId && !order.holders.includes(holderId) ? [...order.holders, holderId] : order.holders
  return {
    waitingSince,
    holderId,
    holders,
    holderSince: holderId ? now : null,
    holderAs: holderId ? holderAs : null,
    // Only one's own accepting is taken back without a reason, never what a colleague passed on.
    undoUntil: action === 'accept' ? new Date(now.getTime() + UNDO_ACCEPT_SECONDS * 1000) : null,
  }
}

/** A promise that stood still goes on as soon as it is resumed, or the order leaves the holder's hands. */
function pauseChange(order: OrderRow, { action, to, now, pauseReason }: Moved, calendar: Calendar): Change {
  if (action === 'pause') return { pausedAt: now, pauseReason: pauseReason! }
  const { pausedAt, span } = order
  if (!pausedAt || (action !== 'resume' && isOneOf(HELD_ONLY, to))) return {}
  const moved = (moment: Date) => resumeDue(moment, pausedAt, now, span, calendar)
  return {
    pausedAt: null,
    pauseReason: null,
    yellowAt: moved(order.yellowAt),
    promisedAt: moved(order.promisedAt),
    ...(pausedAt < order.promisedAt && {
      promisedFrom: resumeFrom(order.promisedFrom, pausedAt, now, span, calendar),
    }),
  }
}

/** What had been answered or ended and is worked on again gets a promise of its own; one extension counts per promise. */
function promiseChange(
  before: OrderRow,
  order: OrderRow,
  { action, to, now, policy, classAs }: Moved,
  calendar: Calendar,
): Change {
  const isAgain = isOneOf(RUNNING_STATES, to) && !isOneOf(RUNNING_STATES, before.state)
  if (isAgain) return { ...begin({ calendar }, now, order.span), extendedAt: null, resolvedAt: null, closesAt: null }
  if (action === 'reclassify') {
    const other = begin({ calendar }, order.promisedFrom, policy.span)
    // The one extension it was given goes on counting.
    return { ...classAs, ...other, ...(order.extendedAt && extended({ ...order, ...other }, policy, calendar)) }
  }
  return action === 'extend' ? { ...extended(order, policy, calendar), extendedAt: now } : {}
}

function extended(order: OrderRow, policy: PromisePolicy, calendar: Calendar) {
  const promisedAt = extendDue(order.promisedAt, policy.extension, calendar)
  return { promisedAt, yellowAt: yellowAt(order.promisedFrom, promisedAt, order.span, calendar) }
}

function ownChange(order: OrderRow, moved: Moved, calendar: Calendar): Change {
  const { action, to, now, policy } = moved
  const isEnding = isOneOf(ENDED_STATES, to) && to !== order.state
  return {
    ...(isEnding && { endedAt: now, endedAs: to as (typeof ENDED_STATES)[number] }),
    ...(!isOneOf(ENDED_STATES, to) && { endedAt: null }),
    ...(action === 'resolve' && { resolvedAt: now, closesAt: dueAt(now, policy.silence, calendar) }),
    ...(action === 'urge' && { urgedAt: now, urges: order.urges + 1 }),
    ...(action === 'contest' && { contests: order.contests + 1 }),
    ...(to === 'reopened' && order.state !== 'reopened' && { reopenings: order.reopenings + 1 }),
    ...(action === 'reopen' && to === 'waiting' && { reopenings: order.reopenings + 1 }),
    ...(action === 'rate' && { rating: moved.rating!, ratedAt: now }),
    ...(action === 'callBack' && { calledBackAt: now }),
    ...(action === 'merge' && { mergedInto: moved.mergedInto! }),
    ...(action === 'split' && { mergedInto: null }),
    ...(action === 'supervise' && { supervisedAt: now }),
    ...departmentChange(order, moved, calendar),
  }
}

function departmentChange(order: OrderRow, moved: Moved, calendar: Calendar): Change {
  const { action, to, now, policy, departmentId } = moved
  const withOne = (ids: string[], id: string) => (ids.includes(id) ? ids : [...ids, id])
  const reportDueAt = () => dueAt(now, policy.reportIn, calendar)
  switch (action) {
    case 'whistle':
      return {
        departmentId: departmentId!,
        departments: withOne(order.departments, departmentId!),
        whistledBy: moved.actorId,
        reportDueAt: reportDueAt(),
        reportedAt: null,
        objectedAt: null,
      }
    case 'insist':
      return { reportDueAt: reportDueAt() }
    case 'reportIn':
      return { reportedAt: now, reportDueAt: null }
    case 'object':
      return { objectedAt: now, reportDueAt: null }
    case 'callIn':
      return {
        departments: withOne(order.departments, departmentId!),
        helpers: withOne(order.helpers, departmentId!),
      }
    case 'joinIn':
      return { joined: [...order.joined, moved.actorId] }
    default:
      // Who waits for the community is no department's any more, however it came back.
      return to === 'waiting' ? { departmentId: null, reportDueAt: null } : {}
  }
}

/** A rung counts for the clock it hangs on: a new waiting, deadline or promise rings its rungs anew. */
function rungsKept(before: OrderRow, after: OrderRow, kind: OrderKind): string[] {
  const isSame = (a: Date | null, b: Date | null) => a?.getTime() === b?.getTime()
  const isKept = {
    waiting: isSame(before.waitingSince, after.waitingSince),
    yellow: isSame(before.yellowAt, after.yellowAt),
    due: isSame(before.promisedAt, after.promisedAt),
    reportDue: isSame(before.reportDueAt, after.reportDueAt),
  }
  return after.rungs.filter((name) => kind.ladder.some((rung) => rung.name === name && isKept[rung.from]))
}
