import { MINOR_AGE } from '../../contract/registry'
import { ageOn, isDay } from '../people/id-number'

/** Under 14 on that day. Whose birth nobody knows is taken for grown up. */
export const isMinor = (birthDate: string | null, day: string): boolean =>
  birthDate !== null && ageOn(birthDate, day) < MINOR_AGE

/** When what a guardian agreed to for a child is over by itself: as the 14th birthday begins in Shanghai. */
export function minorUntil(birthDate: string): Date {
  const day = `${Number(birthDate.slice(0, 4)) + MINOR_AGE}${birthDate.slice(4)}`
  return new Date(`${isDay(day) ? day : day.replace(/-29$/, '-28')}T00:00:00+08:00`)
}

/**
 * Who agrees for a person (PIPL art. 31): under 14 a guardian alone, whatever it is about; from 14 on the person alone.
 * A guardian's yes for a child is of no use to anybody else.
 */
export function mayConsent(given: {
  personId: string
  birthDate: string | null
  giverId: string
  /** Active guardians of the person. */
  guardianIds: readonly string[]
  day: string
}): boolean {
  const { personId, giverId, guardianIds } = given
  if (isMinor(given.birthDate, given.day)) return giverId !== personId && guardianIds.includes(giverId)
  return giverId === personId
}
