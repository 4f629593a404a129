import type { AcknowledgedHow } from '../../contract/alarms'
import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { moveLadder } from './ladder'
import { ladderOfSubject, lockLadder, type PlacedLadder } from './store'

interface Acknowledgement {
  ladderId: string
  personId: string
  how: AcknowledgedHow
}

/**
 * Somebody says that they are coming. The row's lock makes one winner, also against the timer: nothing more rings, the
 * others are told. Whoever comes later, and the winner again, find who it is. Whether they may is the caller's question.
 * @returns the ladder as it then is, or null where there is none
 */
export async function acknowledge(deps: Deps, tx: Tx, given: Acknowledgement): Promise<PlacedLadder | null> {
  const { ladderId, personId, how } = given
  const ladder = await lockLadder(tx, ladderId)
  if (!ladder) return null
  const moved = await moveLadder(deps, tx, ladder, { do: 'acknowledge', personId, how }, personId)
  return moved ? lockLadder(tx, ladderId) : ladder
}

/** The record itself says who has it in hand. Nothing happens where no ladder climbs for it. */
export async function acknowledgeFor(
  deps: Deps,
  tx: Tx,
  { kind, subjectId, personId }: { kind: string; subjectId: string; personId: string },
): Promise<void> {
  const ladder = await ladderOfSubject(tx, kind, subjectId)
  if (ladder) await acknowledge(deps, tx, { ladderId: ladder.id, personId, how: 'taken' })
}

/** Nobody need come any more. Nothing happens where somebody has answered, or no ladder climbs. */
export async function cancelFor(deps: Deps, tx: Tx, kind: string, subjectId: string): Promise<void> {
  const known = await ladderOfSubject(tx, kind, subjectId)
  const ladder = known && (await lockLadder(tx, known.id))
  if (ladder) await moveLadder(deps, tx, ladder, { do: 'cancel' }, null)
}
