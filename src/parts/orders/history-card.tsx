import { View } from '@tarojs/components'
import type { OrderAction } from '../../../cloudfunctions/contract/orders'
import { timeOf } from '../../lib/format'
import { Card, Section } from '../../ui/card'
import { PhotoRow } from '../../ui/photo-picker'
import { StatusTag } from '../../ui/status-tag'
import { Timeline, type TimelineEntry } from '../../ui/timeline'
import type { OrderDetail } from './order'

type Happening = OrderDetail['timeline'][number]

/** Moves whose words say why, and are drawn in lamplight. */
const REASONS: Partial<Record<OrderAction, string>> = {
  handBack: '为什么退回',
  reassign: '为什么转',
  decline: '为什么不受理',
  reopen: '为什么重新办',
  contest: '为什么不同意',
  uphold: '为什么维持',
}

function titleOf(event: Happening, isMine: boolean): string {
  if (event.action === 'resolve' && !isMine) return '已办好，等居民确认'
  return event.action === 'reassign' && event.toName ? `转给${event.toName}` : event.label
}

function extraOf(event: Happening) {
  if (event.files.length === 0 && !event.isPending) return undefined
  return (
    <View className="mt1">
      {event.isPending ? <StatusTag word="文字正在核对" icon="hourglass-empty" tone="mute" /> : null}
      {event.files.length > 0 ? <PhotoRow photos={event.files} /> : null}
    </View>
  )
}

function entryOf(event: Happening, isMine: boolean, now: Date): TimelineEntry {
  const isSelf = event.actorName === '您'
  const who = isSelf ? '您' : [event.actorRole, event.actorName].filter(Boolean).join(' ')
  const why = REASONS[event.action]
  const saysWhy = why !== undefined && event.text !== null
  // What was first said stands above, as the subject.
  const words = event.action === 'submit' || saysWhy ? null : event.text
  return {
    key: event.seq,
    title: titleOf(event, isMine),
    time: timeOf(event.at, now),
    body: words ? `${who}：${words}` : isSelf ? undefined : who,
    ...(saysWhy && { reason: `${why}：${event.text}` }),
    tone: event.tone,
    extra: extraOf(event),
  }
}

/** What happened to an order and why, newest first. */
export function HistoryCard({ order, moment }: { order: OrderDetail; moment: Date }) {
  return (
    <Card>
      <Section title="办理经过" aside={`编号 ${order.code}`} />
      <Timeline entries={order.timeline.map((event) => entryOf(event, order.isMine, moment))} />
    </Card>
  )
}
