import { type OrderState, RUNNING_STATES, type Urgency } from '../../contract/orders'
import type { Calendar } from './promise/calendar'
import { dueAt, type Span } from './promise/due'
import type { PromisePolicy } from './promise/policy'

/** Whose turn it is to hear of it. */
export type RungAudience = 'holder' | 'department' | 'secretary' | 'subdistrict' | 'county'

/** One step of the escalation: rung once, while the order is in one of these states. */
export interface Rung {
  name: string
  while: readonly OrderState[]
  /** From which moment of the order, and how much later. */
  from: 'waiting' | 'yellow' | 'due' | 'reportDue'
  after?: Span | ((policy: PromisePolicy) => Span)
  tells: readonly RungAudience[]
}

/** Until somebody takes it the secretary hears, then whoever is above them; what is late never rests with one person. */
export const USUAL_LADDER: readonly Rung[] = [
  {
    name: 'unaccepted',
    while: ['waiting'],
    from: 'waiting',
    after: (policy) => policy.acceptWithin,
    tells: ['secretary'],
  },
  { name: 'reportLate', while: ['whistled'], from: 'reportDue', tells: ['department', 'subdistrict'] },
  { name: 'yellow', while: RUNNING_STATES, from: 'yellow', tells: ['holder', 'secretary'] },
  { name: 'red', while: RUNNING_STATES, from: 'due', tells: ['holder', 'secretary', 'subdistrict'] },
  { name: 'redder', while: RUNNING_STATES, from: 'due', after: { workingDays: 2 }, tells: ['county'] },
]

/** What the ladder looks at. */
export interface Watched {
  state: OrderState
  category: string
  urgency: Urgency
  waitingSince: Date | null
  yellowAt: Date
  promisedAt: Date
  reportDueAt: Date | null
  pausedAt: Date | null
  closesAt: Date | null
  rungs: readonly string[]
}

interface Laddered {
  ladder: readonly Rung[]
  promise(category: string, urgency: Urgency): PromisePolicy
}

/** Rungs not rung yet and when their turn comes, the first first. A promise that stands still has none. */
export function rungsAhead(order: Watched, kind: Laddered, calendar: Calendar): { rung: Rung; at: Date }[] {
  if (order.pausedAt) return []
  const policy = kind.promise(order.category, order.urgency)
  return kind.ladder
    .filter((rung) => rung.while.includes(order.state) && !order.rungs.includes(rung.name))
    .flatMap((rung) => {
      const at = momentOf(rung, order, policy, calendar)
      return at ? [{ rung, at }] : []
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** Of rungs that ring at once those whose people do not all hear of a later one: a timer that stood still is caught up with. */
export const rungsToTell = (due: readonly Rung[]): Rung[] =>
  due.filter((rung, i) => !due.slice(i + 1).some(({ tells }) => rung.tells.every((who) => tells.includes(who))))

function momentOf({ from, after }: Rung, order: Watched, policy: PromisePolicy, calendar: Calendar): Date | null {
  const moments = {
    waiting: order.waitingSince,
    yellow: order.yellowAt,
    due: order.promisedAt,
    reportDue: order.reportDueAt,
  }
  const start = moments[from]
  const span = typeof after === 'function' ? after(policy) : after
  return start && span ? dueAt(start, span, calendar) : start
}

/** When the timer must look at an order again; null when time changes nothing any more. */
export function lookAtOf(order: Watched, kind: Laddered, calendar: Calendar): Date | null {
  if (order.state === 'resolved') return order.closesAt
  return rungsAhead(order, kind, calendar)[0]?.at ?? null
}
