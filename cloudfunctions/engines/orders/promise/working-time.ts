import type { Calendar } from './calendar'
import { clockOf, dayOf, momentOf } from './shanghai'
import { earliestClock, latestClock, workedAt } from './working-hours'

const worked = (at: Date, calendar: Calendar): number =>
  calendar.isWorked(dayOf(at)) ? workedAt(calendar.hours, clockOf(at)) : 0

const lengthOfDay = (day: number, calendar: Calendar): number => (calendar.isWorked(day) ? calendar.workingDayMs : 0)

/** Working time from a to b in milliseconds; negative when b is earlier. */
export function workingMsBetween(a: Date, b: Date, calendar: Calendar): number {
  if (b < a) return -workingMsBetween(b, a, calendar)
  let sum = worked(b, calendar) - worked(a, calendar)
  for (let day = dayOf(a); day < dayOf(b); day += 1) sum += lengthOfDay(day, calendar)
  return sum
}

/**
 * The moment that lies `ms` of working time from `at`: forward the earliest such moment (a closing rather than the next
 * opening), backward for a negative `ms` the latest. 0 is `at` itself, also outside working time. Throws RangeError.
 */
export function addWorkingMs(at: Date, ms: number, calendar: Calendar): Date {
  if (!Number.isFinite(ms) || Number.isNaN(at.getTime())) throw new RangeError('working time must be finite')
  if (ms === 0) return at
  return ms > 0 ? forward(at, ms, calendar) : backward(at, -ms, calendar)
}

function forward(at: Date, ms: number, calendar: Calendar): Date {
  let day = dayOf(at)
  let left = worked(at, calendar) + ms
  while (left > lengthOfDay(day, calendar)) {
    left -= lengthOfDay(day, calendar)
    day += 1
  }
  return momentOf(day, earliestClock(calendar.hours, left))
}

function backward(at: Date, ms: number, calendar: Calendar): Date {
  let day = dayOf(at)
  let left = lengthOfDay(day, calendar) - worked(at, calendar) + ms
  while (left > lengthOfDay(day, calendar)) {
    left -= lengthOfDay(day, calendar)
    day -= 1
  }
  return momentOf(day, latestClock(calendar.hours, calendar.workingDayMs - left))
}
