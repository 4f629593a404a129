import type { Calendar } from './calendar'
import type { Span } from './due'
import { clockOf, dayOf, momentOf } from './shanghai'
import { addWorkingMs, workingMsBetween } from './working-time'

export type Light = 'green' | 'yellow' | 'red'

/**
 * When a promise turns yellow: one working day before it is due, at the same time of day. Where no more than two working
 * days lie between the start of counting and the due, when a quarter of its time is left: of working time for working
 * spans, else of plain time. After a pause move it by `resumeDue`, as the due; after an extension ask again.
 */
export function yellowAt(start: Date, due: Date, span: Span, calendar: Calendar): Date {
  const from = countedFrom(start, span)
  const working = workingMsBetween(from, due, calendar)
  if (working > 2 * calendar.workingDayMs) return momentOf(calendar.workingDayFrom(dayOf(due), -1), clockOf(due))
  if ('calendarHours' in span) return new Date(due.getTime() - Math.floor((due.getTime() - from.getTime()) / 4))
  return addWorkingMs(due, -Math.floor(working / 4), calendar)
}

/** Working days count from the midnight after the day of receipt. */
const countedFrom = (start: Date, span: Span): Date => ('workingDays' in span ? momentOf(dayOf(start) + 1, 0) : start)

/** The light at `now`. Exactly at the due the promise is still kept; red is the moment after. */
export function lightOf(now: Date, promise: { yellowAt: Date; dueAt: Date }): Light {
  if (now > promise.dueAt) return 'red'
  return now >= promise.yellowAt ? 'yellow' : 'green'
}
