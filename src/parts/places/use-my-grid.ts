import { useQuery } from '@tanstack/react-query'
import { api } from '../../lib/rpc'
import { useSession } from '../../lib/session'

/** The grid of the registered home and who works in it; `grid` is null without a registered home. */
export function useMyGrid() {
  const { me } = useSession()
  const query = useQuery({
    queryKey: ['session', 'grid.mine'],
    queryFn: () => api.grid.mine({}),
    enabled: me?.person != null,
  })
  const { grid = null, team = [], onDuty = [], organisation = [] } = query.data ?? {}
  return { query, grid, team, onDuty, organisation }
}
