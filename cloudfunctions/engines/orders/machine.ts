import type { OrderAction, OrderState } from '../../contract/orders'
import { HELD_STATES, RATE_DAYS, REOPEN_DAYS, URGE_EVERY_MINUTES } from '../../contract/orders'

/** What a move depends on besides state and action. Times in milliseconds since 1970. */
export interface Facts {
  nowMs: number
  undoUntilMs: number | null
  endedAtMs: number | null
  urgedAtMs: number | null
  contests: number
  /** The end that a contest questions. */
  endedAs: 'declined' | 'unfixed' | null
  isPaused: boolean
  /** Past its promise; while it stands still, when it was stopped. */
  isOverdue: boolean
  isExtended: boolean
  /** Said how satisfied they are, since it was closed. */
  isRated: boolean
  /** The department has objected to this whistle already. */
  hasObjected: boolean
  /** A step was recorded since the holder accepted, so undoing would hide work. */
  hasProgress: boolean
  /** Words or at least one picture came with the action. */
  hasEvidence: boolean
  /** Words came with the action. */
  hasText: boolean
  /** A rating or a call back says that it is not done. */
  isUnsatisfied: boolean
  /** Who held it has left the pool: a reopened order then waits for somebody else. */
  isHolderGone?: boolean
}

export type Refusal =
  | 'order.already_accepted'
  | 'order.not_in_this_state'
  | 'order.undo_too_late'
  | 'order.reopen_too_late'
  | 'order.rate_too_late'
  | 'order.rated_before'
  | 'order.urged_recently'
  | 'order.contested_before'
  | 'order.objected_before'
  | 'order.paused_before'
  | 'order.not_paused'
  | 'order.extended_before'
  | 'order.extend_too_late'
  | 'order.evidence_needed'
  | 'order.reason_needed'

/** What becomes of the holder. */
type Holder = 'keep' | 'actor' | 'none' | 'target'

export type Move = { to: OrderState; holder: Holder } | { refusal: Refusal }

interface Rule {
  from: readonly OrderState[]
  to: OrderState | 'same' | ((facts: Facts) => OrderState | 'same')
  holder: Holder
  needs?: 'evidence' | 'reason' | ((facts: Facts) => 'evidence' | 'reason' | null)
  refuse?: (facts: Facts, state: OrderState) => Refusal | null
}

const HELD = HELD_STATES
const AWAY = ['whistled', 'objected'] as const
const LIVE = ['waiting', ...HELD, ...AWAY, 'resolved', 'contested'] as const

export const isHeld = (state: OrderState): boolean => (HELD as readonly OrderState[]).includes(state)

const again = ({ isUnsatisfied }: Facts) => (isUnsatisfied ? 'reopened' : 'same')
const whenUnsatisfied = ({ isUnsatisfied }: Facts) => (isUnsatisfied ? 'evidence' : null)

/** The whole machine as a table: from which states, to which, and what else must hold. `submit` begins it. */
const RULES: Record<Exclude<OrderAction, 'submit'>, Rule> = {
  accept: { from: ['waiting'], to: 'accepted', holder: 'actor' },
  undoAccept: { from: ['accepted'], to: 'waiting', holder: 'none', refuse: undoTooLate },
  assign: { from: ['waiting'], to: 'accepted', holder: 'target' },
  handBack: { from: HELD, to: 'waiting', holder: 'none', needs: 'reason' },
  reassign: { from: HELD, to: 'accepted', holder: 'target', needs: 'reason' },
  step: { from: HELD, to: 'handling', holder: 'keep', needs: 'evidence' },
  reclassify: { from: ['waiting', ...HELD, ...AWAY], to: 'same', holder: 'keep' },
  pause: {
    from: HELD,
    to: 'same',
    holder: 'keep',
    refuse: ({ isPaused }) => (isPaused ? 'order.paused_before' : null),
  },
  resume: { from: HELD, to: 'same', holder: 'keep', refuse: ({ isPaused }) => (isPaused ? null : 'order.not_paused') },
  extend: { from: HELD, to: 'same', holder: 'keep', needs: 'reason', refuse: notExtendable },
  resolve: { from: HELD, to: 'resolved', holder: 'keep', needs: 'evidence' },
  confirm: { from: ['resolved'], to: 'closed', holder: 'keep' },
  lapse: { from: ['resolved'], to: 'closed', holder: 'keep' },
  rate: { from: ['closed'], to: again, holder: 'keep', needs: whenUnsatisfied, refuse: notRateable },
  callBack: { from: ['closed'], to: again, holder: 'keep', needs: whenUnsatisfied },
  reopen: { from: ['resolved', 'closed'], to: 'reopened', holder: 'keep', needs: 'evidence', refuse: reopenTooLate },
  withdraw: { from: ['waiting', ...HELD, ...AWAY, 'contested'], to: 'withdrawn', holder: 'none' },
  urge: { from: ['waiting', ...HELD, ...AWAY, 'contested'], to: 'same', holder: 'keep', refuse: urgedRecently },
  supplement: { from: LIVE, to: 'same', holder: 'keep', needs: 'evidence' },
  supervise: { from: ['waiting', ...HELD, ...AWAY], to: 'same', holder: 'keep', needs: 'reason' },
  escalate: { from: ['waiting', ...HELD, ...AWAY], to: 'same', holder: 'keep' },
  decline: { from: ['waiting', ...HELD], to: 'declined', holder: 'none', needs: 'reason' },
  closeUnfixed: { from: ['waiting', ...HELD], to: 'unfixed', holder: 'none', needs: 'reason' },
  contest: { from: ['declined', 'unfixed'], to: 'contested', holder: 'none', needs: 'reason', refuse: contestedBefore },
  reinstate: { from: ['contested'], to: 'waiting', holder: 'none' },
  uphold: { from: ['contested'], to: ({ endedAs }) => endedAs ?? 'declined', holder: 'none', needs: 'reason' },
  whistle: { from: ['waiting', ...HELD, 'whistled'], to: 'whistled', holder: 'none', needs: 'reason' },
  reportIn: { from: ['whistled'], to: 'accepted', holder: 'actor' },
  object: { from: ['whistled'], to: 'objected', holder: 'none', needs: 'reason', refuse: objectedBefore },
  insist: { from: ['objected'], to: 'whistled', holder: 'none', needs: 'reason' },
  release: { from: AWAY, to: 'waiting', holder: 'none', needs: 'reason' },
  callIn: { from: HELD, to: 'same', holder: 'keep', needs: 'reason' },
  merge: { from: ['waiting', ...HELD], to: 'merged', holder: 'none' },
  split: { from: ['merged'], to: 'waiting', holder: 'none' },
  joinIn: { from: HELD, to: 'same', holder: 'keep' },
}

/** The next state and what becomes of the holder, or the named reason why not. Pure. */
export function move(state: OrderState, action: Exclude<OrderAction, 'submit'>, facts: Facts): Move {
  const rule = RULES[action]
  if (!rule.from.includes(state)) {
    const isTaken = action === 'accept' && isHeld(state)
    return { refusal: isTaken ? 'order.already_accepted' : 'order.not_in_this_state' }
  }
  const needs = typeof rule.needs === 'function' ? rule.needs(facts) : rule.needs
  if (needs === 'reason' && !facts.hasText) return { refusal: 'order.reason_needed' }
  if (needs === 'evidence' && !facts.hasEvidence) return { refusal: 'order.evidence_needed' }
  const refusal = rule.refuse?.(facts, state)
  if (refusal) return { refusal }
  const next = typeof rule.to === 'function' ? rule.to(facts) : rule.to
  const to = next === 'same' ? state : next
  if (to === 'reopened' && state !== 'reopened' && facts.isHolderGone) return { to: 'waiting', holder: 'none' }
  return { to, holder: rule.holder }
}

/** What is known of an order before anybody acts. */
export type KnownFacts = Omit<Facts, 'hasEvidence' | 'hasText' | 'isUnsatisfied'>

/** Actions the state and the moment allow; whoever may take them is another question. Evidence is taken as given. */
export function possibleActions(state: OrderState, facts: KnownFacts): OrderAction[] {
  const given = { ...facts, hasEvidence: true, hasText: true, isUnsatisfied: false }
  return (Object.keys(RULES) as (keyof typeof RULES)[]).filter((action) => 'to' in move(state, action, given))
}

function undoTooLate({ nowMs, undoUntilMs, hasProgress }: Facts): Refusal | null {
  const isInTime = undoUntilMs !== null && nowMs <= undoUntilMs
  return isInTime && !hasProgress ? null : 'order.undo_too_late'
}

function reopenTooLate({ nowMs, endedAtMs }: Facts, state: OrderState): Refusal | null {
  const isLate = state === 'closed' && endedAtMs !== null && nowMs - endedAtMs > REOPEN_DAYS * 86_400_000
  return isLate ? 'order.reopen_too_late' : null
}

function urgedRecently({ nowMs, urgedAtMs }: Facts): Refusal | null {
  return urgedAtMs !== null && nowMs - urgedAtMs < URGE_EVERY_MINUTES * 60_000 ? 'order.urged_recently' : null
}

function contestedBefore({ contests }: Facts): Refusal | null {
  return contests > 0 ? 'order.contested_before' : null
}

function objectedBefore({ hasObjected }: Facts): Refusal | null {
  return hasObjected ? 'order.objected_before' : null
}

function notExtendable({ isExtended, isOverdue }: Facts): Refusal | null {
  if (isExtended) return 'order.extended_before'
  return isOverdue ? 'order.extend_too_late' : null
}

function notRateable({ isRated, endedAtMs, nowMs }: Facts): Refusal | null {
  if (isRated) return 'order.rated_before'
  return endedAtMs !== null && nowMs - endedAtMs > RATE_DAYS * 86_400_000 ? 'order.rate_too_late' : null
}

/** What the screen says when a move is refused. */
export const REFUSAL_SENTENCES: Record<Refusal, string> = {
  'order.already_accepted': '这单刚被别人接了，看看下一单',
  'order.not_in_this_state': '这件事刚有了新进展，刷新一下再看',
  'order.undo_too_late': '已过撤销时间，可以写明原因退回',
  'order.reopen_too_late': `结案超过 ${REOPEN_DAYS} 天了，请提交一件新诉求`,
  'order.rate_too_late': `结案超过 ${RATE_DAYS} 天了，不能再评价`,
  'order.rated_before': '已经评价过了，谢谢您',
  'order.paused_before': '已经暂停了，先恢复再说',
  'order.not_paused': '没有暂停，不用恢复',
  'order.extended_before': '已经延长过一次，不能再延',
  'order.extend_too_late': '已经超期，不能再延长，请尽快办',
  'order.objected_before': '已经提过一次异议，请按裁定报到',
  'order.urged_recently': `刚催过了，${URGE_EVERY_MINUTES} 分钟后可以再催`,
  'order.contested_before': '已经复核过一次，可以打 12345 反映',
  'order.evidence_needed': '写一句话或拍一张照片再提交',
  'order.reason_needed': '请写明原因',
}
