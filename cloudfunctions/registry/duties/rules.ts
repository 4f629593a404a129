import { DUTY_HOURS_MAX } from '../../contract/places'

/** From its start to its end; the end itself belongs to what comes after. */
export interface Span {
  startsAt: Date
  endsAt: Date
}

export interface Shift extends Span {
  id: string
  placeId: string
  personId: string
}

const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS
const WEEK_MS = 7 * DAY_MS
const SHANGHAI_MS = 8 * HOUR_MS

/** Seven days from a Monday's midnight in Shanghai, `2026-11-23`. There is no summer time, so all are 24 hours long. */
export function weekFrom(monday: string): Span {
  const startsAt = new Date(Date.parse(`${monday}T00:00:00Z`) - SHANGHAI_MS)
  return { startsAt, endsAt: new Date(startsAt.getTime() + WEEK_MS) }
}

/** The Monday of the week in which a moment lies in Shanghai. */
export function mondayOf(at: Date): string {
  const day = Math.floor((at.getTime() + SHANGHAI_MS) / DAY_MS)
  // Day 0 was a Thursday.
  return new Date((day - ((((day + 3) % 7) + 7) % 7)) * DAY_MS).toISOString().slice(0, 10)
}

export const isMonday = (day: string): boolean =>
  /^20\d\d-\d\d-\d\d$/.test(day) &&
  !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) &&
  mondayOf(weekFrom(day).startsAt) === day

export const weekBefore = ({ startsAt }: Span): Span => ({
  startsAt: new Date(startsAt.getTime() - WEEK_MS),
  endsAt: startsAt,
})

export const isDuring = ({ startsAt, endsAt }: Span, at: Date): boolean => startsAt <= at && at < endsAt

export const meet = (a: Span, b: Span): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt

/** A turn is as long as it may be, and not over. */
export const isSound = ({ startsAt, endsAt }: Span, now: Date): boolean =>
  startsAt < endsAt && endsAt.getTime() - startsAt.getTime() <= DUTY_HOURS_MAX * HOUR_MS && endsAt > now

/**
 * Who is on duty at a place at a moment: those of the place itself, else of the nearest place above it that has somebody.
 * @param path the place and all above it, county first
 */
export function onDutyAt<T extends Shift>(shifts: readonly T[], path: readonly string[], at: Date): T[] {
  const now = shifts.filter((shift) => isDuring(shift, at))
  for (const placeId of [...path].reverse()) {
    const there = now.filter((shift) => shift.placeId === placeId)
    if (there.length > 0) return there
  }
  return []
}

/** The parts of a span in which nobody is on duty, in order, none of them empty and none touching the next. */
export function gapsIn(shifts: readonly Span[], { startsAt, endsAt }: Span): Span[] {
  const gaps: Span[] = []
  let covered = startsAt
  for (const shift of [...shifts].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
    if (shift.startsAt >= endsAt) break
    if (shift.startsAt > covered) gaps.push({ startsAt: covered, endsAt: shift.startsAt })
    if (shift.endsAt > covered) covered = shift.endsAt
  }
  if (covered < endsAt) gaps.push({ startsAt: covered, endsAt })
  return gaps
}

/** The same turns a week later, without those that would be over, or would meet one that the person has there already. */
export function aWeekLater<T extends Shift>(shifts: readonly T[], there: readonly Shift[], now: Date): T[] {
  const later = (at: Date) => new Date(at.getTime() + WEEK_MS)
  return shifts
    .map((shift) => ({ ...shift, startsAt: later(shift.startsAt), endsAt: later(shift.endsAt) }))
    .filter((shift) => isSound(shift, now))
    .filter((shift) => !there.some((one) => one.personId === shift.personId && meet(one, shift)))
}
