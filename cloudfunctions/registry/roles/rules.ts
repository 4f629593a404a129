import type { PlaceKind } from '../../contract/places'
import type { Role } from '../../contract/roles'
import { covers } from '../places/rules'

/** The person holds one of the roles where the place stands, there or higher up. */
export const hasRoleAt = (
  grants: readonly { role: Role; placeId: string }[],
  roles: readonly Role[],
  placePath: readonly string[],
): boolean => grants.some((grant) => roles.includes(grant.role) && covers(grant.placeId, placePath))

/** Who serves within one community. */
const OF_COMMUNITY = [
  'gridWorker',
  'courier',
  'captain',
  'steward',
  'property',
  'merchant',
  'housekeeper',
  'doctor',
  'nursery',
  'committee',
  'volunteer',
  'gridBranch',
  'buildingGroup',
  'memberHousehold',
] as const satisfies readonly Role[]

/** Which roles a role grants; nobody grants their own level or one above. The first county official comes by a command. */
export const GRANTS: Partial<Record<Role, readonly Role[]>> = {
  county: ['subdistrict', 'department', 'secretary', 'workCommittee', 'partyCommittee', ...OF_COMMUNITY],
  subdistrict: ['secretary', 'partyCommittee', ...OF_COMMUNITY],
  secretary: OF_COMMUNITY,
}

export const GRANTERS = Object.keys(GRANTS) as Role[]

/** At which kinds of place a role makes sense. */
export const ROLE_PLACES: Record<Role, readonly PlaceKind[]> = {
  county: ['county'],
  subdistrict: ['subdistrict'],
  department: ['department'],
  secretary: ['community'],
  gridWorker: ['grid'],
  courier: ['community'],
  captain: ['building'],
  steward: ['estate', 'grid'],
  property: ['estate'],
  merchant: ['community'],
  housekeeper: ['community'],
  doctor: ['community'],
  nursery: ['community'],
  committee: ['estate'],
  volunteer: ['community'],
  workCommittee: ['subdistrict'],
  partyCommittee: ['community'],
  gridBranch: ['grid'],
  buildingGroup: ['building'],
  memberHousehold: ['entrance'],
}

/** Whether somebody may make another a role at a place, or end it: by a role of theirs that stands there or above. */
export const mayGrant = (
  grants: readonly { role: Role; placeId: string }[],
  role: Role,
  place: { kind: PlaceKind; path: readonly string[] },
): boolean =>
  ROLE_PLACES[role].includes(place.kind) &&
  grants.some((grant) => GRANTS[grant.role]?.includes(role) && covers(grant.placeId, place.path))
