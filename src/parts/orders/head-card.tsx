import { View } from '@tarojs/components'
import { timeOf } from '../../lib/format'
import { callPhone } from '../../lib/open-page'
import { Avatar, CallButton } from '../../ui/avatar'
import { Card } from '../../ui/card'
import { PromiseClock } from '../../ui/promise-clock'
import { SoftTile } from '../../ui/service-tile'
import type { OrderDetail } from './order'
import { clockOf, standingOf } from './standing'

type Ended = Exclude<OrderDetail['state'], 'waiting' | 'accepted' | 'handling' | 'reopened' | 'whistled' | 'objected'>

/** Sentences for who asked, and for everybody else. */
const OUTCOMES: Record<Ended, { title: string; mine: string; other: string }> = {
  resolved: {
    title: '说已经办好了',
    mine: '请您看看，您确认了才结案；没办好可以重新办',
    other: '等居民看过再结案，居民也可以请您重新办',
  },
  closed: { title: '办好了，已结案', mine: '谢谢您确认', other: '居民已经确认' },
  unfixed: {
    title: '结案了，没能办成',
    mine: '原因写在办理经过里，您可以申请一次复核',
    other: '原因写在办理经过里',
  },
  withdrawn: { title: '已撤回', mine: '您撤回了这件诉求', other: '居民撤回了，不用再办' },
  declined: { title: '没有受理', mine: '原因写在办理经过里，您可以申请一次复核', other: '原因写在办理经过里' },
  contested: { title: '正在复核', mine: '社区会重新看一遍，结果马上告诉您', other: '居民不同意不予受理，请重新看一遍' },
}

function Outcome({ order, moment }: { order: OrderDetail; moment: Date }) {
  const { icon, tone } = standingOf(order)
  const words = OUTCOMES[order.state as Ended]
  const isReviewed = order.state === 'declined' && order.isMine && !order.can.contest
  const sentence = order.isMine ? words.mine : words.other
  const latest = order.timeline[0]
  return (
    <View className="row top g3">
      <SoftTile icon={icon} tone={tone} />
      <View className="grow">
        <View className="title">{words.title}</View>
        <View className="sub soft mt1">{isReviewed ? '已经复核过，还有不同意见可以打 12345 反映' : sentence}</View>
        {latest ? <View className="foot faint mt1 only-normal">{timeOf(latest.at, moment)}</View> : null}
      </View>
    </View>
  )
}

/** What a waiting order says to who asked, to who may take it, and to those above. */
function waitingFor({ isMine, can }: OrderDetail): string {
  if (isMine) return '等网格员接单，有人接了马上告诉您'
  return can.accept ? '还没有人接，您可以接' : '还没有人接，能接单的人都看得到'
}

function Holder({ order, moment }: { order: OrderDetail; moment: Date }) {
  const { holder, state } = order
  if (!holder) {
    return state === 'waiting' ? <View className="sub soft">{waitingFor(order)}</View> : null
  }
  const { phone, name, role, since } = holder
  const isNow = state !== 'closed'
  const isMe = order.can.step || order.can.handBack
  return (
    <View className="row g3">
      <Avatar name={name} />
      <View className="grow">
        <View className="row wrap">
          <View>{isNow ? '现在由' : '这件事由'}</View>
          <View className="b unbroken">{isMe ? '您' : name}</View>
          <View>{isNow ? '办理' : '办的'}</View>
        </View>
        <View className="foot soft">{`${role}，${timeOf(since, moment)} 接单`}</View>
      </View>
      {phone && !isMe ? (
        <CallButton id="order-call-holder" whom={`${role} ${name}`} onTap={() => callPhone(phone)} />
      ) : null}
    </View>
  )
}

/** Where the order stands, by when, and who holds it. */
export function HeadCard({ order, moment }: { order: OrderDetail; moment: Date }) {
  const clock = clockOf(order, moment)
  const hasHolder = order.holder !== null || order.state === 'waiting'
  return (
    <Card>
      {clock ? <PromiseClock {...clock} /> : <Outcome order={order} moment={moment} />}
      {hasHolder ? <View className="hr" /> : null}
      <Holder order={order} moment={moment} />
    </Card>
  )
}
