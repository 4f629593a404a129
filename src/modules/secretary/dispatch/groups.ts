import { ENDED_STATES, OPEN_STATES, type OrderState } from '../../../../cloudfunctions/contract/orders'

/** States as one looks for them. */
export const GROUP_STATES = {
  open: OPEN_STATES,
  resolved: ['resolved'],
  ended: ENDED_STATES,
} as const satisfies Record<string, readonly OrderState[]>

export type GroupKey = keyof typeof GROUP_STATES

export const GROUPS: readonly { key: GroupKey; word: string }[] = [
  { key: 'open', word: '没办完的' },
  { key: 'resolved', word: '等居民确认的' },
  { key: 'ended', word: '已经结束的' },
]
