import { useQuery } from '@tanstack/react-query'
import { useNow } from '../../lib/clock'
import { pageState } from '../../lib/page-state'
import { api } from '../../lib/rpc'

/** One order on its own page, and the moment to count from. */
export function useOrder(id: string) {
  const moment = useNow()
  const query = useQuery({ queryKey: ['orders', 'appeals.get', { id }], queryFn: () => api.appeals.get({ id }) })
  return { query, order: query.data, moment, state: pageState(query) }
}
