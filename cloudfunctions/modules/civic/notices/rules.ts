import type { NoticeShownState, NoticeState } from '../../../contract/civic/notices'

/** Everything that moves a notice from one state to the next. `begin` and `finish` are the server's own. */
export const MOVES = [
  'save',
  'publish',
  'approve',
  'refuse',
  'unschedule',
  'begin',
  'finish',
  'recall',
  'correct',
  'pin',
  'remind',
  'remove',
] as const
export type Move = (typeof MOVES)[number]

/** What decides about a move beside the state. */
export interface MoveFacts {
  /** Whether a second person is asked first; what one wrote oneself, another then corrects. */
  needsApproval: boolean
  /** Whether its moment lies ahead. */
  isAhead: boolean
  isAuthor: boolean
  /** Whether it is past its end. */
  isOver?: boolean
}

export type Refusal =
  | 'notice.sent'
  | 'notice.not_sent'
  | 'notice.not_waiting'
  | 'notice.recalled'
  | 'notice.own'
  | 'notice.over'

export const REFUSALS: Record<Refusal, string> = {
  'notice.sent': '这条通知已经发出，不能再这样改',
  'notice.not_sent': '这条通知还没有发出，等发完再试',
  'notice.not_waiting': '这条通知现在不用审批',
  'notice.recalled': '这条通知已经撤回了',
  'notice.own': '自己写的通知，要请别人来审批和更正',
  'notice.over': '这条通知过期了，不再提醒和置顶',
}

const outgoing = ({ isAhead }: MoveFacts): NoticeState => (isAhead ? 'scheduled' : 'publishing')

const NOT_OUT: readonly NoticeState[] = ['draft', 'waiting', 'scheduled']

/** The state after a move, or why there is none. */
export function next(state: NoticeState, move: Move, facts: MoveFacts): NoticeState | { refusal: Refusal } {
  if (state === 'recalled') return { refusal: 'notice.recalled' }
  const isOut = !NOT_OUT.includes(state)
  switch (move) {
    case 'save':
    case 'remove':
      return state === 'draft' ? state : { refusal: 'notice.sent' }
    case 'publish':
      if (state !== 'draft') return { refusal: 'notice.sent' }
      return facts.needsApproval ? 'waiting' : outgoing(facts)
    case 'approve':
    case 'refuse':
      if (state !== 'waiting') return { refusal: 'notice.not_waiting' }
      if (facts.isAuthor) return { refusal: 'notice.own' }
      return move === 'approve' ? outgoing(facts) : 'draft'
    case 'unschedule':
      if (isOut) return { refusal: 'notice.sent' }
      return 'draft'
    case 'begin':
      if (state !== 'scheduled' || facts.isAhead) return { refusal: 'notice.not_sent' }
      return facts.isOver ? 'draft' : 'publishing'
    case 'finish':
      return state === 'publishing' ? 'published' : { refusal: 'notice.not_sent' }
    case 'recall':
      return isOut ? 'recalled' : { refusal: 'notice.not_sent' }
    case 'pin':
      if (facts.isOver) return { refusal: 'notice.over' }
      return isOut ? state : { refusal: 'notice.not_sent' }
    case 'correct':
      if (state === 'published' && facts.needsApproval && facts.isAuthor) return { refusal: 'notice.own' }
      return state === 'published' ? state : { refusal: 'notice.not_sent' }
    case 'remind':
      if (state !== 'published') return { refusal: 'notice.not_sent' }
      return facts.isOver ? { refusal: 'notice.over' } : state
  }
}

export const mayMove = (state: NoticeState, move: Move, facts: MoveFacts): boolean =>
  typeof next(state, move, facts) === 'string'

/** Past its end, whatever became of it. */
export const isPastEnd = ({ expiresAt }: { expiresAt: Date | null }, now: Date): boolean =>
  expiresAt !== null && expiresAt <= now

/** What it is shown as: past its end it is over, unless it was taken back. */
export const shownState = (row: { state: NoticeState; expiresAt: Date | null }, now: Date): NoticeShownState =>
  row.state === 'published' && isPastEnd(row, now) ? 'expired' : row.state

const HOUR_MS = 3_600_000

/** The end of the term: from then on who has not read it is told at the door. */
export const termEndOf = (row: { publishedAt: Date | null; doorAfterHours: number }): Date =>
  new Date(row.publishedAt!.getTime() + row.doorAfterHours * HOUR_MS)

/** It stands first in its readers' lists: until then, unless it is over or was taken back. */
export const isPinned = (
  row: { state: NoticeState; expiresAt: Date | null; pinnedUntil: Date | null },
  now: Date,
): boolean =>
  row.pinnedUntil !== null && row.pinnedUntil > now && !['recalled', 'expired'].includes(shownState(row, now))

/** What makes a notice's message to one person the same one: sent out, reminded the n-th time, corrected to a revision. */
export const messageKey = (noticeId: string, wave: 'post' | 'remind' | 'correct', round: number): string =>
  `notices.${wave}.${round}.${noticeId}`

/** The keys of all messages by which a notice's readers are reached. */
export const reachKeys = (noticeId: string, { reminders }: { reminders: number }): string[] => [
  messageKey(noticeId, 'post', 1),
  ...Array.from({ length: reminders }, (_, i) => messageKey(noticeId, 'remind', i + 1)),
]

/** The beginning of a text, for a list: whole sentences where they fit. */
export function leadOf(body: string, max = 60): string {
  const text = body.replace(/\s+/g, ' ').trim()
  const graphemes = [...new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(text)].map((g) => g.segment)
  if (graphemes.length <= max) return text
  const cut = graphemes.slice(0, max).join('')
  const end = Math.max(...['。', '！', '？', '；'].map((mark) => cut.lastIndexOf(mark)))
  return end > 0 ? cut.slice(0, end + 1) : `${cut}……`
}

type Told = (count: number) => number

/** What is told of each count alone, added up. A total of its own, less those of its communities, would tell of one person. */
export const sumTold = (counts: readonly number[], told: Told): number =>
  counts.reduce((sum, count) => sum + told(count), 0)

/** The same; null where that keeps everybody back, which says nothing of whether there is anybody. */
export function toldOrKept(counts: readonly number[], told: Told): number | null {
  const sum = sumTold(counts, told)
  return told(1) === 0 && sum === 0 ? null : sum
}

/** What paid messages cost, in fen; channels without a price here cost nothing because nothing is sent by them. */
export const costOf = (
  counts: { sms: number; voice: number },
  prices: { smsFen: number | null; voiceFen: number | null },
): number => counts.sms * (prices.smsFen ?? 0) + counts.voice * (prices.voiceFen ?? 0)
