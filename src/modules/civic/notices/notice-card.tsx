import { View } from '@tarojs/components'
import { timeOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import type { api } from '../../../lib/rpc'
import { paths } from '../../../paths'
import { Card } from '../../../ui/card'
import type { IconName } from '../../../ui/icon-names'
import { StatusTag } from '../../../ui/status-tag'
import type { Tone } from '../../../ui/tones'

type ReaderNotice = Awaited<ReturnType<typeof api.notices.list>>['items'][number]
type Mark = { word: string; icon: IconName; tone: Tone }

/** Where a reader stands with a notice; what was recalled asks for nothing more, and what is over need not be read. */
export function marksOf(
  notice: Pick<ReaderNotice, 'state' | 'isPinned' | 'isRead' | 'isCorrected' | 'needsConfirmation' | 'isConfirmed'>,
): Mark[] {
  if (notice.state === 'recalled') return [{ word: '已撤回', icon: 'arrow-back-up', tone: 'mute' }]
  const marks: (Mark | false)[] = [
    notice.isPinned && { word: '置顶', icon: 'flag', tone: 'brand' },
    !notice.isRead && notice.state !== 'expired' && { word: '没看', icon: 'bell', tone: 'info' },
    notice.isCorrected && { word: '已更正', icon: 'pencil', tone: 'warn' },
    notice.needsConfirmation && !notice.isConfirmed && { word: '要您确认', icon: 'hand-stop', tone: 'warn' },
    notice.isConfirmed && { word: '已知晓', icon: 'circle-check', tone: 'ok' },
    notice.state === 'expired' && { word: '已过期', icon: 'history', tone: 'mute' },
  ]
  return marks.filter((mark): mark is Mark => mark !== false)
}

/** One notice in its reader's list; the whole card opens it. */
export function NoticeCard({ notice, moment }: { notice: ReaderNotice; moment: Date }) {
  const { id, title, lead, placeName, publishedAt } = notice
  const marks = marksOf(notice)
  const when = `${placeName}，${timeOf(publishedAt, moment)}`
  return (
    <Card
      id={`notice-${id}`}
      label={[...marks.map(({ word }) => word), title, when].join('，')}
      onTap={() => openPage(paths.notice(id))}
    >
      <View className="lead b">{title}</View>
      <View className="soft mt1">{lead}</View>
      <View className="sub faint mt1">{when}</View>
      {marks.length > 0 ? (
        <View className="row wrap mt2">
          {marks.map((mark) => (
            <StatusTag key={mark.word} {...mark} />
          ))}
        </View>
      ) : null}
    </Card>
  )
}
