import { HOLDER_MOVES } from './holder'
import type { WordedMove } from './move'
import { REQUESTER_MOVES } from './requester'
import { SUPERVISOR_MOVES } from './supervisor'

const MOVES = { ...REQUESTER_MOVES, ...HOLDER_MOVES, ...SUPERVISOR_MOVES }

export type WordedAction = keyof typeof MOVES

/** What each sheet says and where it sends. */
export const WORDED_MOVES: Record<WordedAction, WordedMove> = MOVES

/** Moves that a kind of order words in its own way. */
const OF_KIND: Record<string, Partial<Record<WordedAction, WordedAction>>> = {
  visit: { resolve: 'resolveVisit', withdraw: 'withdrawVisit' },
}

/** The same move in the words of an order's kind. */
export const wordedFor = (kind: string, action: WordedAction): WordedAction => OF_KIND[kind]?.[action] ?? action
