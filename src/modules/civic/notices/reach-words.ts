import type { ReachClass } from '../../../../cloudfunctions/contract/civic/notices'
import { spanParts } from '../../../lib/format'
import type { api } from '../../../lib/rpc'
import type { Part } from '../../../ui/split-bar'

export type Reach = Awaited<ReturnType<typeof api.notices.reach>>
type Counts = Record<ReachClass, number>

/** Those who know of it, those it lies with, those nobody has told. */
export function reachParts({ read, told, delivered, waiting, unreachable }: Counts, isOver: boolean): Part[] {
  return [
    { key: 'read', word: told > 0 ? '已读和告知' : '已读', count: read + told, colour: 'c1' },
    { key: 'delivered', word: '送到没看', count: delivered + waiting, colour: 'pale' },
    { key: 'door', word: isOver ? '没送到' : '要敲门', count: unreachable, colour: 'c4' },
  ]
}

/** 发出 1 小时 50 分. */
export const sinceWords = (publishedAt: string, now: Date): string =>
  `发出 ${spanParts(now.getTime() - Date.parse(publishedAt))
    .map(({ value, unit }) => `${value} ${unit === '分钟' ? '分' : unit}`)
    .join(' ')}`
