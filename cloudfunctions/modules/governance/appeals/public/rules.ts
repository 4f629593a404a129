import {
  ENDED_STATES,
  type LIGHTS,
  ORDER_STATE_LABELS,
  ORDER_STATES,
  type OrderState,
  RUNNING_STATES,
} from '../../../../contract/orders'
import type { Point } from '../../../../contract/places'
import { dayOf } from '../../../../registry/people/days'

/** Figures about fewer people than this could be traced to one of them. */
export const SHOWN_FROM = 5
export const BLUNTED = `少于 ${SHOWN_FROM} 件`

export const STATE_GROUPS = ['open', 'closed', 'all'] as const
export type StateGroup = (typeof STATE_GROUPS)[number]

const isEnded = (state: OrderState) => (ENDED_STATES as readonly OrderState[]).includes(state)

/** Closed is what has ended, open all the rest. */
export const groupOf = (state: OrderState): 'open' | 'closed' => (isEnded(state) ? 'closed' : 'open')

/** The states of a group; null for all of them. */
export const statesOf = (group: StateGroup): OrderState[] | null =>
  group === 'all' ? null : ORDER_STATES.filter((state) => groupOf(state) === group)

/** A state as said to those whose appeal it is not. */
export const publicStateLabel = (state: OrderState): string =>
  state === 'resolved' ? '已办好，待居民确认' : ORDER_STATE_LABELS[state]

export const isRunning = (state: OrderState): boolean => (RUNNING_STATES as readonly OrderState[]).includes(state)

/** Light by its colour, for a table of text. */
export const LIGHT_LABELS: Record<(typeof LIGHTS)[number], string> = {
  green: '期限内',
  yellow: '快到期',
  red: '已超期',
}

const GRAINS_PER_DEGREE = 1000
const blunt = (degrees: number) => Math.round(degrees * GRAINS_PER_DEGREE) / GRAINS_PER_DEGREE

/** A point to a thousandth of a degree: about 110 m north and south, 90 m east and west in Shandong. */
export const bluntPoint = ({ lat, lng }: Point): Point => ({ lat: blunt(lat), lng: blunt(lng) })

export interface Count {
  /** Null from one to four. */
  n: number | null
  label: string
}

/** How many, not told where few. */
export const bluntCount = (n: number): Count =>
  n > 0 && n < SHOWN_FROM ? { n: null, label: BLUNTED } : { n, label: `${n} 件` }

export interface Share {
  /** Whole percent; null where it would be of fewer than five. */
  percent: number | null
  of: Count
}

/** How many of all, in percent. */
export const shareOf = (n: number, all: number): Share => ({
  percent: all < SHOWN_FROM ? null : Math.round((n / all) * 100),
  of: bluntCount(all),
})

/** What one month's appeals of a community came to; counts of people's cases, never shown unblunted. */
export interface MonthFigures {
  month: string
  received: number
  /** Answered or overdue without an answer. */
  due: number
  inTime: number
  /** Answered at least once. */
  answered: number
  reopened: number
  rated: number
  satisfied: number
  resolved: number
  /** Half were resolved within so many hours. */
  medianHours: number | null
}

export interface MonthStats {
  month: string
  received: Count
  answeredInTime: Share
  reopened: Share
  satisfied: Share
  medianHours: number | null
}

/** Figures fit for everyone: where a month or the base of a share has fewer than five cases, nothing is told of it. */
export function publicStats(figures: MonthFigures): MonthStats {
  const isShown = figures.received >= SHOWN_FROM
  const share = (n: number, all: number): Share => (isShown ? shareOf(n, all) : { percent: null, of: bluntCount(all) })
  return {
    month: figures.month,
    received: bluntCount(figures.received),
    answeredInTime: share(figures.inTime, figures.due),
    reopened: share(figures.reopened, figures.answered),
    satisfied: share(figures.satisfied, figures.rated),
    medianHours:
      isShown && figures.resolved >= SHOWN_FROM && figures.medianHours !== null
        ? Math.round(figures.medianHours * 10) / 10
        : null,
  }
}

export const MONTH = /^2\d{3}-(0[1-9]|1[0-2])$/

/** The month in Shanghai, `2026-11`. */
export const monthOf = (at: Date): string => dayOf(at).slice(0, 7)

/** The first moment of a month in Shanghai. */
const startOf = (month: string): Date => new Date(`${month}-01T00:00:00+08:00`)

/** A month so many later; earlier with a negative number. */
export function shiftMonth(month: string, by: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number - 1 + by)).toISOString().slice(0, 7)
}

/** From the first moment of a month up to that of the next, which is no longer in it. */
export const spanOf = (month: string): { from: Date; until: Date } => ({
  from: startOf(month),
  until: startOf(shiftMonth(month, 1)),
})

/** The last `count` months, this one first. */
export const lastMonths = (now: Date, count: number): string[] =>
  Array.from({ length: count }, (_, i) => shiftMonth(monthOf(now), -i))
