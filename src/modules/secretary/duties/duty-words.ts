const SHANGHAI_MS = 8 * 3_600_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const NAMES = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']

interface Span {
  startsAt: string
  endsAt: string
}

const startOf = (monday: string) => Date.parse(`${monday}T00:00:00Z`)
const local = (iso: string) => new Date(Date.parse(iso) + SHANGHAI_MS)
const clockOf = (iso: string) => local(iso).toISOString().slice(11, 16)
const dateOf = (day: Date) => `${day.getUTCMonth() + 1}月${day.getUTCDate()}日`
/** Days since 1970 in Shanghai. */
const dayNumber = (iso: string) => Math.floor(local(iso).getTime() / DAY_MS)
/** Day 0 was a Thursday. */
const weekday = (number: number) => NAMES[(((number + 3) % 7) + 7) % 7]!

/** The Monday so many weeks on: `2026-11-30`. */
export const weeksOn = (monday: string, weeks: number): string =>
  new Date(startOf(monday) + weeks * 7 * DAY_MS).toISOString().slice(0, 10)

/** 11月23日 到 11月29日. */
export const weekWords = (monday: string): string =>
  `${dateOf(new Date(startOf(monday)))} 到 ${dateOf(new Date(startOf(monday) + 6 * DAY_MS))}`

/** The seven days of a week: 周三 11月25日. */
export const daysOf = (monday: string): { name: string; date: string }[] =>
  NAMES.map((name, at) => ({ name, date: dateOf(new Date(startOf(monday) + at * DAY_MS)) }))

/** On which of the seven days it begins; below 0 for what began in the week before. */
export const dayIn = (monday: string, startsAt: string): number =>
  dayNumber(startsAt) - Math.floor(startOf(monday) / DAY_MS)

/** Midnight at a day's end is 24:00 of that day. */
function ended(endsAt: string): { day: number; clock: string } {
  const [day, clock] = [dayNumber(endsAt), clockOf(endsAt)]
  return clock === '00:00' ? { day: day - 1, clock: '24:00' } : { day, clock }
}

/** 08:00–20:00; over midnight 20:00–周四 08:00. */
export function turnWords({ startsAt, endsAt }: Span): string {
  const end = ended(endsAt)
  const after = end.day === dayNumber(startsAt) ? end.clock : `${weekday(end.day)} ${end.clock}`
  return `${clockOf(startsAt)}–${after}`
}

/** 周三 20:00 到周四 08:00 没人值班; a whole day 周三全天没人值班. */
export function gapWords({ startsAt, endsAt }: Span): string {
  const [from, end] = [dayNumber(startsAt), ended(endsAt)]
  const isFromMidnight = clockOf(startsAt) === '00:00'
  if (isFromMidnight && end.clock === '24:00')
    return from === end.day ? `${weekday(from)}全天没人值班` : `${weekday(from)}到${weekday(end.day)}全天没人值班`
  const until = end.day === from ? end.clock : `${weekday(end.day)} ${end.clock}`
  return `${weekday(from)} ${clockOf(startsAt)} 到 ${until} 没人值班`
}

/** The moment at an hour of a day of the week, as the server takes it. */
export const startingAt = (monday: string, day: number, hour: number): string =>
  new Date(startOf(monday) + day * DAY_MS + hour * HOUR_MS - SHANGHAI_MS).toISOString()
