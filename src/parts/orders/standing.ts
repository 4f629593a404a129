import { OPEN_STATES, ORDER_STATE_LABELS, type OrderState } from '../../../cloudfunctions/contract/orders'
import { leftOf, msLeft, promiseOf, spanParts } from '../../lib/format'
import type { IconName } from '../../ui/icon-names'
import type { Tone } from '../../ui/tones'
import type { OrderSummary } from './order'

type Promised = Pick<OrderSummary, 'state' | 'promisedAt' | 'createdAt'>

interface Standing {
  icon: IconName
  tone: Tone
}

const STANDINGS: Record<OrderState, Standing> = {
  waiting: { icon: 'hourglass-empty', tone: 'info' },
  accepted: { icon: 'user-check', tone: 'brand' },
  handling: { icon: 'tool', tone: 'brand' },
  whistled: { icon: 'speakerphone', tone: 'info' },
  objected: { icon: 'scale', tone: 'info' },
  resolved: { icon: 'clipboard-check', tone: 'warn' },
  reopened: { icon: 'refresh', tone: 'warn' },
  closed: { icon: 'circle-check', tone: 'ok' },
  unfixed: { icon: 'ban', tone: 'mute' },
  withdrawn: { icon: 'arrow-back-up', tone: 'mute' },
  declined: { icon: 'ban', tone: 'mute' },
  contested: { icon: 'scale', tone: 'info' },
}

/** Icon, word and colour of where an order stands, for who looks at it. */
export const standingOf = ({ state, isMine }: Pick<OrderSummary, 'state' | 'isMine'>): Standing & { word: string } => ({
  ...STANDINGS[state],
  word: state === 'resolved' && !isMine ? '待居民确认' : ORDER_STATE_LABELS[state],
})

/** Somebody on our side still owes an answer by the promised time. */
export const isRunning = (state: OrderState): boolean =>
  state !== 'contested' && (OPEN_STATES as readonly OrderState[]).includes(state)

/** Below this part of the promised time the clock turns amber. */
const SOON = 0.25

const partLeft = (order: Promised, now: Date) => {
  const whole = Date.parse(order.promisedAt) - Date.parse(order.createdAt)
  return whole > 0 ? msLeft(order.promisedAt, now) / whole : 0
}

/** How pressing the promise is: on time, nearly due, overdue. */
export function paceOf(order: Promised, now: Date): 'brand' | 'warn' | 'danger' {
  const part = partLeft(order, now)
  return part <= 0 ? 'danger' : part <= SOON ? 'warn' : 'brand'
}

/** The line under an order's title in a list; none once the promise no longer runs. */
export function promiseLine(order: Promised, now: Date) {
  if (!isRunning(order.state)) return undefined
  const tone = paceOf(order, now)
  return { tone, words: tone === 'danger' ? leftOf(order.promisedAt, now) : promiseOf(order.promisedAt, now) }
}

/** What the ring on an order's page shows; null once the promise no longer runs. */
export function clockOf(order: Promised, now: Date) {
  if (!isRunning(order.state)) return null
  const tone = paceOf(order, now)
  const left = msLeft(order.promisedAt, now)
  return {
    tone,
    part: partLeft(order, now),
    lead: left >= 0 ? '离承诺时间还有' : '比承诺的时间晚了',
    figures: spanParts(left),
    note: left >= 0 ? promiseOf(order.promisedAt, now) : `原定 ${promiseOf(order.promisedAt, now)}`,
  }
}
