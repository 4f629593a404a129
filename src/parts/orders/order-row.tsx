import { openPage } from '../../lib/open-page'
import { OrderCard } from '../../ui/order-card'
import { StatusTag } from '../../ui/status-tag'
import type { OrderSummary } from './order'
import { promiseLine, standingOf } from './standing'
import { isLongTitle } from './subject'

/** The last step is the requester's: 您来确认 to them, 居民确认 to all others. */
const stepsFor = ({ steps, isMine }: OrderSummary) =>
  isMine ? steps : steps.map((step, at) => (at === steps.length - 1 ? { ...step, label: '居民确认' } : step))

interface OrderRowProps {
  order: OrderSummary
  moment: Date
  /** The page it opens. */
  url: string
  /** Staff see the place; residents know where they live. */
  isPlaceShown?: boolean
  /** In place of who holds it: 在办 2 件. */
  aside?: string
}

/** An order in a list: title, state, promise, who holds it, how far along. */
export function OrderRow({ order, moment, url, isPlaceShown, aside }: OrderRowProps) {
  const { word, icon, tone } = standingOf(order)
  const isEnded = ['closed', 'withdrawn', 'declined'].includes(order.state)
  const holder = order.holder && !isEnded ? `${order.holder.role}${order.holder.name}在办` : undefined
  return (
    <OrderCard
      id={`order-${order.id}`}
      title={order.title}
      isTitleLong={isLongTitle(order.title)}
      tag={<StatusTag word={word} icon={icon} tone={tone} />}
      promise={promiseLine(order, moment)}
      holder={holder}
      aside={aside}
      place={isPlaceShown ? order.placeText : undefined}
      steps={isEnded ? undefined : stepsFor(order)}
      label={[order.title, word, promiseLine(order, moment)?.words, holder, order.placeText].filter(Boolean).join('，')}
      onTap={() => openPage(url)}
    />
  )
}
