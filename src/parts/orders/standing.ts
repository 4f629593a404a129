import {
  type Light,
  ORDER_STATE_LABELS,
  type OrderState,
  PAUSE_REASONS,
  RUNNING_STATES,
} from '../../../cloudfunctions/contract/orders'
import { leftOf, msLeft, promiseOf, spanParts, timeOf } from '../../lib/format'
import type { IconName } from '../../ui/icon-names'
import type { Tone } from '../../ui/tones'
import type { OrderSummary } from './order'

type Promised = Pick<OrderSummary, 'state' | 'promisedAt' | 'light' | 'pause'>
type Clocked = Promised & Pick<OrderSummary, 'promisedFrom'>

interface Standing {
  icon: IconName
  tone: Tone
}

export interface Mark extends Standing {
  word: string
  /** Filled; for overdue alone. */
  isSolid?: boolean
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
  merged: { icon: 'arrow-merge', tone: 'mute' },
  contested: { icon: 'scale', tone: 'info' },
}

/** Who confirms it, as others call them: a visit is asked for by residents and by secretaries. */
export const askerWord = (kind: string): string => (kind === 'visit' ? '对方' : '居民')

/** The word for a state, for those who did not ask. */
export const stateWord = (state: OrderState, kind = 'appeal'): string =>
  state === 'resolved' ? `待${askerWord(kind)}确认` : ORDER_STATE_LABELS[state]

/** Icon, word and colour of where an order stands, for who looks at it. */
export const standingOf = ({
  state,
  isMine,
  kind,
}: Pick<OrderSummary, 'state' | 'isMine'> & { kind?: string }): Mark => ({
  ...STANDINGS[state],
  word: isMine ? ORDER_STATE_LABELS[state] : stateWord(state, kind),
})

/** Somebody on our side still owes an answer by the promised time. */
export const isRunning = (state: OrderState): boolean => (RUNNING_STATES as readonly OrderState[]).includes(state)

const PACES = { green: 'brand', yellow: 'warn', red: 'danger' } as const

/** How pressing the promise is: on time, nearly due, overdue. An answer read a while ago may have gone overdue since. */
export function paceOf({ light, pause, promisedAt }: Promised, now: Date): 'brand' | 'warn' | 'danger' {
  if (!pause && msLeft(promisedAt, now) < 0) return 'danger'
  return light ? PACES[light] : 'brand'
}

const LIGHT_MARKS: Record<Light, Mark> = {
  green: { word: '按时', icon: 'clock', tone: 'ok' },
  yellow: { word: '快到期', icon: 'alert-triangle', tone: 'warn' },
  red: { word: '超期', icon: 'alert-circle', tone: 'danger', isSolid: true },
}

/** On time or nearly due means nothing while the clock stands. */
const STILL: Mark = { word: '暂停', icon: 'player-pause', tone: 'mute' }

/** To those whom somebody asked to come along. */
const CALLED_IN: Mark = { word: '请您一起办', icon: 'users-plus', tone: 'info' }

/** What stands beside an order in a list: its light where asked for, and whether somebody above watches it. */
export function marksOf(order: Pick<OrderSummary, 'light' | 'pause' | 'isSupervised' | 'can'>, isLit = false): Mark[] {
  const light = order.light && order.pause && order.light !== 'red' ? STILL : order.light && LIGHT_MARKS[order.light]
  const marks: Mark[] = isLit && light ? [light] : []
  if (isLit && order.can.joinIn) marks.unshift(CALLED_IN)
  return order.isSupervised ? [...marks, { word: '已督办', icon: 'flag', tone: 'warn' }] : marks
}

/** By when the department that was whistled for must come: 今天 16:00 前报到. */
export function reportMarks({ reportDueAt }: Pick<OrderSummary, 'reportDueAt'>, now: Date): Mark[] {
  if (!reportDueAt) return []
  const isLate = msLeft(reportDueAt, now) < 0
  const word = isLate ? `报到${leftOf(reportDueAt, now)}` : `${timeOf(reportDueAt, now)} 前报到`
  return [{ word, icon: 'speakerphone', tone: isLate ? 'danger' : 'info' }]
}

const LINE_ICONS = { brand: 'clock', warn: 'alert-triangle', danger: 'alert-circle' } as const

/** The line under an order's title in a list; none once the promise no longer runs. */
export function promiseLine(order: Promised, now: Date) {
  if (!isRunning(order.state)) return undefined
  if (order.pause)
    return { tone: 'mute', icon: 'player-pause', words: `暂停计时：${PAUSE_REASONS[order.pause.reason]}` } as const
  const tone = paceOf(order, now)
  const promise = promiseOf(order.promisedAt, now)
  const words = { brand: promise, warn: `快到期，${promise}`, danger: leftOf(order.promisedAt, now) }[tone]
  return { tone, icon: LINE_ICONS[tone], words }
}

const partLeft = (order: Clocked, now: Date) => {
  const whole = Date.parse(order.promisedAt) - Date.parse(order.promisedFrom)
  return whole > 0 ? msLeft(order.promisedAt, now) / whole : 0
}

/** What the ring on an order's page shows; null once the promise no longer runs. */
export function clockOf(order: Clocked, now: Date) {
  if (!isRunning(order.state)) return null
  const { pause, promisedAt } = order
  if (pause) {
    return {
      tone: 'mute',
      part: partLeft(order, new Date(pause.since)),
      lead: `${timeOf(pause.since, now)} 起`,
      figures: [{ value: '暂停计时', unit: '' }],
      note: `${PAUSE_REASONS[pause.reason]}，恢复后接着算`,
    } as const
  }
  const left = msLeft(promisedAt, now)
  return {
    tone: paceOf(order, now),
    part: partLeft(order, now),
    lead: left >= 0 ? '离承诺时间还有' : '比承诺的时间晚了',
    figures: spanParts(left),
    note: left >= 0 ? promiseOf(promisedAt, now) : `原定 ${promiseOf(promisedAt, now)}`,
  }
}
