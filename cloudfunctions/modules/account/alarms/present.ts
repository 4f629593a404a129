import * as z from 'zod'
import { ACKNOWLEDGED_HOW, LADDER_STATES, LADDER_STEPS } from '../../../contract/alarms'
import { EMERGENCIES } from '../../../contract/orders'
import type { LadderKind } from '../../../engines/ladders/kind'
import { holdsAt } from '../../../engines/ladders/permissions'
import type { LadderStepRow, PlacedLadder } from '../../../engines/ladders/store'
import type { Caller, Deps } from '../../../kernel/context'
import type { Database } from '../../../kernel/database/open'
import { moment } from '../../../kernel/dispatch/fields'
import { dutyAt } from '../../../registry/duties/store'
import { namesOf } from '../../../registry/people/store'

export const alarmSummary = z.strictObject({
  id: z.string(),
  title: z.string(),
  what: z.string(),
  where: z.string(),
  state: z.enum(LADDER_STATES),
  since: moment,
  takenBy: z.nullable(z.strictObject({ name: z.string(), isMe: z.boolean(), at: moment })),
})

export const alarmDetail = alarmSummary.extend({
  emergency: z.nullable(z.enum(EMERGENCIES)),
  /** Who is rung after whom and when, if nobody answers; null where nobody is left to be rung. */
  next: z.nullable(z.strictObject({ label: z.string(), at: moment })),
  takenHow: z.nullable(z.enum(ACKNOWLEDGED_HOW)),
  steps: z.array(
    z.strictObject({
      seq: z.number(),
      what: z.enum(LADDER_STEPS),
      rung: z.string(),
      names: z.array(z.string()),
      at: moment,
    }),
  ),
  /** On duty there now, to be called. */
  duty: z.array(z.strictObject({ name: z.string(), phone: z.string() })),
  /** Where the caller reads on. */
  record: z.nullable(z.strictObject({ word: z.string(), link: z.string() })),
})

/** The county's officers. */
const OVERSEERS = '县里'

/** Alarms as a list shows them. */
export async function summariesOf(deps: Deps, db: Database, caller: Caller, ladders: readonly PlacedLadder[]) {
  const takers = ladders.flatMap(({ acknowledgedBy }) => acknowledgedBy ?? [])
  const names = await namesOf(db, takers)
  return ladders.map((ladder) => summaryOf(deps, caller, ladder, names))
}

function summaryOf(deps: Deps, { personId }: Caller, ladder: PlacedLadder, names: Map<string, string>) {
  const { id, kind, what, placeLabel, state, startedAt, endedAt, acknowledgedBy } = ladder
  return {
    id,
    title: deps.ladders.of(kind).title,
    what,
    where: placeLabel,
    state,
    since: startedAt.toISOString(),
    takenBy: acknowledgedBy
      ? { name: names.get(acknowledgedBy) ?? '', isMe: acknowledgedBy === personId, at: endedAt!.toISOString() }
      : null,
  }
}

/** One alarm whole, with its record since it was raised last. */
export async function detailOf(
  deps: Deps,
  db: Database,
  caller: Caller,
  { ladder, steps }: { ladder: PlacedLadder; steps: readonly LadderStepRow[] },
) {
  const kind = deps.ladders.of(ladder.kind)
  const now = deps.clock.now()
  const names = await namesOf(db, [...new Set(steps.flatMap(({ personIds }) => personIds))])
  const isOver = ladder.endedAt !== null
  const onDuty = isOver ? [] : await dutyAt(db, deps.encryption, ladder.placePath, now)
  const { record } = kind
  return {
    ...(await summariesOf(deps, db, caller, [ladder]))[0]!,
    emergency: ladder.emergency,
    next: ladder.nextAt && { label: nextLabel(kind, ladder), at: ladder.nextAt.toISOString() },
    takenHow: ladder.acknowledgedHow,
    steps: steps.map(({ seq, what, rung, personIds, at }) => ({
      seq,
      what,
      rung: kind.rungs[rung]?.label ?? '',
      names: personIds.flatMap((id) => names.get(id) ?? []),
      at: at.toISOString(),
    })),
    duty: onDuty.flatMap(({ personId, name, phone }) =>
      phone && personId !== caller.personId ? [{ name, phone }] : [],
    ),
    record:
      record && holdsAt(caller, record.roles, ladder.placePath)
        ? { word: record.word, link: record.link(ladder.subjectId) }
        : null,
  }
}

/** Whom the clock rings next: the next rung, the top once more, at last those above all. */
function nextLabel({ rungs, top }: LadderKind, { rung, repeats }: PlacedLadder): string {
  const next = rungs[rung + 1]
  if (next) return next.label
  return repeats < top.times ? rungs.at(-1)!.label : OVERSEERS
}
