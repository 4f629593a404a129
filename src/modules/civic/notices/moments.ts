const SHANGHAI_MS = 8 * 3_600_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

/** Days from today that a form offers; what is further off is given in months. */
const NEAR_DAYS = 7
const FAR = [
  { days: 14, word: '两周后' },
  { days: 30, word: '30 天后' },
  { days: 90, word: '90 天后' },
  { days: 180, word: '半年后' },
]

/** Midnight in Shanghai so many days from today, as a count of milliseconds. */
const midnight = (now: Date, days: number) =>
  Math.floor((now.getTime() + SHANGHAI_MS) / DAY_MS) * DAY_MS + days * DAY_MS - SHANGHAI_MS

const local = (ms: number) => new Date(ms + SHANGHAI_MS)

/** A day to choose: 今天, 明天, 周三 11月25日, 30 天后 12月25日. */
export function daysToChoose(now: Date): { days: number; word: string }[] {
  const date = (days: number) => {
    const at = local(midnight(now, days))
    return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日`
  }
  const near = Array.from({ length: NEAR_DAYS }, (_, days) => {
    const name = days === 0 ? '今天' : days === 1 ? '明天' : WEEKDAYS[local(midnight(now, days)).getUTCDay()]
    return { days, word: `${name} ${date(days)}` }
  })
  return [...near, ...FAR.map(({ days, word }) => ({ days, word: `${word} ${date(days)}` }))]
}

/** The moment at an hour of a day counted from today, as an ISO string. */
export const momentAt = (now: Date, days: number, hour: number): string =>
  new Date(midnight(now, days) + hour * HOUR_MS).toISOString()

/** Which day and hour a moment is, counted from today; the hour rounded down. */
export function dayAndHour(now: Date, iso: string): { days: number; hour: number } {
  const ms = Date.parse(iso)
  return {
    days: Math.floor((ms + SHANGHAI_MS) / DAY_MS) - Math.floor((now.getTime() + SHANGHAI_MS) / DAY_MS),
    hour: local(ms).getUTCHours(),
  }
}
