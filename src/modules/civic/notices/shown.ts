import type { NoticeShownState } from '../../../../cloudfunctions/contract/civic/notices'
import { countOf, timeOf } from '../../../lib/format'
import type { api } from '../../../lib/rpc'
import type { IconName } from '../../../ui/icon-names'

export type NoticeRow = Awaited<ReturnType<typeof api.notices.mine>>['items'][number]

/** By what each state is known at a glance; its word stands beside it. */
export const LOOKS: Record<NoticeShownState, IconName> = {
  draft: 'pencil',
  waiting: 'hourglass-empty',
  scheduled: 'clock',
  publishing: 'send',
  published: 'circle-check',
  recalled: 'arrow-back-up',
  expired: 'history',
}

export const isOut = (state: NoticeShownState) => !['draft', 'waiting', 'scheduled'].includes(state)

/** 青檀里社区，周敏，今天 13:30，812 人看了，共 1186 人. */
export function secondLine(row: NoticeRow, now: Date): string {
  const at = timeOf(row.at, now) + (row.state === 'draft' ? ' 改过' : '')
  const reach = isOut(row.state) ? `${countOf(row.read)} 人看了，共 ${countOf(row.people)} 人` : ''
  return [row.placeName, row.isMine ? '' : row.authorName, at, reach].filter(Boolean).join('，')
}
