import type { PersonTag } from '../../contract/registry'
import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { notFound } from '../../kernel/errors'
import type { Recording } from '../facts/sealed'
import { insertHistory } from '../facts/store'
import type { Teller } from '../facts/tell'
import { lockLiving, lockPerson } from '../people/store'
import { projectPerson } from '../residents/project'
import { endTag, insertTag, lapsedTags, type TagRow, tagsOf } from './store'

type PlacedTeller = Teller & { communityId: string }

/** Puts a tag on a person in a community. False when they bear it already. Faults: record.not_found, person.deceased. */
export async function addTag(
  deps: Recording,
  tx: Tx,
  teller: PlacedTeller,
  given: { personId: string; tag: PersonTag; validUntil?: Date | null; now: Date },
): Promise<boolean> {
  const { personId, tag, validUntil = null, now } = given
  await lockLiving(tx, personId)
  const { communityId, source, actorId } = teller
  const id = deps.newId()
  const row = { id, communityId, personId, tag, source, since: now, validUntil, addedBy: actorId }
  if (!(await insertTag(tx, row))) return false
  await remember(deps, tx, teller, { personId, tagId: id, tag, action: 'tag', now })
  await projectPerson(deps, tx, personId, now)
  return true
}

/** Takes a tag off. False when the person does not bear it there. Faults: record.not_found. */
export async function removeTag(
  deps: Recording,
  tx: Tx,
  teller: PlacedTeller,
  given: { personId: string; tag: PersonTag; now: Date },
): Promise<boolean> {
  const { personId, tag, now } = given
  if (!(await lockPerson(tx, personId))) throw notFound()
  const borne = (await tagsOf(tx, personId)).find((t) => t.tag === tag && t.communityId === teller.communityId)
  if (!borne) return false
  await end(deps, tx, teller, borne, now)
  return true
}

async function end(deps: Recording, tx: Tx, teller: Teller, tag: TagRow, now: Date): Promise<void> {
  await endTag(tx, tag, teller.actorId, now)
  await remember(deps, tx, teller, { personId: tag.personId, tagId: tag.id, tag: tag.tag, action: 'untag', now })
  await projectPerson(deps, tx, tag.personId, now)
}

const LAPSED_AT_ONCE = 100

/** Ends tags whose term is over. Answers how many. Safe in several processes at once. */
export async function lapseTags(deps: Deps): Promise<number> {
  const now = deps.clock.now()
  const due = await lapsedTags(deps.db, now, LAPSED_AT_ONCE)
  for (const { personId, id, communityId, addedBy, source } of due)
    await deps.db.transaction(async (tx) => {
      await lockPerson(tx, personId)
      const tag = (await tagsOf(tx, personId)).find((one) => one.id === id)
      if (tag) await end(deps, tx, { actorId: addedBy, source, communityId }, tag, now)
    })
  return due.length
}

function remember(
  deps: Recording,
  tx: Tx,
  { actorId, source, communityId }: Teller,
  line: { personId: string; tagId: string; tag: PersonTag; action: 'tag' | 'untag'; now: Date },
): Promise<void> {
  return insertHistory(tx, {
    id: deps.newId(),
    personId: line.personId,
    communityId,
    subject: 'tag',
    subjectId: line.tagId,
    name: line.tag,
    action: line.action,
    source,
    actorId,
    at: line.now,
  })
}
