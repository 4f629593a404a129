import { ADULT_AGE, ASK_DAYS } from '../../contract/account/family'
import type { Ward } from '../../kernel/context'
import { isMinor } from '../consents/rules'
import { dayOf } from '../people/days'
import { ageOn } from '../people/id-number'

/** What a guardianship rests on: the person's own consent, or a child's age. */
export const BASES = ['consent', 'parent'] as const
export type Basis = (typeof BASES)[number]

/** How an ask names the person. */
export const WAYS = ['home', 'phone'] as const
export type Way = (typeof WAYS)[number]

export interface Entrusted {
  basis: Basis
  /** Of the one cared for. */
  birthDate: string | null
}

/** What rests on a child's age ends by itself on the 14th birthday; what rests on consent ends with the consent. */
export const isInForce = ({ basis, birthDate }: Entrusted, now: Date): boolean =>
  basis === 'consent' || isMinor(birthDate, dayOf(now))

/**
 * Whether somebody may act for a person, and what they are to them: the one place where that is decided. A caller's
 * `wards` are looked up with each call, so an ended guardianship is of no use to a screen that is still open.
 */
export const mayActFor = (caller: { wards?: readonly Ward[] }, personId: string): Ward | null =>
  caller.wards?.find((ward) => ward.personId === personId) ?? null

/** Whose age nobody knows is taken for grown up. */
export const isAdult = (birthDate: string | null, now: Date): boolean =>
  birthDate === null || ageOn(birthDate, dayOf(now)) >= ADULT_AGE

const ASK_MS = ASK_DAYS * 86_400_000

/** Asks made before this moment have lapsed. */
export const asksSince = (now: Date): Date => new Date(now.getTime() - ASK_MS)
