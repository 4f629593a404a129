import { View } from '@tarojs/components'
import { ROLE_LABELS } from '../../../cloudfunctions/contract/roles'
import { msLeft, timeOf } from '../../lib/format'
import { callPhone } from '../../lib/open-page'
import { Avatar, CallButton } from '../../ui/avatar'
import { Card } from '../../ui/card'
import { PromiseClock } from '../../ui/promise-clock'
import { SoftTile } from '../../ui/service-tile'
import type { OrderDetail } from './order'
import { Outcome } from './outcome'
import { clockOf } from './standing'

interface PartProps {
  order: OrderDetail
  moment: Date
}

/** What a waiting order says to who asked, to who may take it, and to those above. */
function waitingFor({ isMine, can }: OrderDetail): string {
  if (isMine) return '等网格员接单，有人接了马上告诉您'
  return can.accept ? '还没有人接，您可以接' : '还没有人接，能接单的人都看得到'
}

/** Who is expected, and until when. */
function calledWords({ state, can, department }: OrderDetail, moment: Date): [title: string, second: string] {
  const name = department?.name ?? '部门'
  if (state === 'objected') return [`${name}提出了异议`, '等街道裁定由谁来办，承诺的时间照样算']
  const due = department?.reportDueAt
  const isLate = due ? msLeft(due, moment) < 0 : false
  const until = due ? (isLate ? `该在 ${timeOf(due, moment)} 前报到，已经晚了` : `${timeOf(due, moment)} 前要报到`) : ''
  return [can.reportIn ? '等您报到' : `等${name}报到`, until || '报到后就开始办']
}

function Called({ order, moment }: PartProps) {
  const [title, second] = calledWords(order, moment)
  return (
    <View className="row g3">
      <SoftTile icon="building-bank" tone="info" />
      <View className="grow">
        <View className="b">{title}</View>
        <View className="foot soft">{second}</View>
      </View>
    </View>
  )
}

/** 网格员，今天 09:10 接单; 市政养护所，今天 09:10 报到. */
function holderLine({ holder, department }: OrderDetail, moment: Date): string {
  if (!holder) return ''
  const since = timeOf(holder.since, moment)
  const isDepartments = department !== null && holder.role === ROLE_LABELS.department
  return isDepartments ? `${department.name}，${since} 报到` : `${holder.role}，${since} 接单`
}

function Holder({ order, moment }: PartProps) {
  const { holder, state } = order
  if (!holder) return <View className="sub soft">{waitingFor(order)}</View>
  const { phone, name, role } = holder
  const isNow = state !== 'closed'
  const isMe = order.can.resolve || order.can.handBack
  return (
    <View className="row g3">
      <Avatar name={name} />
      <View className="grow">
        <View className="row wrap">
          <View>{isNow ? '现在由' : '这件事由'}</View>
          <View className="b unbroken">{isMe ? '您' : name}</View>
          <View>{isNow ? '办理' : '办的'}</View>
        </View>
        <View className="foot soft">{holderLine(order, moment)}</View>
      </View>
      {phone && !isMe ? (
        <CallButton id="order-call-holder" whom={`${role} ${name}`} onTap={() => callPhone(phone)} />
      ) : null}
    </View>
  )
}

/** Where the order stands, by when, and who holds it or is expected. */
export function HeadCard({ order, moment }: PartProps) {
  const clock = clockOf(order, moment)
  const { state, holder } = order
  const isAway = state === 'whistled' || state === 'objected'
  const Whose = isAway ? Called : holder !== null || state === 'waiting' ? Holder : null
  return (
    <Card>
      {clock ? <PromiseClock {...clock} /> : <Outcome order={order} moment={moment} />}
      {Whose ? (
        <>
          <View className="hr" />
          <Whose order={order} moment={moment} />
        </>
      ) : null}
    </Card>
  )
}
