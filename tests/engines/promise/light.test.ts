import { describe, expect, test } from 'vitest'
import { Calendar } from '../../../cloudfunctions/engines/orders/promise/calendar'
import { dueAt, resumeDue, type Span } from '../../../cloudfunctions/engines/orders/promise/due'
import { lightOf, yellowAt } from '../../../cloudfunctions/engines/orders/promise/light'
import { at, text } from './moments'

const calendar = new Calendar()

describe('yellow', () => {
  test.each<[start: string, span: Span, yellow: string, working: string]>([
    ['2025-09-22 10:00', { workingDays: 15 }, '2025-10-16 17:30', 'due Fri Oct 17 17:30, Thu before'],
    ['2025-09-26 10:00', { workingDays: 4 }, '2025-09-30 17:30', 'due Thu Oct 9, the working day before is Sep 30'],
    ['2025-03-10 10:00', { workingDays: 3 }, '2025-03-12 17:30', 'due Thu 13'],
    ['2025-03-10 10:00', { workingDays: 2 }, '2025-03-12 14:00', 'a quarter of 14 h = 3.5 before Wed 17:30'],
    ['2025-03-10 10:00', { workingDays: 1 }, '2025-03-11 15:45', 'a quarter of 7 h = 1 h 45 before Tue 17:30'],
    ['2025-03-10 08:30', { workingHours: 4 }, '2025-03-10 11:30', 'due 14:30, 1 h left: 0.5 and, over the break, 0.5'],
    ['2025-03-10 08:30', { workingHours: 14 }, '2025-03-11 14:00', 'two working days exactly: 3.5 before Tue 17:30'],
    ['2025-03-10 08:30', { workingHours: 15 }, '2025-03-11 09:30', 'due Wed 09:30, Tue before'],
    ['2026-10-09 17:00', { workingHours: 8 }, '2026-10-10 16:00', 'due Mon 09:00, 2 h left: Mon 0.5, make-up Sat 1.5'],
    ['2025-03-10 10:00', { calendarHours: 24 }, '2025-03-11 04:00', 'due Tue 10:00, 6 h left'],
    ['2025-03-10 10:00', { calendarHours: 0.25 }, '2025-03-10 10:11:15', 'a quarter of 15 min'],
    ['2025-03-10 10:00', { calendarHours: 72 }, '2025-03-12 10:00', 'due Thu 10:00 after 21 working hours, Wed before'],
    ['2026-10-02 10:00', { calendarHours: 72 }, '2026-10-04 16:00', 'no working time in between: 18 h left'],
  ])('%s and %o: %s', (start, span, yellow) => {
    const due = dueAt(at(start), span, calendar)
    expect(text(yellowAt(at(start), due, span, calendar))).toBe(yellow)
  })
})

test.each([
  ['2025-10-16 17:29:59.999', 'green'],
  ['2025-10-16 17:30', 'yellow'],
  ['2025-10-17 17:30', 'yellow'],
  ['2025-10-17 17:30:00.001', 'red'],
  ['2025-10-18 09:00', 'red'],
])('at %s the light is %s', (now, light) => {
  expect(lightOf(at(now), { yellowAt: at('2025-10-16 17:30'), dueAt: at('2025-10-17 17:30') })).toBe(light)
})

describe('pause', () => {
  const hours: Span = { workingHours: 4 }
  const days: Span = { workingDays: 1 }
  const plain: Span = { calendarHours: 24 }
  test.each<[due: string, paused: string, resumed: string, span: Span, newDue: string, working: string]>([
    ['2025-03-10 14:30', '2025-03-10 11:00', '2025-03-11 11:30', hours, '2025-03-11 15:00', 'left 1.5: 0.5 and 1'],
    [
      '2025-03-11 17:30',
      '2025-03-11 10:00',
      '2025-03-14 16:00',
      days,
      '2025-03-17 14:30',
      'left 5.5: Fri 1.5, Mon 3.5 + 0.5',
    ],
    [
      '2025-10-17 17:30',
      '2025-09-30 10:00',
      '2025-10-09 10:00',
      days,
      '2025-10-20 17:30',
      '5.5 + 1.5 paused: one day more',
    ],
    [
      '2025-10-17 17:30',
      '2025-10-02 10:00',
      '2025-10-07 20:00',
      days,
      '2025-10-17 17:30',
      'no working time was paused',
    ],
    ['2026-02-14 17:30', '2026-02-14 17:00', '2026-02-15 09:00', days, '2026-02-24 09:00', 'left 0.5 after Feb 15–23'],
    ['2026-05-02 10:00', '2026-05-01 22:00', '2026-05-03 01:00', plain, '2026-05-03 13:00', 'left 12 h'],
    ['2025-03-10 14:30', '2025-03-10 14:30', '2025-03-12 09:00', hours, '2025-03-10 14:30', 'paused at the due'],
    ['2025-03-10 14:30', '2025-03-11 09:00', '2025-03-12 09:00', hours, '2025-03-10 14:30', 'paused after the due'],
    ['2025-03-10 14:30', '2025-03-10 11:00', '2025-03-10 10:00', hours, '2025-03-10 14:30', 'a clock that went back'],
  ])('due %s, from %s to %s', (due, paused, resumed, span, newDue) => {
    expect(text(resumeDue(at(due), at(paused), at(resumed), span, calendar))).toBe(newDue)
  })

  test('yellow moves with the due and keeps its distance', () => {
    const start = at('2025-09-22 10:00')
    const span = { workingDays: 15 }
    const due = dueAt(start, span, calendar)
    const moved = (moment: Date) =>
      text(resumeDue(moment, at('2025-09-30 10:00'), at('2025-10-09 10:00'), span, calendar))
    expect([moved(yellowAt(start, due, span, calendar)), moved(due)]).toEqual(['2025-10-17 17:30', '2025-10-20 17:30'])
  })
})
