import { useQuery } from '@tanstack/react-query'
import type { Audience } from '../../../../cloudfunctions/contract/civic/notices'
import { api } from '../../../lib/rpc'
import { audienceWords } from './audience-words'

/** What this person can send to. Lists expire within hours, so it is never kept on the phone. */
export const useOptions = () =>
  useQuery({
    queryKey: ['notices', 'notices.options'],
    queryFn: () => api.notices.options({}),
    meta: { isFleeting: true },
  })

/** Whom a notice goes to, in words; empty until it is known. */
export function useAudienceWords(audience: Audience | null): string {
  const { data } = useOptions()
  return audience && data ? audienceWords(audience, data) : ''
}
