import { type MessageUrgency, QUIET_HOURS, type QuietHours } from '../../contract/messages'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Asia/Shanghai has kept UTC+8 without summer time since 1992. */
const SHANGHAI_MS = 8 * HOUR_MS

/** When a message written now may ring: an alarm at once, anything else not in the quiet hours, over midnight in Shanghai. */
export function ringsAt(now: Date, urgency: MessageUrgency, { from, until }: QuietHours = QUIET_HOURS): Date {
  const sinceMidnight = (now.getTime() + SHANGHAI_MS) % DAY_MS
  const isEvening = sinceMidnight >= from * HOUR_MS
  if (urgency === 'alarm' || (!isEvening && sinceMidnight >= until * HOUR_MS)) return now
  return new Date(now.getTime() - sinceMidnight + (isEvening ? DAY_MS : 0) + until * HOUR_MS)
}

/** The calendar month in Shanghai, `2026-11`. */
export const shanghaiMonth = (now: Date): string => shanghaiDay(now).slice(0, 7)

/** The calendar day in Shanghai, `2026-11-23`. */
export const shanghaiDay = (now: Date): string => new Date(now.getTime() + SHANGHAI_MS).toISOString().slice(0, 10)

/** That hour of the clock on today's calendar day in Shanghai. */
export const shanghaiHour = (now: Date, hour: number): Date =>
  new Date(now.getTime() - ((now.getTime() + SHANGHAI_MS) % DAY_MS) + hour * HOUR_MS)
