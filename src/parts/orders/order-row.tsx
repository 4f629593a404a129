import type { PropsWithChildren, ReactNode } from 'react'
import { ENDED_STATES, type OrderState } from '../../../cloudfunctions/contract/orders'
import { openPage } from '../../lib/open-page'
import { OrderCard } from '../../ui/order-card'
import { StatusTag } from '../../ui/status-tag'
import type { OrderSummary } from './order'
import { askerWord, marksOf, promiseLine, reportMarks, standingOf } from './standing'
import { isLongTitle } from './subject'

/** The last step is the requester's: 您来确认 to them, 居民确认 to all others. */
const stepsFor = ({ steps, isMine, kind }: OrderSummary) =>
  isMine
    ? steps
    : steps.map((step, at) => (at === steps.length - 1 ? { ...step, label: `${askerWord(kind)}确认` } : step))

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
  /** Draws title and place, to mark what was looked for. */
  draw?: (text: string) => ReactNode
}

/** An order in a list: title, state, promise, who holds it, how far along. Children stand below. */
export function OrderRow(props: PropsWithChildren<OrderRowProps>) {
  const { order, moment, url, isPlaceShown, aside, isLit, draw = (text) => text, children } = props
  const { word, icon, tone } = standingOf(order)
  const isEnded = (ENDED_STATES as readonly OrderState[]).includes(order.state)
  const holder = order.holder && !isEnded ? `${order.holder.role}${order.holder.name}在办` : undefined
  const marks = [...marksOf(order, isLit), ...(isLit ? reportMarks(order, moment) : [])]
  const promise = promiseLine(order, moment)
  return (
    <OrderCard
      id={`order-${order.id}`}
      title={draw(order.title)}
      isTitleLong={isLongTitle(order.title)}
      tag={<StatusTag word={word} icon={icon} tone={tone} />}
      promise={promise}
      holder={holder}
      aside={aside}
      place={isPlaceShown ? draw(order.placeText) : undefined}
      marks={marks.length > 0 ? marks.map((mark) => <StatusTag key={mark.word} {...mark} />) : undefined}
      steps={isEnded ? undefined : stepsFor(order)}
      label={[order.title, word, ...marks.map((mark) => mark.word), promise?.words, holder, order.placeText]
        .filter(Boolean)
        .join('，')}
      onTap={() => openPage(url)}
    >
      {children}
    </OrderCard>
  )
}
