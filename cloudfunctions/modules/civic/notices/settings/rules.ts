import { CAP_SETTERS, PUBLISHING_ROLES } from '../../../../contract/civic/notices'
import type { Role } from '../../../../contract/roles'

type Grants = readonly { role: Role; placeId: string }[]

interface Setter {
  personId: string
  grants: Grants
}

/** A place that wants approval of its notices and of all below. */
export interface Wish {
  placeId: string
  /** Where whoever said so serves: the place or one above. */
  setFrom: string
  setBy: string
  /** Whoever said so still publishes there. */
  isHeld: boolean
}

/** The highest place on the way down to one (`path`, county first) at which somebody holds one of the roles. */
const highest = (grants: Grants, roles: readonly Role[], path: readonly string[]): string | null =>
  path.find((id) => grants.some(({ role, placeId }) => placeId === id && roles.includes(role))) ?? null

/** From where somebody sets things for a place; null where it is none of their business. */
export const setsFrom = (grants: Grants, path: readonly string[]): string | null =>
  highest(grants, PUBLISHING_ROLES, path)

/** What a place may spend is said by those above it, by nobody who spends; the county has nobody above it. */
export const maySetCap = (grants: Grants, path: readonly string[]): boolean =>
  highest(grants, CAP_SETTERS, path.length === 1 ? path : path.slice(0, -1)) !== null

/**
 * Whose wish it is that a second person approves at a place: a place on the way down to it; null where nobody wants it.
 * @param wishes of all places of `path`
 */
export function approvalFrom(path: readonly string[], wishes: readonly Wish[]): string | null {
  const froms = wishes.filter(({ placeId }) => path.includes(placeId)).map(({ setFrom }) => setFrom)
  return path.find((id) => froms.includes(id)) ?? null
}

/**
 * Whether somebody may turn a place's own approval on or off. Neither below nor beside who wanted it: they would take the
 * second person away from themselves; but beside who serves there no more, or it could never be turned off. And not while a place above wants it for all below, for it would change nothing.
 */
export function maySetApproval(
  { personId, grants }: Setter,
  path: readonly string[],
  wishes: readonly Wish[],
): boolean {
  const own = setsFrom(grants, path)
  if (own === null) return false
  const isFromAbove = wishes.some(({ placeId }) => path.slice(0, -1).includes(placeId))
  const wish = wishes.find(({ placeId }) => placeId === path.at(-1))
  if (isFromAbove || !wish) return !isFromAbove
  const below = path.indexOf(own) - path.indexOf(wish.setFrom)
  return below < 0 || (below === 0 && (wish.setBy === personId || !wish.isHeld))
}
