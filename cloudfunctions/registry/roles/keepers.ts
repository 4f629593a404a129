import type { Role } from '../../contract/roles'
import { REGISTRY_KEEPERS } from '../../contract/worker/residents'
import type { Caller } from '../../kernel/context'

const isKeeper = ({ role }: { role: Role }) => (REGISTRY_KEEPERS as readonly Role[]).includes(role)

/** The grids and communities whose people somebody keeps the registry of. */
export const keptPlaces = ({ grants }: Caller): string[] => [
  ...new Set(grants.filter(isKeeper).map(({ placeId }) => placeId)),
]

/** The communities those stand in. */
export const keptCommunities = ({ grants }: Caller): string[] => [
  ...new Set(grants.filter(isKeeper).map(({ communityId }) => communityId)),
]
