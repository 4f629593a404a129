import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ENDED_STATES,
  HELD_STATES,
  ORDER_ACTIONS,
  ORDER_STATES,
  type OrderAction,
  type OrderState,
  REOPEN_DAYS,
  UNDO_ACCEPT_SECONDS,
} from '../../cloudfunctions/contract/orders'
import {
  type Facts,
  isHeld,
  move,
  possibleActions,
  REFUSAL_SENTENCES,
} from '../../cloudfunctions/engines/orders/machine'

type Moving = Exclude<OrderAction, 'submit'>
const ACTIONS = ORDER_ACTIONS.filter((action): action is Moving => action !== 'submit')
const NOW = Date.parse('2026-11-24T06:18:00Z')
const DAY_MS = 86_400_000

type PromiseFacts = Pick<
  Facts,
  'isOverdue' | 'endedAs' | 'isPaused' | 'isExtended' | 'isRated' | 'hasObjected' | 'isUnsatisfied'
>
const FRESH: PromiseFacts = {
  isOverdue: false,
  endedAs: null,
  isPaused: false,
  isExtended: false,
  isRated: false,
  hasObjected: false,
  isUnsatisfied: false,
}
/** What promises, departments and ratings add, each at both sides of its border by itself. */
const PROMISE_FACTS: PromiseFacts[] = [
  FRESH,
  { ...FRESH, isOverdue: true },
  { ...FRESH, endedAs: 'declined' },
  { ...FRESH, endedAs: 'unfixed' },
  { ...FRESH, isPaused: true },
  { ...FRESH, isExtended: true },
  { ...FRESH, isRated: true },
  { ...FRESH, hasObjected: true },
  { ...FRESH, isUnsatisfied: true },
]

/** Every combination of what a move can depend on, each at both sides of its border. */
const BASE_FACTS = [NOW + UNDO_ACCEPT_SECONDS * 1000, NOW - 1, null].flatMap((undoUntilMs) =>
  [NOW, NOW - REOPEN_DAYS * DAY_MS - 1, null].flatMap((endedAtMs) =>
    [NOW, NOW - DAY_MS, null].flatMap((urgedAtMs) =>
      [0, 1].flatMap((contests) =>
        [false, true].flatMap((hasProgress) =>
          [false, true].flatMap((hasEvidence) =>
            [false, true].map((hasText) => ({
              nowMs: NOW,
              undoUntilMs,
              endedAtMs,
              urgedAtMs,
              contests,
              hasProgress,
              hasEvidence,
              hasText,
            })),
          ),
        ),
      ),
    ),
  ),
)
/** What promises add is walked where nothing else stands at a border. */
const isPlain = ({ urgedAtMs, undoUntilMs, hasProgress }: (typeof BASE_FACTS)[number]) =>
  urgedAtMs === null && undoUntilMs === null && !hasProgress
const ALL_FACTS: Facts[] = BASE_FACTS.flatMap((base) =>
  (isPlain(base) ? PROMISE_FACTS : [FRESH]).map((promise) => ({ ...base, ...promise })),
)
const everyMove = ORDER_STATES.flatMap((state) =>
  ACTIONS.flatMap((action) => ALL_FACTS.map((facts) => ({ state, action, facts, next: move(state, action, facts) }))),
)

describe('the order machine, walked through whole', () => {
  test('every state is reached from waiting', () => {
    const reached = new Set<OrderState>(['waiting'])
    for (const state of reached)
      for (const m of everyMove) if (m.state === state && 'to' in m.next) reached.add(m.next.to)
    expect([...reached].sort()).toEqual([...ORDER_STATES].sort())
  })

  test('every answer is a named state or a refusal with a sentence, and every sentence is needed', () => {
    const refusals = new Set<string>()
    for (const { next } of everyMove) {
      if ('to' in next) expect(ORDER_STATES).toContain(next.to)
      else refusals.add(next.refusal)
    }
    expect([...refusals].sort()).toEqual(Object.keys(REFUSAL_SENTENCES).sort())
  })

  test('every action is possible somewhere, and from every state but withdrawn something is', () => {
    const done = everyMove.filter((m) => 'to' in m.next)
    expect([...new Set(done.map((m) => m.action))].sort()).toEqual([...ACTIONS].sort())
    const stuck = ORDER_STATES.filter((state) => !done.some((m) => m.state === state))
    expect(stuck).toEqual(['withdrawn'])
  })

  test('what has ended only comes back by its requester or a call back, never for a second time or too late', () => {
    const leaving = everyMove.filter((m) => (ENDED_STATES as readonly string[]).includes(m.state) && 'to' in m.next)
    expect([...new Set(leaving.map((m) => `${m.state} ${m.action}`))].sort()).toEqual([
      'closed callBack',
      'closed rate',
      'closed reopen',
      'declined contest',
      'merged split',
      'unfixed contest',
    ])
    for (const { action, facts, next } of leaving) {
      if (action === 'contest') expect(facts).toMatchObject({ contests: 0, hasText: true })
      else if (action === 'rate' || action === 'callBack')
        expect('to' in next && next.to === 'reopened').toBe(facts.isUnsatisfied)
      else if (action === 'reopen')
        expect(facts.endedAtMs === null || NOW - facts.endedAtMs <= REOPEN_DAYS * DAY_MS).toBe(true)
    }
  })

  test('a refusal does not depend on what it does not name', () => {
    for (const state of ORDER_STATES)
      for (const action of ACTIONS) {
        const answers = everyMove.filter((m) => m.state === state && m.action === action)
        const isShut = ({ next }: (typeof answers)[number]) =>
          'refusal' in next && next.refusal === 'order.not_in_this_state'
        if (answers.some(isShut)) expect(answers.every(isShut), `${state} ${action}`).toBe(true)
      }
  })

  test('buttons are exactly the moves that evidence and words would allow', () => {
    for (const state of ORDER_STATES)
      for (const facts of ALL_FACTS) {
        const given = { ...facts, hasEvidence: true, hasText: true, isUnsatisfied: false }
        const allowed = ACTIONS.filter((action) => 'to' in move(state, action, given))
        expect(possibleActions(state, facts).sort()).toEqual(allowed.sort())
      }
  })
})

test('whatever is tried in whatever order, it is held exactly while in hand and by nobody while waiting', () => {
  const tries = fc.array(fc.tuple(fc.constantFrom(...ACTIONS), fc.constantFrom(...ALL_FACTS)), { maxLength: 60 })
  fc.assert(
    fc.property(tries, (sequence) => {
      let state: OrderState = 'waiting'
      let isTaken = false
      for (const [action, facts] of sequence) {
        const next = move(state, action, facts)
        if ('refusal' in next) continue
        if (next.holder !== 'keep') isTaken = next.holder !== 'none'
        state = next.to
        if (isHeld(state)) expect(isTaken, `${action} left ${state} without holder`).toBe(true)
        if (
          ['waiting', 'whistled', 'objected', 'withdrawn', 'declined', 'unfixed', 'contested', 'merged'].includes(state)
        )
          expect(isTaken, `${action} left ${state} with a holder`).toBe(false)
      }
    }),
    { numRuns: 3000 },
  )
  expect(HELD_STATES.filter(isHeld)).toEqual([...HELD_STATES])
})
