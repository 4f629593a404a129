import { openPage } from '../../lib/open-page'
import { OrderCard } from '../../ui/order-card'
import { StatusTag } from '../../ui/status-tag'
import type { OrderSummary } from './order'
import { marksOf, promiseLine, standingOf } from './standing'
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
  /** On a board, the light stands by itself as a mark. */
  isLit?: boolean
}

/** An order in a list: title, state, promise, who holds it, how far along. */
export function OrderRow({ order, moment, url, isPlaceShown, aside, isLit }: OrderRowProps) {
  const { word, icon, tone } = standingOf(order)
  const isEnded = ['closed', 'unfixed', 'withdrawn', 'declined'].includes(order.state)
  const holder = order.holder && !isEnded ? `${order.holder.role}${order.holder.name}在办` : undefined
  const marks = marksOf(order, isLit)
  const promise = promiseLine(order, moment)
  return (
    <OrderCard
      id={`order-${order.id}`}
      title={order.title}
      isTitleLong={isLongTitle(order.title)}
      tag={<StatusTag word={word} icon={icon} tone={tone} />}
      promise={promise}
      holder={holder}
      aside={aside}
      place={isPlaceShown ? order.placeText : undefined}
      marks={marks.length > 0 ? marks.map((mark) => <StatusTag key={mark.word} {...mark} />) : undefined}
      steps={isEnded ? undefined : stepsFor(order)}
      label={[order.title, word, ...marks.map((mark) => mark.word), promise?.words, holder, order.placeText]
        .filter(Boolean)
        .join('，')}
      onTap={() => openPage(url)}
    />
  )
}
