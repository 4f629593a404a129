import { HOLDER_MOVES } from './holder'
import type { WordedMove } from './move'
import { REQUESTER_MOVES } from './requester'
import { SUPERVISOR_MOVES } from './supervisor'

const MOVES = { ...REQUESTER_MOVES, ...HOLDER_MOVES, ...SUPERVISOR_MOVES }

export type WordedAction = keyof typeof MOVES

/** What each sheet says and where it sends. */
export const WORDED_MOVES: Record<WordedAction, WordedMove> = MOVES
