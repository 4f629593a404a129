import { View } from '@tarojs/components'
import { timeOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { paths } from '../../../paths'
import { Card } from '../../../ui/card'
import { StatusTag } from '../../../ui/status-tag'
import { marksOf, type ReaderNotice } from './marks'

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
