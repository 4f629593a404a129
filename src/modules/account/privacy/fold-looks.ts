import { dayOf } from '../../../lib/format'

/** One look at a record, as the access log tells it. */
interface Look {
  viewerName: string
  viewerRole: string
  what: string
  why: string
  at: string
}

/** Looks that tell the same, one after the other within a day: `at` is the newest of them, `since` the oldest. */
export type Folded<T extends Look> = T & { since: string; times: number }

const tellsTheSame = (a: Look, b: Look, now: Date) =>
  a.viewerName === b.viewerName &&
  a.viewerRole === b.viewerRole &&
  a.what === b.what &&
  a.why === b.why &&
  dayOf(a.at, now) === dayOf(b.at, now)

/** A card is read again after each correction; the person reads once who looked, how often, from when until when. */
export function foldLooks<T extends Look>(looks: readonly T[], now: Date): Folded<T>[] {
  const folded: Folded<T>[] = []
  for (const look of looks) {
    const last = folded.at(-1)
    if (last && tellsTheSame(last, look, now)) {
      last.since = look.at
      last.times += 1
    } else folded.push({ ...look, since: look.at, times: 1 })
  }
  return folded
}
