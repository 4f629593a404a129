import type { Tx } from '../../kernel/database/open'
import { conflict, notFound } from '../../kernel/errors'
import type { Recording } from '../facts/sealed'
import { type HistoryRow, historyOf, insertHistory } from '../facts/store'
import type { Teller } from '../facts/tell'
import { reopenResidencies } from '../homes/store'
import { projectPerson } from '../residents/project'
import { restoreGrants } from '../roles/store'
import { reopenTags } from '../tags/store'
import { lockPerson, saveProjected } from './store'

export interface RecordedDeath {
  line: HistoryRow
  /** What ended with it, by id. */
  residencyIds: string[]
  tagIds: string[]
}

/** The death that stands in a person's record, locked until the transaction ends; null when they live. */
export async function deathOf(tx: Tx, personId: string): Promise<RecordedDeath | null> {
  if ((await lockPerson(tx, personId)) !== 'deceased') return null
  const lines = await historyOf(tx, personId)
  const line = lines.findLast(({ action }) => action === 'die')
  if (!line) return null
  const ended = (action: HistoryRow['action']) =>
    lines
      .filter(
        (one) => one.action === action && one.actorId === line.actorId && +one.at === +line.at && one.id < line.id,
      )
      .map(({ subjectId }) => subjectId)
  return { line, residencyIds: ended('moveOut'), tagIds: ended('untag') }
}

/**
 * Somebody was taken for dead: what ended with it is in force again, homes, tags and roles alike; sessions are not.
 * Faults: record.not_found; person.changed_meanwhile where they live already.
 */
export async function undoDeath(
  deps: Recording,
  tx: Tx,
  { actorId, source, communityId }: Teller,
  { personId, now }: { personId: string; now: Date },
): Promise<void> {
  if (!(await lockPerson(tx, personId))) throw notFound()
  const death = await deathOf(tx, personId)
  if (!death) throw conflict('person.changed_meanwhile', '这一条已经撤销了')
  const line = { personId, source, actorId, at: now }
  await saveProjected(tx, personId, { state: 'active', diedAt: null, updatedAt: now })
  for (const home of await reopenResidencies(tx, death.residencyIds))
    await insertHistory(tx, {
      ...line,
      id: deps.newId(),
      communityId: home.communityId,
      subject: 'residency',
      subjectId: home.id,
      name: home.homeId,
      action: 'moveIn',
    })
  for (const tag of await reopenTags(tx, death.tagIds))
    await insertHistory(tx, {
      ...line,
      id: deps.newId(),
      communityId: tag.communityId,
      subject: 'tag',
      subjectId: tag.id,
      name: tag.tag,
      action: 'tag',
    })
  await restoreGrants(tx, { personId, revokedAt: death.line.at, revokedBy: death.line.actorId })
  await insertHistory(tx, {
    ...line,
    id: deps.newId(),
    communityId,
    subject: 'person',
    subjectId: personId,
    name: null,
    action: 'undoDeath',
  })
  await projectPerson(deps, tx, personId, now)
}
