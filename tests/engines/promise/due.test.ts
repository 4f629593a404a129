import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Calendar } from '../../../cloudfunctions/engines/orders/promise/calendar'
import { dueAt, extendDue, resumeFrom, type Span, startOf } from '../../../cloudfunctions/engines/orders/promise/due'
import { addWorkingMs, workingMsBetween } from '../../../cloudfunctions/engines/orders/promise/working-time'
import { DAYS } from './days-table'
import { ELAPSED } from './elapsed-table'
import { CALENDAR_HOURS, HOURS } from './hours-table'
import { at, text } from './moments'

const calendar = new Calendar()

/** Both directions: the due, the latest start, and that a millisecond later it would be later. */
function bothWays(start: string, span: Span, due: string, latestStart: string): void {
  expect(text(dueAt(at(start), span, calendar))).toBe(due)
  expect(text(startOf(at(due), span, calendar))).toBe(latestStart)
  expect(text(dueAt(at(latestStart), span, calendar))).toBe(due)
  const later = new Date(at(latestStart).getTime() + 1)
  expect(dueAt(later, span, calendar).getTime()).toBeGreaterThan(at(due).getTime())
}

const winterAndSummer = () => [1, 7].map((month) => 0 - new Date(2026, month - 1, 1).getTimezoneOffset() / 60)
const ZONES: [zone: string, utcPlus: number[]][] = [
  ['Asia/Shanghai', [8, 8]],
  ['UTC', [0, 0]],
  ['America/New_York', [-5, -4]],
]

describe.each(ZONES)('worked by hand, the process in %s', (zone, utcPlus) => {
  const before = process.env.TZ
  beforeAll(() => {
    process.env.TZ = zone
  })
  afterAll(() => {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  })

  test('the process is in that zone', () => {
    expect(winterAndSummer()).toEqual(utcPlus)
  })

  test.each(HOURS)('%s + %s working hours = %s', (start, workingHours, due, latestStart) => {
    bothWays(start, { workingHours }, due, latestStart)
  })

  test.each(DAYS)('%s + %s working days = %s', (start, workingDays, dueDay, lastStartDay) => {
    bothWays(start, { workingDays }, `${dueDay} 17:30`, `${lastStartDay} 23:59:59.999`)
  })

  test.each(ELAPSED)('from %s to %s: %s working minutes', (from, to, minutes) => {
    const [a, b, ms] = [at(from), at(to), minutes * 60_000]
    expect(workingMsBetween(a, b, calendar)).toBe(ms)
    expect(workingMsBetween(b, a, calendar) + ms).toBe(0)
    // Added to the beginning or taken from the end, nothing but time off lies between.
    const [forward, back] = [addWorkingMs(a, ms, calendar), addWorkingMs(b, -ms, calendar)]
    expect([workingMsBetween(forward, b, calendar), workingMsBetween(a, back, calendar)]).toEqual([0, 0])
    expect([forward <= b, back >= a]).toEqual([true, true])
  })

  test.each(CALENDAR_HOURS)('%s + %s hours = %s', (start, calendarHours, due) => {
    bothWays(start, { calendarHours }, due, start)
  })
})

describe('a due that no start gives has the latest start that still meets it', () => {
  test.each<[due: string, span: Span, latestStart: string]>([
    ['2025-03-10 14:00', { workingHours: 3.5 }, '2025-03-10 08:30'],
    ['2025-03-16 10:00', { workingHours: 1 }, '2025-03-14 16:30'],
    ['2025-03-12 17:29', { workingDays: 1 }, '2025-03-10 23:59:59.999'],
    ['2025-03-16 20:00', { workingDays: 1 }, '2025-03-13 23:59:59.999'],
  ])('%s', (due, span, latestStart) => {
    const start = startOf(at(due), span, calendar)
    expect(text(start)).toBe(latestStart)
    expect(dueAt(start, span, calendar).getTime()).toBeLessThanOrEqual(at(due).getTime())
    expect(dueAt(new Date(start.getTime() + 1), span, calendar).getTime()).toBeGreaterThan(at(due).getTime())
  })
})

describe('extension', () => {
  test.each<[due: string, extra: Span, newDue: string, working: string]>([
    ['2025-10-17 17:30', { workingDays: 7 }, '2025-10-28 17:30', '[18 19], 20–24 = 1–5, [25 26], 27 28 = 6 7'],
    ['2026-09-30 17:30', { workingDays: 1 }, '2026-10-08 17:30', '[Oct 1–7], Thu 8 = 1'],
    ['2025-03-10 14:30', { workingHours: 4 }, '2025-03-11 09:30', 'Mon 3, Tue 1'],
    ['2025-03-10 14:30', { workingDays: 1 }, '2025-03-11 17:30', 'Tue 1, to the close of business'],
    ['2025-03-10 14:30', { calendarHours: 12 }, '2025-03-11 02:30', '12 plain hours'],
  ])('%s and %o', (due, extra, newDue) => {
    expect(text(extendDue(at(due), extra, calendar))).toBe(newDue)
  })
})

describe('the beginning of a promise that stood still', () => {
  test.each<[from: string, paused: string, resumed: string, span: Span, later: string, working: string]>([
    ['2026-11-24 10:00', '2026-11-24 11:00', '2026-11-26 11:00', { workingDays: 3 }, '2026-11-26 10:00', 'two days'],
    [
      '2026-09-30 16:00',
      '2026-09-30 17:00',
      '2026-10-08 09:00',
      { workingHours: 7 },
      '2026-09-30 17:00',
      '0.5 and 0.5 h',
    ],
    ['2026-11-24 10:00', '2026-11-28 09:00', '2026-11-29 20:00', { workingDays: 3 }, '2026-11-24 10:00', 'a weekend'],
    [
      '2026-10-02 10:00',
      '2026-10-02 11:00',
      '2026-10-02 14:30',
      { calendarHours: 2 },
      '2026-10-02 13:30',
      'plain 3.5 h',
    ],
    ['2026-11-24 10:00', '2026-11-24 11:00', '2026-11-24 10:30', { workingDays: 3 }, '2026-11-24 10:00', 'clock back'],
  ])('%s, from %s to %s', (from, paused, resumed, span, later) => {
    expect(text(resumeFrom(at(from), at(paused), at(resumed), span, calendar))).toBe(later)
  })
})

test.each<Span>([
  { workingDays: 0 },
  { workingDays: 1.5 },
  { workingHours: -1 },
  { workingHours: Number.NaN },
  { calendarHours: Number.POSITIVE_INFINITY },
])('%o is not a span', (span) => {
  expect(() => dueAt(at('2025-03-10 09:00'), span, calendar)).toThrow(RangeError)
  expect(() => startOf(at('2025-03-10 09:00'), span, calendar)).toThrow(RangeError)
})
