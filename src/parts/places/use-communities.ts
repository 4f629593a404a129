import { useQuery } from '@tanstack/react-query'
import { api } from '../../lib/rpc'

/** Places hardly ever change while the app is open. */
export const PLACES_STALE_MS = 3_600_000

/** All communities of the county. */
export const useCommunities = (isNeeded = true) =>
  useQuery({
    queryKey: ['places', 'places.communities'],
    queryFn: () => api.places.communities({}),
    staleTime: PLACES_STALE_MS,
    enabled: isNeeded,
  })
