import type { Calendar } from './calendar'
import { clockOf, dayOf, momentOf } from './shanghai'
import { closingOf } from './working-hours'
import { addWorkingMs, workingMsBetween } from './working-time'

const HOUR_MS = 3_600_000

/** How long a promise is. Days are whole; hours may be parts, `0.25` is 15 minutes. */
export type Span = { workingHours: number } | { workingDays: number } | { calendarHours: number }

/**
 * When a promise given at `start` is due. Working days by the Civil Code: the day of receipt is not counted (art. 201),
 * the last day ends at the close of business (art. 203), so `{workingDays: 1}` is the close of the next working day.
 * Working hours run from `start`, or from the next opening. Throws RangeError for a span that is not positive.
 */
export function dueAt(start: Date, span: Span, calendar: Calendar): Date {
  check(span, start)
  if ('calendarHours' in span) return new Date(start.getTime() + hoursMs(span.calendarHours))
  if ('workingHours' in span) return addWorkingMs(start, hoursMs(span.workingHours), calendar)
  return momentOf(calendar.workingDayFrom(dayOf(start), span.workingDays), closingOf(calendar.hours))
}

/** The latest start whose promise is due at `due` or before. Throws RangeError for a span that is not positive. */
export function startOf(due: Date, span: Span, calendar: Calendar): Date {
  check(span, due)
  if ('calendarHours' in span) return new Date(due.getTime() - hoursMs(span.calendarHours))
  if ('workingHours' in span) return addWorkingMs(due, -hoursMs(span.workingHours), calendar)
  const isDayOver = clockOf(due) >= closingOf(calendar.hours)
  const firstCounted = calendar.workingDayFrom(dayOf(due) + (isDayOver ? 1 : 0), -span.workingDays)
  return new Date(momentOf(firstCounted, 0).getTime() - 1)
}

/** The new due of a promise that gets `extra`, counted from the old due by the rules of `dueAt`. */
export const extendDue = (due: Date, extra: Span, calendar: Calendar): Date => dueAt(due, extra, calendar)

/**
 * The new due of a promise that stood still from `pausedAt` to `resumedAt`: what was left at the pause is left again,
 * in working time for working spans, else in plain time. A pause at or after the due changes nothing, and none shortens.
 */
export function resumeDue(due: Date, pausedAt: Date, resumedAt: Date, span: Span, calendar: Calendar): Date {
  if (pausedAt >= due) return due
  const moved =
    'calendarHours' in span
      ? new Date(resumedAt.getTime() + due.getTime() - pausedAt.getTime())
      : addWorkingMs(resumedAt, workingMsBetween(pausedAt, due, calendar), calendar)
  return moved > due ? moved : due
}

/** From when a promise counts, once it stood still from `pausedAt` to `resumedAt`: as much later as time was paused. */
export function resumeFrom(from: Date, pausedAt: Date, resumedAt: Date, span: Span, calendar: Calendar): Date {
  if (resumedAt <= pausedAt) return from
  return 'calendarHours' in span
    ? new Date(from.getTime() + resumedAt.getTime() - pausedAt.getTime())
    : addWorkingMs(from, workingMsBetween(pausedAt, resumedAt, calendar), calendar)
}

const hoursMs = (hours: number): number => Math.round(hours * HOUR_MS)

function check(span: Span, at: Date): void {
  const amount =
    'workingDays' in span ? span.workingDays : 'workingHours' in span ? span.workingHours : span.calendarHours
  const isWhole = !('workingDays' in span) || Number.isInteger(amount)
  if (!(amount > 0) || !isWhole || !Number.isFinite(amount)) throw new RangeError(`not a span: ${JSON.stringify(span)}`)
  if (Number.isNaN(at.getTime())) throw new RangeError('not a moment')
}
