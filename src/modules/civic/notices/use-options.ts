import { useQuery } from '@tanstack/react-query'
import { api } from '../../../lib/rpc'

/** What this person can send to. Lists expire within hours, so it is never kept on the phone. */
export const useOptions = () =>
  useQuery({
    queryKey: ['notices', 'notices.options'],
    queryFn: () => api.notices.options({}),
    meta: { isFleeting: true },
  })
