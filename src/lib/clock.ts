import { useEffect, useState } from 'react'

/** Set by the server on its answers, so that a phone with a wrong clock still counts down rightly. */
const TIME_HEADER = 'x-linli-time'

/** A smaller change of the offset is only how long the answer took. */
const SHIFT_MS = 10_000

let offsetMs = 0
const watchers = new Set<() => void>()

/** Learns the server's time from the headers of an answer, where it is given. */
export function keepServerTime(headers: Record<string, unknown> | undefined): void {
  const entry = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === TIME_HEADER)
  const served = entry ? Date.parse(String(entry[1])) : Number.NaN
  if (!Number.isFinite(served)) return
  const isShifted = Math.abs(served - Date.now() - offsetMs) > SHIFT_MS
  offsetMs = served - Date.now()
  if (isShifted) for (const renew of watchers) renew()
}

/** The server's present moment, as far as the phone can tell. */
export const now = (): Date => new Date(Date.now() + offsetMs)

/** The present moment, renewed while the screen stands, and as the server's time becomes known; for countdowns. */
export function useNow(everySeconds = 30): Date {
  const [moment, setMoment] = useState(now)
  useEffect(() => {
    const renew = () => setMoment(now())
    const timer = setInterval(renew, everySeconds * 1000)
    watchers.add(renew)
    renew()
    return () => {
      clearInterval(timer)
      watchers.delete(renew)
    }
  }, [everySeconds])
  return moment
}
