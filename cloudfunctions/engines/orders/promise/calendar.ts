import national from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { dayNumber, isWeekday } from './shanghai'
import { checkHours, DEFAULT_WORKING_HOURS, lengthOf, type WorkingHours } from './working-hours'

export interface CalendarSettings {
  hours?: WorkingHours
  /** Days on which this county differs, `{'2026-08-17': 'closed'}`; also the way to enter a new year's notice early. */
  exceptions?: Readonly<Record<string, 'open' | 'closed'>>
}

/** Off and make-up days of the State Council's yearly notices: true is a working day. Days not listed go by the week. */
const NATIONAL: ReadonlyMap<number, boolean> = new Map([
  ...Object.keys(national.holidays).map((day) => [dayNumber(day), false] as const),
  ...Object.keys(national.workdays).map((day) => [dayNumber(day), true] as const),
])

/** Which days are worked and at which hours. Decision 0010. */
export class Calendar {
  readonly hours: WorkingHours
  /** Length of a working day in milliseconds. */
  readonly workingDayMs: number
  private readonly exceptions: ReadonlyMap<number, boolean>

  /** Throws RangeError for hours out of order and for an exception that is no day. */
  constructor({ hours = DEFAULT_WORKING_HOURS, exceptions = {} }: CalendarSettings = {}) {
    checkHours(hours)
    this.hours = hours
    this.workingDayMs = lengthOf(hours)
    this.exceptions = new Map(Object.entries(exceptions).map(([day, is]) => [dayNumber(day), is === 'open'] as const))
  }

  /** Is this day, `2026-02-14`, worked? In a year nobody has announced yet, Monday to Friday are. Throws RangeError. */
  isWorkingDay(day: string): boolean {
    return this.isWorked(dayNumber(day))
  }

  /** The same for a day's number, see `dayOf`. */
  isWorked(day: number): boolean {
    return this.exceptions.get(day) ?? NATIONAL.get(day) ?? isWeekday(day)
  }

  /** Are this year's holidays known? Every notice names 1 October, so a year without it has none. */
  isKnownYear(year: number): boolean {
    const nationalDay = dayNumber(`${year}-10-01`)
    return NATIONAL.has(nationalDay) || this.exceptions.has(nationalDay)
  }

  /** The n-th working day after a day, or before it for a negative n; the day itself for 0. */
  workingDayFrom(day: number, n: number): number {
    const step = Math.sign(n)
    let found = day
    for (let left = Math.abs(n); left > 0; ) {
      found += step
      if (this.isWorked(found)) left -= 1
    }
    return found
  }
}
