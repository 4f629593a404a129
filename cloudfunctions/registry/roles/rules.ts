import type { Role } from '../../contract/roles'
import { covers } from '../places/rules'

/** The person holds one of the roles where the place stands, there or higher up. */
export const hasRoleAt = (
  grants: readonly { role: Role; placeId: string }[],
  roles: readonly Role[],
  placePath: readonly string[],
): boolean => grants.some((grant) => roles.includes(grant.role) && covers(grant.placeId, placePath))
