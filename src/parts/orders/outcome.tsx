import { View } from '@tarojs/components'
import { RATINGS } from '../../../cloudfunctions/contract/orders'
import { timeOf } from '../../lib/format'
import { SoftTile } from '../../ui/service-tile'
import type { OrderDetail } from './order'
import { standingOf } from './standing'

type Ended = Exclude<OrderDetail['state'], 'waiting' | 'accepted' | 'handling' | 'reopened' | 'whistled' | 'objected'>

interface Words {
  title: string
  mine: string
  other: string
}

/** Sentences for who asked, and for everybody else. */
const OUTCOMES: Record<Ended, Words> = {
  resolved: {
    title: '说已经办好了',
    mine: '请您看看，办好了就结案；没办好可以重新办',
    other: '等居民看过再结案，居民也可以请您重新办',
  },
  closed: { title: '办好了，已结案', mine: '谢谢您确认', other: '居民已经确认' },
  unfixed: {
    title: '结案了，没能办成',
    mine: '原因写在办理经过里，您可以申请一次复核',
    other: '原因写在办理经过里',
  },
  withdrawn: { title: '已撤回', mine: '您撤回了这一件', other: '对方撤回了，不用再办' },
  declined: { title: '没有受理', mine: '原因写在办理经过里，您可以申请一次复核', other: '原因写在办理经过里' },
  merged: { title: '并到同一件事里办', mine: '有进展会告诉您', other: '有人先提了同一件事' },
  contested: { title: '正在复核', mine: '社区会重新看一遍，结果马上告诉您', other: '居民不同意这个决定，请重新看一遍' },
}

const LAPSED: Words = {
  title: '没有回音，已结案',
  mine: '说过的期限到了，没等到您的回音。没办好还能重新办',
  other: '居民没有回音，到期自动结案，居民还能请您重新办',
}

/** Too long ago to be taken up again. */
const LONG_LAPSED: Words = { ...LAPSED, mine: '说过的期限到了，没等到您的回音。还有问题请提一件新的' }

/** The last thing that closed it. */
const hasLapsed = ({ timeline }: OrderDetail) =>
  timeline.find(({ action }) => action === 'lapse' || action === 'confirm')?.action === 'lapse'

function wordsOf(order: OrderDetail): Words {
  if (order.state === 'closed' && hasLapsed(order)) return order.can.reopen || !order.isMine ? LAPSED : LONG_LAPSED
  const words = OUTCOMES[order.state as Ended]
  const isQuestionable = order.state === 'declined' || order.state === 'unfixed'
  const isReviewed = isQuestionable && order.isMine && !order.can.contest
  return isReviewed ? { ...words, mine: '已经复核过，还有不同意见可以打 12345 反映' } : words
}

/** What follows by itself, or what was thought of it. */
function noteOf({ state, closesAt, rating, can, isMine }: OrderDetail, moment: Date): string | null {
  if (closesAt) return `到 ${timeOf(closesAt, moment)} 还没有回音，就自动结案`
  if (state === 'closed' && rating && !can.rate) return `${isMine ? '您' : '居民'}的评价：${RATINGS[rating]}`
  return null
}

/** How an order ended, or what it waits for once nobody on our side owes anything. */
export function Outcome({ order, moment }: { order: OrderDetail; moment: Date }) {
  const { icon, tone } = standingOf(order)
  const words = wordsOf(order)
  const note = noteOf(order, moment)
  const latest = order.timeline[0]
  return (
    <View className="row top g3">
      <SoftTile icon={icon} tone={tone} />
      <View className="grow">
        <View className="title">{words.title}</View>
        <View className="sub soft mt1">{order.isMine ? words.mine : words.other}</View>
        {note ? <View className="sub md mt1">{note}</View> : null}
        {latest ? <View className="foot faint mt1 only-normal">{timeOf(latest.at, moment)}</View> : null}
      </View>
    </View>
  )
}
