const SHANGHAI_MS = 8 * 3_600_000
export const DAY_MS = 24 * 3_600_000

/**
 * A calendar day in Shanghai as the number of days since 1970-01-01. Asia/Shanghai is UTC+8 and has had no summer time
 * since 1991, so every day has 24 hours and plain arithmetic is exact, whatever zone the process runs in.
 */
export const dayOf = (at: Date): number => Math.floor((at.getTime() + SHANGHAI_MS) / DAY_MS)

/** Milliseconds since midnight in Shanghai, 0 to 86,399,999. */
export const clockOf = (at: Date): number => at.getTime() + SHANGHAI_MS - dayOf(at) * DAY_MS

/** The moment at `clock` milliseconds after midnight of a day. */
export const momentOf = (day: number, clock: number): Date => new Date(day * DAY_MS + clock - SHANGHAI_MS)

/** The number of the day written `2026-02-14`. Throws RangeError for anything that is no day. */
export function dayNumber(day: string): number {
  const ms = Date.parse(`${day}T00:00:00Z`)
  // `2026-02-30` must not pass as 2 March.
  if (Number.isNaN(ms) || dayText(ms / DAY_MS) !== day) throw new RangeError(`not a day: ${day}`)
  return ms / DAY_MS
}

/** `2026-02-14`, the inverse of `dayNumber`. */
export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** Monday to Friday; day 0 was a Thursday. */
export const isWeekday = (day: number): boolean => (((day + 3) % 7) + 7) % 7 < 5
