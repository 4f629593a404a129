const SHANGHAI_MS = 8 * 3_600_000

/** The day in Shanghai, `2026-11-26`. */
export const dayOf = (at: Date): string => new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(0, 10)

/** A moment on Shanghai's clock, `2026-11-24 10:05`. */
export const minuteOf = (at: Date): string =>
  new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(0, 16).replace('T', ' ')

/** The day on which somebody must be born to have reached an age by then: `yearsBefore('2026-11-26', 60)` is `1966-11-26`. */
export function yearsBefore(day: string, years: number): string {
  const shifted = `${String(Number(day.slice(0, 4)) - years).padStart(4, '0')}${day.slice(4)}`
  // Born on 29 February counts from the 28th in common years, so from the 28th everyone of that month is in.
  const isLastOfFebruary =
    day.slice(5) === '02-28' && new Date(`${day.slice(0, 4)}-02-29T00:00:00Z`).getUTCMonth() === 2
  return isLastOfFebruary ? `${shifted.slice(0, 5)}02-29` : shifted
}
