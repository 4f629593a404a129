import { useQuery } from '@tanstack/react-query'
import { OPEN_LADDER_STATES } from '../../../cloudfunctions/contract/alarms'
import { api } from '../../lib/rpc'
import { useSession } from '../../lib/session'

export type AlarmSummary = Awaited<ReturnType<typeof api.alarms.list>>[number]
export type Alarm = Awaited<ReturnType<typeof api.alarms.get>>

/** Somebody must still answer. */
export const isOpen = ({ state }: Pick<AlarmSummary, 'state'>): boolean =>
  (OPEN_LADDER_STATES as readonly string[]).includes(state)

/** Alarms that rang the person, or at places they look after. */
export function useAlarms() {
  const { isGuest } = useSession()
  return useQuery({ queryKey: ['alarms', 'alarms.list'], queryFn: () => api.alarms.list({}), enabled: !isGuest })
}
