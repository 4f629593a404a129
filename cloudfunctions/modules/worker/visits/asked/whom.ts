import { VISIT_ASKERS } from '../../../../contract/worker/visits'
import type { Caller } from '../../../../kernel/context'
import type { Executor } from '../../../../kernel/database/open'
import { householdOf } from '../../../../registry/homes/household/store'
import { type Reach, reachOf } from '../../../../registry/residents/card/store'

/** Somebody to be visited, and where. */
export interface Whom extends Pick<Reach, 'communityId' | 'gridId' | 'path'> {
  personId: string
}

interface Asked {
  caller: Caller
  personId: string
  now: Date
}

/** Whoever has a home in the asker's charge; null for everybody else. */
export async function whomInCharge(db: Executor, { caller, personId, now }: Asked): Promise<Whom | null> {
  const placeIds = caller.grants
    .filter(({ role }) => (VISIT_ASKERS as readonly string[]).includes(role))
    .map(({ placeId }) => placeId)
  const reach = await reachOf(db, { personId, placeIds, now })
  return reach && { personId, ...reach }
}

/**
 * The asker, or somebody who lives with them; null for everybody else. This is the one place that lets a resident ask for
 * another person: who acts for a parent elsewhere with recorded consent is to be let in here.
 */
export async function whomAtHome(db: Executor, { caller, personId, now }: Asked): Promise<Whom | null> {
  const household = await householdOf(db, caller.personId, now)
  return household.find((one) => one.personId === personId) ?? null
}
