import type { api } from '../../../../lib/rpc'
import { promiseLine } from '../../../../parts/orders/standing'

/** An appeal as everyone may know it. */
export type PublicAppeal = Awaited<ReturnType<typeof api.publicAppeals.list>>['items'][number]
/** One on the map. */
export type PublicPoint = Awaited<ReturnType<typeof api.publicAppeals.map>>['points'][number]

const STILL = { tone: 'mute', icon: 'player-pause', words: '暂停计时' } as const

/** The line that says by when; why a promise stands still is told only to those whose matter it is. */
export const publicPromise = (appeal: PublicAppeal, now: Date) =>
  appeal.isPaused ? STILL : promiseLine({ ...appeal, pause: null }, now)
