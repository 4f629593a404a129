import { useQuery } from '@tanstack/react-query'
import { api } from '../../../lib/rpc'

/** A person's own choices of what may ring, and what a pause of alarms would mean to them. */
export const useReminders = () =>
  useQuery({ queryKey: ['messages', 'reminders.get'], queryFn: () => api.reminders.get({}) })
