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
  closeUnfixed: '为什么没能办成',
  reopen: '为什么重新办',
  contest: '为什么不同意',
  uphold: '为什么维持',
  extend: '为什么延长',
  supervise: '督办要求',
  whistle: '为什么吹哨',
  object: '为什么有异议',
  insist: '为什么由部门办',
  release: '为什么退回社区',
  callIn: '为什么请他们',
}

/** Titles that take in whom or what it was about. */
const NAMED: Partial<Record<OrderAction, (name: string) => string>> = {
  assign: (name) => `派给${name}`,
  reassign: (name) => `转给${name}`,
  whistle: (name) => `吹哨，请${name}来办`,
  callIn: (name) => `请${name}一起办`,
  reportIn: (name) => `${name}报到`,
  object: (name) => `${name}提出异议`,
  joinIn: (name) => `${name}到场`,
  step: (name) => `${name}的进展`,
  escalate: (rung) => rung,
}

function titleOf({ action, label, toName, detail }: Happening, isMine: boolean): string {
  if (action === 'resolve' && !isMine) return '已办好，等居民确认'
  const about = toName ?? detail
  if (!about) return label
  return NAMED[action]?.(about) ?? (detail ? `${label}：${detail}` : label)
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
