import type { Tx } from '../../kernel/database/open'
import { notFound } from '../../kernel/errors'
import { revokeSessionsOf } from '../../kernel/sessions/store'
import type { Recording } from '../facts/sealed'
import { insertHistory } from '../facts/store'
import type { Teller } from '../facts/tell'
import { releaseAllOf } from '../guardianships/end'
import { moveOut } from '../homes/move'
import { revokeGrants } from '../roles/store'
import { tagsOf } from '../tags/store'
import { removeTag } from '../tags/tag'
import { lockPerson, saveProjected } from './store'

/**
 * Writes down that somebody has died: their homes, tags, roles and sessions end, nobody acts for them any more; their
 * values stay for the history.
 * Faults: record.not_found.
 */
export async function die(
  deps: Recording,
  tx: Tx,
  teller: Teller,
  { personId, diedAt, now }: { personId: string; diedAt: Date; now: Date },
): Promise<void> {
  if (!(await lockPerson(tx, personId))) throw notFound()
  for (const { tag, communityId } of await tagsOf(tx, personId))
    await removeTag(deps, tx, { ...teller, communityId }, { personId, tag, now })
  await moveOut(deps, tx, teller, { personId, now })
  await releaseAllOf(deps, tx, teller, { personId, now })
  await revokeGrants(tx, personId, now, teller.actorId)
  await revokeSessionsOf(tx, personId, now)
  await saveProjected(tx, personId, { state: 'deceased', diedAt, updatedAt: now })
  await insertHistory(tx, {
    id: deps.newId(),
    personId,
    communityId: teller.communityId,
    subject: 'person',
    subjectId: personId,
    name: null,
    action: 'die',
    source: teller.source,
    actorId: teller.actorId,
    at: now,
  })
}
