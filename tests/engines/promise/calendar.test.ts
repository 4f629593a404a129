import { describe, expect, test } from 'vitest'
import { Calendar } from '../../../cloudfunctions/engines/orders/promise/calendar'
import { dueAt } from '../../../cloudfunctions/engines/orders/promise/due'
import { dayNumber, dayText } from '../../../cloudfunctions/engines/orders/promise/shanghai'
import { at, text } from './moments'

/** 国办发明电〔2024〕12号 and 国办发明电〔2025〕7号, copied by hand: days off from–to, and weekend days that are worked. */
const NOTICES = {
  2025: {
    off: ['01-01 01-01', '01-28 02-04', '04-04 04-06', '05-01 05-05', '05-31 06-02', '10-01 10-08'],
    worked: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  2026: {
    off: ['01-01 01-03', '02-15 02-23', '04-04 04-06', '05-01 05-05', '06-19 06-21', '09-25 09-27', '10-01 10-07'],
    worked: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
}

const daysOf = (year: number): string[] => {
  const first = dayNumber(`${year}-01-01`)
  return Array.from({ length: dayNumber(`${year + 1}-01-01`) - first }, (_, i) => dayText(first + i))
}

describe.each([2025, 2026] as const)('the notice for %s', (year) => {
  const { off, worked } = NOTICES[year]
  const says = (day: string): boolean => {
    const date = day.slice(5)
    if (worked.includes(date)) return true
    if (off.some((range) => date >= range.slice(0, 5) && date <= range.slice(6))) return false
    return ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
  }

  test('the calendar agrees on every day', () => {
    const calendar = new Calendar()
    expect(daysOf(year).filter((day) => calendar.isWorkingDay(day) !== says(day))).toEqual([])
  })

  test('has 248 working days: 261 weekdays less 13 public holidays', () => {
    expect(daysOf(year).filter(says)).toHaveLength(248)
  })
})

describe('a year nobody has announced', () => {
  const calendar = new Calendar()
  test('is told', () => {
    expect([2003, 2004, 2025, 2026, 2090].map((year) => calendar.isKnownYear(year))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ])
  })
  test('goes by the week', () => {
    const worked = daysOf(2090).map((day) => calendar.isWorkingDay(day))
    // 2 January 2090 is a Monday.
    expect(worked.slice(1, 15)).toEqual([...Array(5).fill(true), false, false, ...Array(5).fill(true), false, false])
    expect(worked.filter(Boolean)).toHaveLength(260)
  })
  test('can be entered by the county', () => {
    const entered = new Calendar({
      exceptions: { '2090-10-02': 'closed', '2090-10-01': 'closed', '2090-10-08': 'open' },
    })
    expect(entered.isKnownYear(2090)).toBe(true)
    expect(entered.isWorkingDay('2090-10-02')).toBe(false)
    expect(entered.isWorkingDay('2090-10-08')).toBe(true)
  })
})

describe('the county’s own', () => {
  test('a closed day is skipped, an opened holiday counts', () => {
    const calendar = new Calendar({ exceptions: { '2025-03-11': 'closed', '2025-05-01': 'open' } })
    expect(text(dueAt(at('2025-03-10 09:00'), { workingDays: 1 }, calendar))).toBe('2025-03-12 17:30')
    expect(text(dueAt(at('2025-03-10 17:00'), { workingHours: 1 }, calendar))).toBe('2025-03-12 09:00')
    expect(text(dueAt(at('2025-04-30 09:00'), { workingDays: 1 }, calendar))).toBe('2025-05-01 17:30')
  })
  test('hours', () => {
    const calendar = new Calendar({ hours: [{ from: 9 * 60, to: 17 * 60 }] })
    expect(text(dueAt(at('2025-03-10 12:30'), { workingHours: 4.5 }, calendar))).toBe('2025-03-10 17:00')
    expect(text(dueAt(at('2025-03-10 12:30'), { workingHours: 5 }, calendar))).toBe('2025-03-11 09:30')
    expect(text(dueAt(at('2025-03-10 12:30'), { workingDays: 1 }, calendar))).toBe('2025-03-11 17:00')
  })
  test('hours until midnight end with the day', () => {
    const calendar = new Calendar({ hours: [{ from: 0, to: 24 * 60 }] })
    expect(text(dueAt(at('2025-03-10 12:00'), { workingDays: 1 }, calendar))).toBe('2025-03-12 00:00')
  })
  test.each([
    [[]],
    [[{ from: 540, to: 540 }]],
    [
      [
        { from: 840, to: 1050 },
        { from: 510, to: 720 },
      ],
    ],
    [
      [
        { from: 510, to: 720 },
        { from: 700, to: 1050 },
      ],
    ],
    [
      [
        { from: 510, to: 720 },
        { from: 720, to: 1050 },
      ],
    ],
    [[{ from: 510, to: 1441 }]],
    [[{ from: 510.5, to: 720 }]],
    [[{ from: -10, to: 720 }]],
  ])('%j are no hours', (hours) => {
    expect(() => new Calendar({ hours })).toThrow(RangeError)
  })
  test.each(['2025-02-30', '2025-2-3', '20250203', '', 'heute'])('%j is no day', (day) => {
    expect(() => new Calendar({ exceptions: { [day]: 'open' } })).toThrow(RangeError)
    expect(() => new Calendar().isWorkingDay(day)).toThrow(RangeError)
  })
})
