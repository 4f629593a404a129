import { type AudienceWho, PUBLISHING_ROLES } from '../../../contract/civic/notices'
import type { PlaceKind } from '../../../contract/places'
import { type Role, STAFF_ROLES } from '../../../contract/roles'
import { covers } from '../../../registry/places/rules'
import { blunted } from '../../../registry/residents/rules'
import { hasRoleAt } from '../../../registry/roles/rules'

interface Held {
  role: Role
  placeId: string
  placeKind: PlaceKind
  placePath: string[]
  communityId: string
}

const isPublishing = ({ role }: { role: Role }) => (PUBLISHING_ROLES as readonly Role[]).includes(role)

/** By which grants somebody publishes, the narrowest place first. */
export const publishingGrants = <G extends Held>(grants: readonly G[]): G[] =>
  grants.filter(isPublishing).sort((a, b) => b.placePath.length - a.placePath.length)

/** In whose name a notice to these places goes out: the narrowest that covers them all; null where none does. */
export const publisherFor = <G extends Held>(
  grants: readonly G[],
  placePaths: readonly (readonly string[])[],
): G | null => publishingGrants(grants).find(({ placeId }) => placePaths.every((path) => covers(placeId, path))) ?? null

/** They publish at the notice's place or above: see it in every state, and its reach. */
export const isPublisherOf = (grants: readonly Held[], placePath: readonly string[]): boolean =>
  hasRoleAt(grants, PUBLISHING_ROLES, placePath)

/** They serve at the place or within it, and read what is told there. */
export const servesWithin = (grants: readonly Held[], placeId: string): boolean =>
  grants.some(({ role, placePath }) => (STAFF_ROLES as readonly Role[]).includes(role) && placePath.includes(placeId))

/** May count people exactly and home by home: the secretary of that very community; those above count in fives. */
export const countsExactly = (grants: readonly Held[], placePath: readonly string[]): boolean =>
  hasRoleAt(grants, ['secretary'], placePath)

/** Who bears a tag is told in fives, community by community and never by building, to who may not count them. */
export const countsInFives = (
  grants: readonly Held[],
  placePath: readonly string[],
  by: AudienceWho['kind'],
): boolean => by === 'tags' && !countsExactly(grants, placePath)

/** How the figures of a notice, or of one to be, are told of each community. */
export const figuresFor = (...of: Parameters<typeof countsInFives>): ((count: number) => number) =>
  countsInFives(...of) ? (count) => blunted(count) ?? 0 : (count) => count
