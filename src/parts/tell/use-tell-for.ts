import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../../lib/rpc'
import { placeOfHome } from '../places/chosen-place'
import type { TellFor } from './use-tell'

/** For whom of the family something is told, with their home; null for oneself. */
export function useTellFor(forPersonId: string | undefined): TellFor | null {
  const { data } = useQuery({
    queryKey: ['session', 'homes.list', { forPersonId }],
    queryFn: () => api.homes.list({ forPersonId }),
    enabled: forPersonId !== undefined,
    // Each look is written down.
    staleTime: Number.POSITIVE_INFINITY,
  })
  const home = data?.homes[0]
  return useMemo(() => (forPersonId ? { home: home ? placeOfHome(home) : null } : null), [forPersonId, home])
}
