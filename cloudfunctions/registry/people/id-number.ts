const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const OLDEST = '1890-01-01'

/** Last place of a resident identity number after its first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2). */
export function checkDigit(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  return '10X98765432'[sum % 11]!
}

export type IdNumberFault = 'length' | 'characters' | 'birthDate' | 'checkDigit'

export interface IdNumber {
  idNumber: string
  /** `1950-02-28` */
  birthDate: string
  sex: 'male' | 'female'
}

/**
 * Reads a resident identity number of 18 places, whatever blanks and widths it is written in. Says the first thing that
 * is wrong with it; `today` (`2026-11-26`) tells births to come.
 */
export function readIdNumber(text: string, today: string): IdNumber | { fault: IdNumberFault } {
  const idNumber = text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Pd}'"]/gu, '')
    .toUpperCase()
  if (idNumber.length !== 18) return { fault: 'length' }
  if (!/^\d{17}[\dX]$/.test(idNumber)) return { fault: 'characters' }
  const birthDate = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`
  if (!isDay(birthDate) || birthDate < OLDEST || birthDate > today) return { fault: 'birthDate' }
  if (checkDigit(idNumber) !== idNumber[17]) return { fault: 'checkDigit' }
  return { idNumber, birthDate, sex: Number(idNumber[16]) % 2 === 1 ? 'male' : 'female' }
}

/** A day of the calendar, `2024-02-29`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text
}

/** Full years on a day; an age is reached on the birthday itself, by who was born on 29 February on the 28th in common years. */
export function ageOn(birthDate: string, day: string): number {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const [bornYear, bornMonth, bornDate] = birthDate.split('-').map(Number) as [number, number, number]
  const isLeapBirthday = bornMonth === 2 && bornDate === 29 && !isDay(`${day.slice(0, 4)}-02-29`)
  const birthday = isLeapBirthday ? 28 : bornDate
  const isReached = month > bornMonth || (month === bornMonth && date >= birthday)
  return year - bornYear - (isReached ? 0 : 1)
}
