import { View } from '@tarojs/components'
import { URGENCY_LABELS } from '../../../cloudfunctions/contract/orders'
import { Card } from '../../ui/card'
import { Icon } from '../../ui/icon'
import { StatusTag } from '../../ui/status-tag'
import { NoteFiles } from './note-files'
import type { OrderDetail } from './order'
import { marksOf, standingOf } from './standing'
import { isLongTitle, subjectOf } from './subject'

/** 由女儿李文静代报; to who told it: 您替孙秀兰报的. */
function toldWords({ toldBy, forName }: OrderDetail): string | null {
  if (forName) return toldBy ? `您替${forName}报的` : `替${forName}登记的，进展也告诉您`
  return toldBy && `由${toldBy.relation}${toldBy.name ?? ''}代报`
}

/** What was said and shown, and where. */
export function SubjectCard({ order }: { order: OrderDetail }) {
  const { word, icon, tone } = standingOf(order)
  const urgency = order.urgency === 'normal' ? '' : ` · ${URGENCY_LABELS[order.urgency]}`
  const { title, words } = subjectOf(order.title, order.text)
  const told = toldWords(order)
  return (
    <Card>
      <View className="order-head">
        {title ? <View className={`order-title ${isLongTitle(title) ? 'lead b' : 'title'}`}>{title}</View> : null}
        <StatusTag word={word} icon={icon} tone={tone} />
        {marksOf(order).map((mark) => (
          <StatusTag key={mark.word} {...mark} />
        ))}
      </View>
      {words ? <View className="mt2">{words}</View> : null}
      {order.isTranscript && order.text ? (
        <View className="mt2">
          <StatusTag word="语音转写，以录音为准" icon="microphone" tone="mute" />
        </View>
      ) : null}
      {order.isTextPending ? (
        <View className="mt2">
          <StatusTag
            word={order.isMine ? '文字正在核对，核对完别人才看得到' : '文字正在核对，核对完就能看'}
            icon="hourglass-empty"
            tone="mute"
          />
        </View>
      ) : null}
      {order.files.length > 0 ? (
        <View className="mt3">
          <NoteFiles files={order.files} />
        </View>
      ) : null}
      {told ? (
        <View className="row top g1 sub soft mt3">
          <Icon name="users" size="m" className="c-brand" />
          <View className="grow">{told}</View>
        </View>
      ) : null}
      <View className={`row top g1 sub soft ${told ? 'mt1' : 'mt3'}`}>
        <Icon name="map-pin" size="m" className="c-brand" />
        <View className="grow">{order.placeText}</View>
      </View>
      <View className="row top g1 sub soft mt1">
        <Icon name="category" size="m" className="c-brand" />
        <View className="grow">{`${order.categoryLabel}${urgency}`}</View>
      </View>
    </Card>
  )
}
