import { useEffect, useState } from 'react'

/** Set by the server on its answers, so that a phone with a wrong clock still counts down rightly. */
const TIME_HEADER = 'x-linli-time'

let offsetMs = 0

/** Learns the server's time from the headers of an answer, where it is given. */
export function keepServerTime(headers: Record<string, unknown> | undefined): void {
  const entry = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === TIME_HEADER)
  const served = entry ? Date.parse(String(entry[1])) : Number.NaN
  if (Number.isFinite(served)) offsetMs = served - Date.now()
}

/** The server's present moment, as far as the phone can tell. */
export const now = (): Date => new Date(Date.now() + offsetMs)

/** The present moment, renewed while the screen stands; for countdowns. */
export function useNow(everySeconds = 30): Date {
  const [moment, setMoment] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setMoment(now()), everySeconds * 1000)
    return () => clearInterval(timer)
  }, [everySeconds])
  return moment
}
