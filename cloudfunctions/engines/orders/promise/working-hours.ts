const MINUTE_MS = 60_000
const MINUTES_OF_DAY = 24 * 60

/** The open intervals of a working day, in order and apart, as minutes since local midnight: 08:30 is 510. */
export type WorkingHours = readonly { from: number; to: number }[]

/** 08:30–12:00 and 14:00–17:30: seven hours. A county sets its own. */
export const DEFAULT_WORKING_HOURS: WorkingHours = [
  { from: 8 * 60 + 30, to: 12 * 60 },
  { from: 14 * 60, to: 17 * 60 + 30 },
]

/** Throws RangeError unless the intervals are whole minutes of one day, none empty, in order and apart. */
export function checkHours(hours: WorkingHours): void {
  let closed = -1
  for (const { from, to } of hours) {
    const isWhole = Number.isInteger(from) && Number.isInteger(to)
    if (!isWhole || from <= closed || to <= from || to > MINUTES_OF_DAY)
      throw new RangeError('working hours out of order')
    closed = to
  }
  if (closed < 0) throw new RangeError('a working day without hours')
}

/** Length of a working day in milliseconds. */
export const lengthOf = (hours: WorkingHours): number =>
  hours.reduce((sum, { from, to }) => sum + (to - from) * MINUTE_MS, 0)

/** The close of business, in milliseconds since midnight. */
export const closingOf = (hours: WorkingHours): number => hours[hours.length - 1]!.to * MINUTE_MS

/** Working time that has passed at `clock` (both in milliseconds, clock since midnight). */
export const workedAt = (hours: WorkingHours, clock: number): number =>
  hours.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(clock, to * MINUTE_MS) - from * MINUTE_MS), 0)

/** The earliest clock at which `worked` has passed, `worked` > 0: at a break the closing, not the next opening. */
export function earliestClock(hours: WorkingHours, worked: number): number {
  let left = worked
  for (const { from, to } of hours) {
    const length = (to - from) * MINUTE_MS
    if (left <= length) return from * MINUTE_MS + left
    left -= length
  }
  return closingOf(hours)
}

/** The latest clock at which no more than `worked` has passed, `worked` < a whole day: at a break the next opening. */
export function latestClock(hours: WorkingHours, worked: number): number {
  let left = worked
  for (const { from, to } of hours) {
    const length = (to - from) * MINUTE_MS
    if (left < length) return from * MINUTE_MS + left
    left -= length
  }
  return closingOf(hours)
}
