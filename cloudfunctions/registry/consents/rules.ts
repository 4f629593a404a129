import { MINOR_AGE } from '../../contract/registry'
import { ageOn } from '../people/id-number'

/** Under 14 on that day. Whose birth nobody knows is taken for grown up. */
export const isMinor = (birthDate: string | null, day: string): boolean =>
  birthDate !== null && ageOn(birthDate, day) < MINOR_AGE

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
