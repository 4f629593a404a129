import type { OrderAction, OrderState } from '../../contract/orders'
import { HELD_STATES, REOPEN_DAYS, URGE_EVERY_MINUTES } from '../../contract/orders'

/** What a move depends on besides state and action. Times in milliseconds since 1970. */
export interface Facts {
  nowMs: number
  undoUntilMs: number | null
  endedAtMs: number | null
  urgedAtMs: number | null
  contests: number
  /** A step was recorded since the holder accepted, so undoing would hide work. */
  hasProgress: boolean
  /** Words or at least one picture came with the action. */
  hasEvidence: boolean
  /** Words came with the action. */
  hasText: boolean
  /** Who held it has left the pool: a reopened order then waits for somebody else. */
  isHolderGone?: boolean
}

export type Refusal =
  | 'order.already_accepted'
  | 'order.not_in_this_state'
  | 'order.undo_too_late'
  | 'order.reopen_too_late'
  | 'order.urged_recently'
  | 'order.contested_before'
  | 'order.evidence_needed'
  | 'order.reason_needed'

/** What becomes of the holder. */
type Holder = 'keep' | 'actor' | 'none' | 'target'

export type Move = { to: OrderState; holder: Holder } | { refusal: Refusal }

interface Rule {
  from: readonly OrderState[]
  to: OrderState | 'same'
  holder: Holder
  needs?: 'evidence' | 'reason'
  refuse?: (facts: Facts, state: OrderState) => Refusal | null
}

const HELD = HELD_STATES
const LIVE = ['waiting', ...HELD, 'resolved', 'contested'] as const

export const isHeld = (state: OrderState): boolean => (HELD as readonly OrderState[]).includes(state)

/** The whole machine as a table: from which states, to which, and what else must hold. `submit` begins it. */
const RULES: Record<Exclude<OrderAction, 'submit'>, Rule> = {
  accept: { from: ['waiting'], to: 'accepted', holder: 'actor' },
  undoAccept: { from: ['accepted'], to: 'waiting', holder: 'none', refuse: undoTooLate },
  handBack: { from: HELD, to: 'waiting', holder: 'none', needs: 'reason' },
  reassign: { from: HELD, to: 'accepted', holder: 'target', needs: 'reason' },
  step: { from: HELD, to: 'handling', holder: 'keep', needs: 'evidence' },
  resolve: { from: HELD, to: 'resolved', holder: 'keep', needs: 'evidence' },
  confirm: { from: ['resolved'], to: 'closed', holder: 'keep' },
  reopen: { from: ['resolved', 'closed'], to: 'reopened', holder: 'keep', needs: 'evidence', refuse: reopenTooLate },
  withdraw: { from: ['waiting', ...HELD, 'contested'], to: 'withdrawn', holder: 'none' },
  urge: { from: ['waiting', ...HELD, 'contested'], to: 'same', holder: 'keep', refuse: urgedRecently },
  supplement: { from: LIVE, to: 'same', holder: 'keep', needs: 'evidence' },
  decline: { from: ['waiting', ...HELD], to: 'declined', holder: 'none', needs: 'reason' },
  contest: { from: ['declined'], to: 'contested', holder: 'none', needs: 'reason', refuse: contestedBefore },
  reinstate: { from: ['contested'], to: 'waiting', holder: 'none' },
  uphold: { from: ['contested'], to: 'declined', holder: 'none', needs: 'reason' },
}

/** The next state and what becomes of the holder, or the named reason why not. Pure. */
export function move(state: OrderState, action: Exclude<OrderAction, 'submit'>, facts: Facts): Move {
  const rule = RULES[action]
  if (!rule.from.includes(state)) {
    const isTaken = action === 'accept' && isHeld(state)
    return { refusal: isTaken ? 'order.already_accepted' : 'order.not_in_this_state' }
  }
  if (rule.needs === 'reason' && !facts.hasText) return { refusal: 'order.reason_needed' }
  if (rule.needs === 'evidence' && !facts.hasEvidence) return { refusal: 'order.evidence_needed' }
  const refusal = rule.refuse?.(facts, state)
  if (!refusal && action === 'reopen' && facts.isHolderGone) return { to: 'waiting', holder: 'none' }
  return refusal ? { refusal } : { to: rule.to === 'same' ? state : rule.to, holder: rule.holder }
}

/** Actions the state and the moment allow; whoever may take them is another question. Evidence is taken as given. */
export function possibleActions(state: OrderState, facts: Omit<Facts, 'hasEvidence' | 'hasText'>): OrderAction[] {
  const given = { ...facts, hasEvidence: true, hasText: true }
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

/** What the screen says when a move is refused. */
export const REFUSAL_SENTENCES: Record<Refusal, string> = {
  'order.already_accepted': '这单刚被别人接了，看看下一单',
  'order.not_in_this_state': '这件事刚有了新进展，刷新一下再看',
  'order.undo_too_late': '已过撤销时间，可以写明原因退回',
  'order.reopen_too_late': `结案超过 ${REOPEN_DAYS} 天了，请提交一件新诉求`,
  'order.urged_recently': `刚催过了，${URGE_EVERY_MINUTES} 分钟后可以再催`,
  'order.contested_before': '已经复核过一次，可以打 12345 反映',
  'order.evidence_needed': '写一句话或拍一张照片再提交',
  'order.reason_needed': '请写明原因',
}
