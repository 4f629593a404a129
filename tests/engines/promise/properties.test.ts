import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Calendar } from '../../../cloudfunctions/engines/orders/promise/calendar'
import { dueAt, extendDue, resumeDue, type Span, startOf } from '../../../cloudfunctions/engines/orders/promise/due'
import { yellowAt } from '../../../cloudfunctions/engines/orders/promise/light'
import { clockOf, dayOf } from '../../../cloudfunctions/engines/orders/promise/shanghai'
import { addWorkingMs, workingMsBetween } from '../../../cloudfunctions/engines/orders/promise/working-time'
import { at } from './moments'

const MINUTE = 60_000
const FIRST = at('2024-12-20 00:00').getTime()
const LAST = at('2027-01-10 00:00').getTime()

/** Any moment, and often one that lies on a boundary of working time or next to it. */
const moment = fc
  .oneof(
    fc.integer({ min: FIRST, max: LAST }),
    fc
      .tuple(
        fc.integer({ min: 0, max: 750 }),
        fc.constantFrom(0, 510, 720, 840, 1050, 1439),
        fc.constantFrom(-1, 0, 1, MINUTE),
      )
      .map(([day, minute, ms]) => FIRST + day * 1440 * MINUTE + minute * MINUTE + ms),
  )
  .map((ms) => new Date(ms))
const workingSpan: fc.Arbitrary<Span> = fc.oneof(
  fc.integer({ min: 1, max: 60 }).map((workingDays) => ({ workingDays })),
  fc.integer({ min: 1, max: 400 }).map((quarters) => ({ workingHours: quarters / 4 })),
)
const span: fc.Arbitrary<Span> = fc.oneof(
  workingSpan,
  fc.integer({ min: 1, max: 400 }).map((quarters) => ({ calendarHours: quarters / 4 })),
)
const calendar = fc.constantFrom(
  new Calendar(),
  new Calendar({ exceptions: { '2025-03-11': 'closed', '2026-10-02': 'open' } }),
  new Calendar({ hours: [{ from: 0, to: 1440 }] }),
  new Calendar({ hours: [510, 600, 720, 840].map((from) => ({ from, to: from + 61 })) }),
)
const later = (a: Date, ms: number) => new Date(a.getTime() + ms)
const gap = fc.integer({ min: 0, max: 30 * 1440 * MINUTE })
const workingMs = fc.oneof(
  fc.integer({ min: -9e8, max: 9e8 }),
  fc.integer({ min: -60, max: 60 }).map((h) => h * 30 * MINUTE),
)

const bigger = (s: Span): Span => {
  if ('workingDays' in s) return { workingDays: s.workingDays + 1 }
  return 'workingHours' in s ? { workingHours: s.workingHours + 0.25 } : { calendarHours: s.calendarHours + 0.25 }
}

/** Minute by minute: what working time is, without any of the arithmetic under test. */
function countedMinutes(from: Date, minutes: number, c: Calendar): number {
  let sum = 0
  for (let i = 0; i < minutes; i += 1) {
    const local = new Date(from.getTime() + i * MINUTE + 8 * 60 * MINUTE).toISOString()
    const minute = Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16))
    if (c.isWorkingDay(local.slice(0, 10)) && c.hours.some((h) => minute >= h.from && minute < h.to)) sum += 1
  }
  return sum
}

const holds = <T extends [unknown, ...unknown[]]>(
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  property: (...values: T) => void,
  numRuns = 1000,
) => fc.assert(fc.property(...arbitraries, property), { numRuns })

describe('working time', () => {
  test('is what counting minutes gives', () => {
    const minutes = fc.integer({ min: 0, max: 14 * 1440 })
    holds<[Date, number, Calendar]>(
      [moment, minutes, calendar],
      (any, n, c) => {
        const a = new Date(Math.floor(any.getTime() / MINUTE) * MINUTE)
        expect(workingMsBetween(a, later(a, n * MINUTE), c)).toBe(countedMinutes(a, n, c) * MINUTE)
      },
      60,
    )
  })
  test('adding and measuring are inverse, in both directions', () => {
    holds<[Date, number, Calendar]>([moment, workingMs, calendar], (a, ms, c) => {
      expect(workingMsBetween(a, addWorkingMs(a, ms, c), c) - ms).toBe(0)
    })
  })
  test('what is measured, added again, ends at that moment or where the same working time began', () => {
    holds<[Date, number, Calendar]>([moment, gap, calendar], (a, ms, c) => {
      const b = later(a, ms)
      const again = addWorkingMs(a, workingMsBetween(a, b, c), c)
      expect(again.getTime()).toBeLessThanOrEqual(b.getTime())
      expect(workingMsBetween(again, b, c)).toBe(0)
    })
  })
  test('adds up', () => {
    holds<[Date, number, number, Calendar]>([moment, gap, gap, calendar], (a, x, y, c) => {
      const [b, d] = [later(a, x), later(a, x + y)]
      expect(workingMsBetween(a, b, c) + workingMsBetween(b, d, c)).toBe(workingMsBetween(a, d, c))
    })
  })
})

describe('due', () => {
  test('is monotone in start and span', () => {
    holds<[Date, number, Span, Calendar]>([moment, gap, span, calendar], (a, ms, s, c) => {
      const due = dueAt(a, s, c).getTime()
      expect(due).toBeGreaterThan(a.getTime())
      expect(dueAt(later(a, ms), s, c).getTime()).toBeGreaterThanOrEqual(due)
      expect(dueAt(a, bigger(s), c).getTime()).toBeGreaterThan(due)
    })
  })
  test('of a working span lies in working hours or at their end', () => {
    holds<[Date, Span, Calendar]>([moment, workingSpan, calendar], (a, s, c) => {
      // A millisecond earlier is inside, also where the hours end at midnight.
      const inside = later(dueAt(a, s, c), -1)
      const minute = clockOf(inside) / MINUTE
      expect(c.isWorked(dayOf(inside))).toBe(true)
      expect(c.hours.some((h) => minute >= h.from && minute < h.to)).toBe(true)
    })
  })
  test('and the latest start go there and back', () => {
    holds<[Date, Span, Calendar]>([moment, span, calendar], (a, s, c) => {
      const due = dueAt(a, s, c)
      const latest = startOf(due, s, c)
      expect(latest.getTime()).toBeGreaterThanOrEqual(a.getTime())
      expect(dueAt(latest, s, c)).toEqual(due)
      expect(dueAt(later(latest, 1), s, c).getTime()).toBeGreaterThan(due.getTime())
    })
  })
  test('moves out by every extension', () => {
    holds<[Date, Span, Span, Calendar]>([moment, span, span, calendar], (a, s, extra, c) => {
      const due = dueAt(a, s, c)
      expect(extendDue(due, extra, c).getTime()).toBeGreaterThan(due.getTime())
    })
  })
})

describe('a pause', () => {
  test('of no length changes nothing', () => {
    holds<[Date, Span, number, Calendar]>([moment, span, gap, calendar], (a, s, ms, c) => {
      const due = dueAt(a, s, c)
      expect(resumeDue(due, later(a, ms), later(a, ms), s, c)).toEqual(due)
    })
  })
  test('never shortens, and leaves what was left', () => {
    holds<[Date, Span, number, number, Calendar]>([moment, span, gap, gap, calendar], (a, s, x, y, c) => {
      const due = dueAt(a, s, c)
      const [paused, resumed] = [later(a, x), later(a, x + y)]
      const moved = resumeDue(due, paused, resumed, s, c)
      expect(moved.getTime()).toBeGreaterThanOrEqual(due.getTime())
      if (paused >= due) {
        expect(moved).toEqual(due)
        return
      }
      const left = (from: Date, to: Date) =>
        'calendarHours' in s ? to.getTime() - from.getTime() : workingMsBetween(from, to, c)
      expect(left(resumed, moved)).toBe(left(paused, due))
    })
  })
})

test('yellow lies between start and due', () => {
  holds<[Date, Span, Calendar]>([moment, span, calendar], (a, s, c) => {
    const due = dueAt(a, s, c)
    const yellow = yellowAt(a, due, s, c)
    expect(yellow.getTime()).toBeGreaterThan(a.getTime())
    expect(yellow.getTime()).toBeLessThan(due.getTime())
  })
})
