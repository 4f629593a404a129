import type { Tx } from '../../kernel/database/open'
import { withdrawClaimsOf } from '../claims/store'
import { endConsentsOf } from '../consents/store'
import { slotOf } from '../facts/rules'
import type { Recording } from '../facts/sealed'
import { eraseValuesOf, insertHistory, valuesOf } from '../facts/store'
import { releaseAllOf } from '../guardianships/end'
import { moveOut } from '../homes/move'
import { projectPerson } from '../residents/project'
import { revokeGrants } from '../roles/store'
import { tagsOf } from '../tags/store'
import { removeTag } from '../tags/tag'
import { lockPerson, markClosed } from './store'

/**
 * Closes an account (PIPL art. 47): what was ever told of the person is erased, roles, residencies and tags end; rows
 * and history stay as a skeleton of ids. Sessions are the caller's to revoke.
 */
export async function closeAccount(deps: Recording, tx: Tx, personId: string, now: Date): Promise<void> {
  const self = { actorId: personId, source: 'self' as const, communityId: null }
  // Whoever claims a home, decides on it or is given a role at this moment waits, and then finds nobody.
  await lockPerson(tx, personId)
  await withdrawClaimsOf(tx, personId)
  await moveOut(deps, tx, self, { personId, now })
  for (const { tag, communityId } of await tagsOf(tx, personId))
    await removeTag(deps, tx, { ...self, communityId }, { personId, tag, now })
  const standing = await valuesOf(tx, personId)
  await eraseValuesOf(tx, personId, now)
  for (const { id, field, itemId } of standing)
    await insertHistory(tx, {
      id: deps.newId(),
      personId,
      communityId: null,
      subject: 'value',
      subjectId: id,
      name: slotOf(field, itemId),
      action: 'erase',
      source: 'self',
      actorId: personId,
      at: now,
    })
  await projectPerson(deps, tx, personId, now)
  await releaseAllOf(deps, tx, self, { personId, now })
  await endConsentsOf(tx, personId, now)
  await revokeGrants(tx, personId, now)
  await markClosed(tx, personId, now)
}
