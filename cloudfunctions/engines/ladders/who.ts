import type { LadderAudience } from '../../contract/alarms'
import type { Deps } from '../../kernel/context'
import type { Executor } from '../../kernel/database/open'
import { dutyAt } from '../../registry/duties/store'
import { guardiansOf } from '../../registry/guardianships/store'
import { holdersAt } from '../../registry/roles/store'
import { ringsAt } from '../messages/quiet-hours'
import type { Rung } from './kind'

/** Whom a ladder is about, and where. */
export interface Concerned {
  /** The place and all above it, county first. */
  placePath: readonly string[]
  personId: string | null
  raisedBy: string | null
}

/** The hours in which only alarms ring. */
const isNight = (now: Date): boolean => ringsAt(now, 'normal') > now

/** Who can be rung at a rung now: each once, never whom it is about nor whoever raised it. */
export async function peopleAt(
  deps: Deps,
  db: Executor,
  { who, atNight }: Pick<Rung, 'who' | 'atNight'>,
  concerned: Concerned,
  now: Date,
): Promise<string[]> {
  const audiences = (isNight(now) && atNight) || who
  const lists: string[][] = []
  for (const audience of audiences) lists.push(await peopleOf(deps, db, audience, concerned, now))
  const { personId, raisedBy } = concerned
  return [...new Set(lists.flat())].filter((id) => id !== personId && id !== raisedBy)
}

async function peopleOf(
  deps: Deps,
  db: Executor,
  audience: LadderAudience,
  { placePath, personId }: Concerned,
  now: Date,
): Promise<string[]> {
  switch (audience) {
    case 'family':
      return personId ? (await guardiansOf(db, personId, now)).map((one) => one.personId) : []
    case 'onDuty':
      return (await dutyAt(db, deps.encryption, placePath, now)).map((shift) => shift.personId)
    default:
      return holdersAt(db, { roles: [audience], placePath, now })
  }
}
