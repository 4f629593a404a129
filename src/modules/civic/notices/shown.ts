import type { NoticeShownState } from '../../../../cloudfunctions/contract/civic/notices'
import { timeOf } from '../../../lib/format'
import type { api } from '../../../lib/rpc'
import type { IconName } from '../../../ui/icon-names'
import type { Tone } from '../../../ui/tones'

export type NoticeRow = Awaited<ReturnType<typeof api.notices.mine>>['items'][number]

export const LOOKS: Record<NoticeShownState, { icon: IconName; tone: Tone }> = {
  draft: { icon: 'pencil', tone: 'mute' },
  waiting: { icon: 'hourglass-empty', tone: 'warn' },
  scheduled: { icon: 'clock', tone: 'info' },
  publishing: { icon: 'send', tone: 'info' },
  published: { icon: 'circle-check', tone: 'ok' },
  recalled: { icon: 'arrow-back-up', tone: 'danger' },
  expired: { icon: 'history', tone: 'mute' },
}

const AT_WORDS: Record<NoticeShownState, string> = {
  draft: '改过',
  waiting: '提交',
  scheduled: '发出',
  publishing: '开始发',
  published: '发出',
  recalled: '发出',
  expired: '发出',
}

export const isOut = (state: NoticeShownState) => !['draft', 'waiting', 'scheduled'].includes(state)

/** 青檀里社区，周敏，今天 13:30 发出，812 人看了，共 1186 人. */
export function secondLine(row: NoticeRow, now: Date): string {
  const at = `${timeOf(row.at, now)} ${AT_WORDS[row.state]}`
  const reach = isOut(row.state) ? `${row.read} 人看了，共 ${row.people} 人` : ''
  return [row.placeName, row.isMine ? '' : row.authorName, at, reach].filter(Boolean).join('，')
}
