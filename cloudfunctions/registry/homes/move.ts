import type { ResidencyRelation } from '../../contract/registry'
import type { Tx } from '../../kernel/database/open'
import { notFound } from '../../kernel/errors'
import type { Recording } from '../facts/sealed'
import { insertHistory } from '../facts/store'
import type { Teller } from '../facts/tell'
import { lockLiving, lockPerson } from '../people/store'
import { projectPerson } from '../residents/project'
import { endResidency, homeById, insertResidency, type ResidencyRow, residenciesOf } from './store'

export interface MovingIn {
  personId: string
  homeId: string
  relation: ResidencyRelation
  share?: number | null
  isHead?: boolean
  livesThere?: boolean
  /** Known from before; else from now. */
  since?: Date
  now: Date
}

/** Writes down that somebody lives in or owns a home. False when it is known already. Faults: record.not_found, person.deceased. */
export async function moveIn(deps: Recording, tx: Tx, teller: Teller, given: MovingIn): Promise<boolean> {
  const { personId, homeId, relation, now } = given
  const home = await homeById(tx, homeId)
  if (!home) throw notFound()
  await lockLiving(tx, personId)
  const row = {
    id: deps.newId(),
    communityId: home.communityId,
    homeId,
    personId,
    relation,
    share: given.share ?? null,
    isHead: given.isHead ?? false,
    livesThere: given.livesThere ?? true,
    since: given.since ?? now,
    until: null,
    source: teller.source,
  }
  if (!(await insertResidency(tx, row))) return false
  await remember(deps, tx, { ...teller, communityId: home.communityId }, row, 'moveIn', now)
  await projectPerson(deps, tx, personId, now)
  return true
}

/** Ends what somebody is in one home, or in all. Answers how many ended. Faults: record.not_found. */
export async function moveOut(
  deps: Recording,
  tx: Tx,
  teller: Teller,
  { personId, homeId, now }: { personId: string; homeId?: string; now: Date },
): Promise<number> {
  if (!(await lockPerson(tx, personId))) throw notFound()
  const present = await residenciesOf(tx, personId, now, homeId)
  for (const row of present) {
    await endResidency(tx, row.id, now)
    await remember(deps, tx, { ...teller, communityId: row.communityId }, row, 'moveOut', now)
  }
  if (present.length > 0) await projectPerson(deps, tx, personId, now)
  return present.length
}

function remember(
  deps: Recording,
  tx: Tx,
  { actorId, source, communityId }: Teller,
  { id, personId, homeId }: Pick<ResidencyRow, 'id' | 'personId' | 'homeId'>,
  action: 'moveIn' | 'moveOut',
  now: Date,
): Promise<void> {
  return insertHistory(tx, {
    id: deps.newId(),
    personId,
    communityId,
    subject: 'residency',
    subjectId: id,
    name: homeId,
    action,
    source,
    actorId,
    at: now,
  })
}
