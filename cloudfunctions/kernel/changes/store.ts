import { sql } from 'drizzle-orm'
import { CHANGE_TOPICS, type Change, type ChangeTopic } from '../../contract/changes'
import type { Deps } from '../context'
import type { Executor, Tx } from '../database/open'
import { inserter } from '../database/statement'
import { changes } from './table'

const changesIn = inserter(changes)

export interface NewChange {
  topic: ChangeTopic
  subjectId: string | null
  /** Whose screens: a person's, those of everyone whose role covers the place, or those of all who live in a community. */
  to: { personId: string } | { placeId: string } | { residentsOf: string }
}

/** Signals that something changed, seen by `changes.since` once this transaction commits. */
export async function signal(deps: Deps, tx: Tx, list: NewChange[]): Promise<void> {
  if (list.length === 0) return
  const createdAt = deps.clock.now()
  await changesIn(
    tx,
    list.map(({ topic, subjectId, to }) => ({
      topic,
      subjectId,
      personId: 'personId' in to ? to.personId : null,
      placeId: 'placeId' in to ? to.placeId : null,
      communityId: 'residentsOf' in to ? to.residentsOf : null,
      createdAt,
    })),
  )
}

/** The cursor that means "from now on". */
export async function changesCursor(db: Executor): Promise<string> {
  const { rows } = await db.execute(sql`select pg_current_snapshot()::text as cursor`)
  return (rows[0] as { cursor: string }).cursor
}

const LISTED_MAX = 200

/**
 * Changes for a person, the places of their roles and the communities they live in, committed since the cursor: what is visible now and was not in the snapshot
 * that the cursor is. So a late commit is not skipped, and a long transaction holds nobody else's changes back.
 * More than can be listed are answered as one change of every topic, without a record.
 */
export async function changesSince(
  db: Executor,
  cursor: string,
  of: { personId: string; placeIds: string[]; communityIds: string[] },
): Promise<{ cursor: string; changes: Change[] }> {
  const { rows } = await db.execute(sql`
    select head.cursor, c.topic, c.subject_id as id
    from (select pg_current_snapshot()::text as cursor) head left join lateral (
      select distinct topic, subject_id from changes
      where xid >= pg_snapshot_xmin(${cursor}::pg_snapshot) and not pg_visible_in_snapshot(xid, ${cursor}::pg_snapshot)
        and (person_id = ${of.personId} or place_id = any(${sql.param(of.placeIds)}::uuid[])
          or community_id = any(${sql.param(of.communityIds)}::uuid[]))
      limit ${LISTED_MAX + 1}
    ) c on true`)
  const list = rows as unknown as { cursor: string; topic: ChangeTopic | null; id: string | null }[]
  const { cursor: next } = list[0]!
  if (list.length > LISTED_MAX) return { cursor: next, changes: CHANGE_TOPICS.map((topic) => ({ topic, id: null })) }
  return {
    cursor: next,
    changes: list.flatMap((row) => (row.topic ? [{ topic: row.topic, id: row.id }] : [])),
  }
}

/** Signals older than any phone would ask for. */
export async function forgetChanges(db: Executor, before: Date): Promise<void> {
  await db.execute(sql`delete from changes where created_at < ${before}`)
}
