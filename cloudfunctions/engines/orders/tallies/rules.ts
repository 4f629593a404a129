import { OPEN_STATES, type OrderState, RUNNING_STATES } from '../../../contract/orders'

/** What of an order the board counts. */
export interface Counted {
  communityId: string
  state: OrderState
  yellowAt: Date
  promisedAt: Date
  pausedAt?: Date | null | undefined
}

export interface Tally {
  communityId: string
  yellowHour: Date | null
  dueHour: Date | null
  delta: number
}

const HOUR_MS = 3_600_000
const isOneOf = (states: readonly OrderState[], state: OrderState) => states.includes(state)

/** The hour in which a moment lies. */
export const hourOf = (at: Date): Date => new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS)

/** What changes in the counts when an order comes, goes or moves; nothing where both count alike. */
export function talliesOf(before: Counted | null, after: Counted | null): Tally[] {
  const [was, is] = [before && tallyOf(before, -1), after && tallyOf(after, 1)]
  return was && is && isSame(was, is) ? [] : [was, is].filter((tally) => tally !== null)
}

function tallyOf({ communityId, state, yellowAt, promisedAt, pausedAt }: Counted, delta: number): Tally | null {
  if (!isOneOf(OPEN_STATES, state)) return null
  const runs = isOneOf(RUNNING_STATES, state) && !pausedAt
  return { communityId, yellowHour: runs ? hourOf(yellowAt) : null, dueHour: runs ? hourOf(promisedAt) : null, delta }
}

const isSame = (a: Tally, b: Tally) =>
  a.yellowHour?.getTime() === b.yellowHour?.getTime() && a.dueHour?.getTime() === b.dueHour?.getTime()
