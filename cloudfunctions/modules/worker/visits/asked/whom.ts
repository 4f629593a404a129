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

/** Somebody that a resident may ask for. */
interface Near extends Whom {
  name: string
  /** The asker acts for them with consent, and knows their name. */
  isWard: boolean
}

/**
 * The asker, who lives with them, and whom they act for, wherever those live: each once, the asker first. This is the one
 * place that lets a resident ask for another person.
 */
export async function nearOf(db: Executor, caller: Caller, now: Date): Promise<Near[]> {
  const wardIds = caller.wards.map(({ personId }) => personId)
  const own = await householdOf(db, caller.personId, now)
  const elsewhere = wardIds.filter((id) => !own.some(({ personId }) => personId === id))
  const wards = await Promise.all(elsewhere.map(async (id) => (await householdOf(db, id, now)).slice(0, 1)))
  return [...own, ...wards.flat()].map((one) => ({ ...one, isWard: wardIds.includes(one.personId) }))
}

export const whomNear = async (db: Executor, { caller, personId, now }: Asked): Promise<Whom | null> =>
  (await nearOf(db, caller, now)).find((one) => one.personId === personId) ?? null
