import type { Emergency } from '../../contract/orders'
import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import type { Place } from '../../registry/places/store'
import { factsOf, followUp, moveLadder } from './ladder'
import { step } from './rules'
import { insertLadder, ladderOfSubject, lockLadder } from './store'

/** What an alarm tells of itself. `what`: a few words, nothing personal, for it is pushed and read out. */
interface Alarm {
  kind: string
  /** The record that raises it. */
  subjectId: string
  /** Where to go: a building or grid, never a home. */
  place: Pick<Place, 'id' | 'communityId' | 'path' | 'label'>
  /** Whom it is about, and who raised it: neither is rung. */
  personId: string | null
  raisedBy: string | null
  what: string
  emergency: Emergency | null
  /** Whoever had answered has given it back. */
  isBack: boolean
}

/**
 * Raises an alarm and rings its first rung. One that climbs already, or was rung to the top, is left as it is; one that
 * was called off is raised again, and one that was answered where the answer was taken back. Answers the ladder's id.
 */
export async function raiseAlarm(deps: Deps, tx: Tx, alarm: Alarm): Promise<string> {
  const known = await ladderOfSubject(tx, alarm.kind, alarm.subjectId)
  if (!known && (await raiseAnew(deps, tx, alarm))) return (await ladderOfSubject(tx, alarm.kind, alarm.subjectId))!.id
  // Whoever wrote it meanwhile has committed, or the insert would still be waiting.
  const ladder = (await lockLadder(tx, (known ?? (await ladderOfSubject(tx, alarm.kind, alarm.subjectId)))!.id))!
  await moveLadder(deps, tx, ladder, { do: 'raise', isBack: alarm.isBack }, alarm.raisedBy)
  return ladder.id
}

async function raiseAnew(deps: Deps, tx: Tx, { place, isBack, ...alarm }: Alarm): Promise<boolean> {
  const concerned = { placePath: place.path, personId: alarm.personId, raisedBy: alarm.raisedBy }
  const facts = await factsOf(deps, tx, alarm.kind, concerned, [])
  const moved = step(null, { do: 'raise', isBack }, facts)!
  const ladder = {
    ...alarm,
    ...moved.climb,
    id: deps.newId(),
    communityId: place.communityId,
    placeId: place.id,
    ringId: deps.newId(),
    startedAt: facts.now,
    endedAt: null,
    acknowledgedBy: null,
    acknowledgedHow: null,
  }
  if (!(await insertLadder(tx, ladder))) return false
  const placed = { ...ladder, placePath: place.path, placeLabel: place.label }
  await followUp(deps, tx, placed, { moved, seq: 0, told: [], actorId: alarm.raisedBy })
  return true
}
