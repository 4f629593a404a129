import type { FactSource } from '../../../contract/registry'
import { REGISTRY_KEEPERS } from '../../../contract/worker/residents'
import type { Caller } from '../../../kernel/context'
import type { Executor } from '../../../kernel/database/open'
import { conflict, notFound } from '../../../kernel/errors'
import type { Teller } from '../../../registry/facts/tell'
import { placedHome } from '../../../registry/homes/census/store'
import { reachOf } from '../../../registry/residents/card/store'
import { keptPlaces } from '../../../registry/roles/keepers'
import { hasRoleAt } from '../../../registry/roles/rules'

/** How sure somebody's word is at a place. */
const sourceAt = (caller: Caller, path: readonly string[]): FactSource =>
  hasRoleAt(caller.grants, ['secretary'], path) ? 'secretary' : 'gridWorker'

type PlacedTeller = Teller & { communityId: string }
interface Scope {
  tx: Executor
  caller: Caller
  now: Date
}

/**
 * In which capacity the caller speaks of a person of their own places; of themselves others speak.
 * Faults: record.not_found, person.is_oneself.
 */
export async function tellerOf({ tx, caller, now }: Scope, personId: string): Promise<PlacedTeller> {
  const reach = await reachOf(tx, { personId, placeIds: keptPlaces(caller), now })
  if (!reach) throw notFound()
  refuseOneself(caller, personId)
  return { actorId: caller.personId, source: sourceAt(caller, reach.path), communityId: reach.communityId }
}

/** A home of the caller's own places, and in which capacity they speak there. Faults: record.not_found. */
export async function ownHome(
  { tx, caller }: Pick<Scope, 'tx' | 'caller'>,
  homeId: string,
): Promise<{ homeId: string; label: string; teller: PlacedTeller }> {
  const home = await placedHome(tx, homeId)
  if (!home || !hasRoleAt(caller.grants, REGISTRY_KEEPERS, home.path)) throw notFound()
  const { label, communityId, path } = home
  return { homeId, label, teller: { actorId: caller.personId, source: sourceAt(caller, path), communityId } }
}

/** Fault person.is_oneself: whoever checks what is registered checks others. */
export function refuseOneself(caller: Caller, personId: string): void {
  if (personId === caller.personId)
    throw conflict('person.is_oneself', '自己的登记信息要由别人来改，可以在隐私中心提更正')
}
