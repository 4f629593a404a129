import { View } from '@tarojs/components'
import { dayOf } from '../../../lib/format'
import type { api } from '../../../lib/rpc'
import { standingOf } from '../../../parts/orders/standing'
import { StatusTag } from '../../../ui/status-tag'

export type Candidate = Awaited<ReturnType<typeof api.dispatch.candidates>>['order']

/** Who hears of an order: 孙*英, or 孙*英等 3 人. */
export const waitingWords = ({ requesterName, followers }: Candidate): string =>
  followers > 0 ? `${requesterName}等 ${followers + 1} 人` : requesterName

function One({ order, word, isKept, moment }: { order: Candidate; word: string; isKept?: boolean; moment: Date }) {
  const { word: state, icon, tone } = standingOf(order)
  return (
    <View className={`two-one ${isKept ? 'two-kept' : ''}`}>
      <View className="foot soft">{word}</View>
      <View className="b mt1">{order.title}</View>
      <View className="row wrap mt1">
        <StatusTag word={state} icon={icon} tone={tone} />
      </View>
      <View className="foot soft mt1">{order.placeText}</View>
      <View className="foot soft mt1">{`${dayOf(order.createdAt, moment)}提的，编号 ${order.code}`}</View>
      <View className="sub md mt1">{`${waitingWords(order)}在等`}</View>
    </View>
  )
}

/** Two orders in short, the one that stays on the right. */
export function SideBySide({ order, into, moment }: { order: Candidate; into: Candidate; moment: Date }) {
  return (
    <View className="two">
      <One order={order} word="这一件" moment={moment} />
      <One order={into} word="并到这一件，由它办" isKept moment={moment} />
    </View>
  )
}
