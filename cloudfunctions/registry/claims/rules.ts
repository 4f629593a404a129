/** Somebody registered at the home that is claimed. */
export interface Registered {
  personId: string
  name: string
  /** Blind index of the phone; null when none is known. */
  phoneIndex: string | null
  /** Logs in already, or holds a role. */
  isTaken: boolean
}

/**
 * Whom a claim finds by itself: the one person registered there with the given name and a phone that WeChat verified for
 * who claims. Null where there is none, more than one, or one who has an account already: then a worker looks.
 */
export function foundBySelf(
  registered: readonly Registered[],
  claim: { name: string; verifiedPhone: string },
): string | null {
  const same = registered.filter(({ name, phoneIndex }) => name === claim.name && phoneIndex === claim.verifiedPhone)
  return same.length === 1 && !same[0]!.isTaken ? same[0]!.personId : null
}
