import type { MessageUrgency } from '../../contract/messages'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Asia/Shanghai has kept UTC+8 without summer time since 1992. */
const SHANGHAI_MS = 8 * HOUR_MS
const QUIET_FROM_MS = 22 * HOUR_MS
const QUIET_UNTIL_MS = 7 * HOUR_MS

/** When a message written now may ring: an alarm at once, anything else not from 22:00 to 07:00 in Shanghai. */
export function ringsAt(now: Date, urgency: MessageUrgency): Date {
  const sinceMidnight = (now.getTime() + SHANGHAI_MS) % DAY_MS
  const isQuiet = sinceMidnight >= QUIET_FROM_MS || sinceMidnight < QUIET_UNTIL_MS
  if (urgency === 'alarm' || !isQuiet) return now
  const midnight = now.getTime() - sinceMidnight + (sinceMidnight >= QUIET_FROM_MS ? DAY_MS : 0)
  return new Date(midnight + QUIET_UNTIL_MS)
}

/** The calendar month in Shanghai, `2026-11`. */
export const shanghaiMonth = (now: Date): string => shanghaiDay(now).slice(0, 7)

/** The calendar day in Shanghai, `2026-11-23`. */
export const shanghaiDay = (now: Date): string => new Date(now.getTime() + SHANGHAI_MS).toISOString().slice(0, 10)
