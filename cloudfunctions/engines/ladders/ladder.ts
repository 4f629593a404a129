import { signal } from '../../kernel/changes/store'
import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { holdersAt } from '../../registry/roles/store'
import { clockText } from '../messages/clock-text'
import { withdraw } from '../messages/deliveries/store'
import { send } from '../messages/send'
import { type AlarmParams, alarmCancelled, alarmTaken } from './messages'
import { type Climb, type LadderAction, type LadderFacts, type Line, type Stepped, step } from './rules'
import { insertSteps, type LadderStepRow, type PlacedLadder, saveLadder, stepsOf } from './store'
import { type Concerned, peopleAt } from './who'

/** Who has been rung since a ladder was raised last. */
export function toldIn(steps: readonly LadderStepRow[]): string[] {
  const since = steps.findLastIndex(({ what }) => what === 'raised')
  return [...new Set(steps.slice(since).flatMap(({ what, personIds }) => (isRing(what) ? personIds : [])))]
}

const isRing = (what: Line['what']) => what === 'told' || what === 'exhausted'

/** What the rules look at: who could be rung now, rung by rung. */
export async function factsOf(
  deps: Deps,
  tx: Tx,
  kindName: string,
  concerned: Concerned,
  told: readonly string[],
): Promise<LadderFacts> {
  const now = deps.clock.now()
  const { rungs, top } = deps.ladders.of(kindName)
  const people: string[][] = []
  for (const rung of rungs) people.push(await peopleAt(deps, tx, rung, concerned, now))
  const overseers = await holdersAt(tx, { roles: ['county'], placePath: concerned.placePath, now })
  return { now, rungs, top, people, told, overseers }
}

/** Moves a locked ladder on by the rules, with all that follows; null where nothing does. */
export async function moveLadder(
  deps: Deps,
  tx: Tx,
  ladder: PlacedLadder,
  action: LadderAction,
  actorId: string | null,
): Promise<Climb | null> {
  const steps = await stepsOf(tx, ladder.id)
  const told = toldIn(steps)
  // Whoever gives it back cannot go now: this time it is they who raise it.
  const raisedBy = action.do === 'raise' ? actorId : ladder.raisedBy
  const moved = step(ladder, action, await factsOf(deps, tx, ladder.kind, { ...ladder, raisedBy }, told))
  if (!moved) return null
  const now = deps.clock.now()
  const { climb } = moved
  const ended = climb.state === 'acknowledged' || climb.state === 'cancelled'
  const change = {
    ...climb,
    ringId: action.do === 'raise' ? deps.newId() : ladder.ringId,
    endedAt: ended ? now : null,
    acknowledgedBy: action.do === 'acknowledge' ? action.personId : null,
    acknowledgedHow: action.do === 'acknowledge' ? action.how : null,
    raisedBy,
    ...(action.do === 'raise' && { startedAt: now }),
  }
  await saveLadder(tx, ladder, change)
  await followUp(deps, tx, { ...ladder, ...change }, { moved, seq: steps.length, told, actorId })
  return climb
}

interface Followed {
  moved: Stepped
  /** Lines written before. */
  seq: number
  /** Who had been rung before. */
  told: readonly string[]
  actorId: string | null
}

/** The record's new lines, whoever is rung or told by them, and the screens. */
export async function followUp(deps: Deps, tx: Tx, ladder: PlacedLadder, followed: Followed): Promise<void> {
  const { moved, seq, told, actorId } = followed
  const at = deps.clock.now()
  const { id: ladderId, communityId } = ladder
  const lines = moved.lines.map((line, i) => ({ ...line, personIds: [...line.personIds], seq: seq + i + 1 }))
  await insertSteps(
    tx,
    lines.map((line) => ({ ...line, ladderId, communityId, actorId, at })),
  )
  for (const line of lines) await tell(deps, tx, ladder, line, told)
  if (moved.climb.state === 'exhausted') deps.log.error({ ladderId, kind: ladder.kind }, 'nobody answered an alarm')
  await signalLadder(deps, tx, ladder, [...told, ...lines.flatMap(({ personIds }) => personIds)])
}

async function tell(deps: Deps, tx: Tx, ladder: PlacedLadder, line: Line & { seq: number }, told: readonly string[]) {
  const { id, ringId, kind } = ladder
  const params = paramsOf(ladder)
  if (isRing(line.what)) {
    const dedupeKey = `${ringId}.${line.seq}`
    await send(deps, tx, {
      kind: deps.ladders.of(kind).message,
      to: line.personIds,
      params,
      subjectId: ringId,
      dedupeKey,
    })
  }
  if (line.what !== 'acknowledged' && line.what !== 'cancelled') return
  await withdraw(tx, [ringId], deps.clock.now())
  const others = told.filter((personId) => !line.personIds.includes(personId))
  const calm = line.what === 'acknowledged' ? alarmTaken : alarmCancelled
  await send(deps, tx, { kind: calm, to: others, params, subjectId: id, dedupeKey: `${id}.${line.seq}` })
}

const paramsOf = ({ id, what, placeLabel, startedAt }: PlacedLadder): AlarmParams => ({
  ladderId: id,
  what,
  where: placeLabel,
  since: clockText(startedAt),
})

/** Screens of those who were rung, of whom it is about, and of whoever looks after the place. */
async function signalLadder(deps: Deps, tx: Tx, ladder: PlacedLadder, rung: readonly string[]): Promise<void> {
  const people = [...rung, ladder.personId].filter((id) => id !== null)
  const subject = { topic: 'alarms' as const, subjectId: ladder.id }
  await signal(deps, tx, [
    ...[...new Set(people)].map((personId) => ({ ...subject, to: { personId } })),
    ...ladder.placePath.map((placeId) => ({ ...subject, to: { placeId } })),
  ])
}
