/**
 * Words for times, distances and counts. Times are ISO strings, shown in Asia/Shanghai whatever the phone's zone;
 * `now` is given, so that a screen and a test agree.
 */
const SHANGHAI_MS = 8 * 3_600_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Metres a minute, at an unhurried walk. */
const WALK = 75

interface Local {
  year: number
  month: number
  day: number
  clock: string
  /** Days since 1970 in Shanghai. */
  dayNumber: number
}

const pad = (n: number) => String(n).padStart(2, '0')

function local(ms: number): Local {
  const at = new Date(ms + SHANGHAI_MS)
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    clock: `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}`,
    dayNumber: Math.floor((ms + SHANGHAI_MS) / DAY),
  }
}

const NEAR_DAYS: Record<number, string> = { [-2]: '前天', [-1]: '昨天', 0: '今天', 1: '明天', 2: '后天' }

/** The day in words: 今天, 昨天, 11月20日, 2025年12月3日. */
export function dayOf(iso: string, now: Date): string {
  const at = local(Date.parse(iso))
  const today = local(now.getTime())
  const near = NEAR_DAYS[at.dayNumber - today.dayNumber]
  if (near) return near
  return at.year === today.year ? `${at.month}月${at.day}日` : `${at.year}年${at.month}月${at.day}日`
}

/** The month: 11月, 2025年12月. */
export function monthOf(iso: string, now: Date): string {
  const at = local(Date.parse(iso))
  return at.year === local(now.getTime()).year ? `${at.month}月` : `${at.year}年${at.month}月`
}

/** 今天 17:30, 昨天 09:10, 11月20日 08:00. */
export const timeOf = (iso: string, now: Date): string => `${dayOf(iso, now)} ${local(Date.parse(iso)).clock}`

/** For lists: 13:30 today, else the day alone. */
export function shortTimeOf(iso: string, now: Date): string {
  const day = dayOf(iso, now)
  return day === '今天' ? local(Date.parse(iso)).clock : day
}

/** A promise: 今天 17:30 前办好. */
export const promiseOf = (iso: string, now: Date): string => `${timeOf(iso, now)} 前办好`

export interface Span {
  value: number
  unit: '天' | '小时' | '分钟'
}

/** A length of time in at most two parts, rounded down: 3 小时 12 分钟; less than a minute is 1 分钟. */
export function spanParts(ms: number): Span[] {
  const length = Math.abs(ms)
  const days = Math.floor(length / DAY)
  const hours = Math.floor((length % DAY) / HOUR)
  const minutes = Math.floor((length % HOUR) / MINUTE)
  const parts: Span[] = days
    ? [
        { value: days, unit: '天' },
        { value: hours, unit: '小时' },
      ]
    : hours
      ? [
          { value: hours, unit: '小时' },
          { value: minutes, unit: '分钟' },
        ]
      : [{ value: Math.max(1, minutes), unit: '分钟' }]
  return parts.filter((part) => part.value > 0)
}

/** 还剩 3 小时, 晚了 3 天; the largest part alone. */
export function leftOf(iso: string, now: Date): string {
  const left = Date.parse(iso) - now.getTime()
  const [part] = spanParts(left)
  return `${left >= 0 ? '还剩' : '晚了'} ${part!.value} ${part!.unit}`
}

/** How long something has lasted, to the second: 00:47, 12:05, 1:02:03. */
export function clockSince(iso: string, now: Date): string {
  const seconds = Math.max(0, Math.floor((now.getTime() - Date.parse(iso)) / 1000))
  const hours = Math.floor(seconds / 3600)
  const rest = `${pad(Math.floor((seconds % 3600) / 60))}:${pad(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

/** Milliseconds left until a time; negative when it has passed. */
export const msLeft = (iso: string, now: Date): number => Date.parse(iso) - now.getTime()

/** 120 米, 1.2 公里; to ten metres below a kilometre, for no phone knows better. */
export function metresOf(metres: number): string {
  const rounded = Math.max(10, Math.round(metres / 10) * 10)
  return rounded < 1000 ? `${rounded} 米` : `${(metres / 1000).toFixed(1).replace(/\.0$/, '')} 公里`
}

/** 走 2 分钟. */
export const walkOf = (metres: number): string => `走 ${Math.max(1, Math.round(metres / WALK))} 分钟`

/** 1,186. */
export const countOf = (count: number): string => String(Math.trunc(count)).replace(/\B(?=(\d{3})+$)/g, ',')
