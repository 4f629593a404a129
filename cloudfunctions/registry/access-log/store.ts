import { sql } from 'drizzle-orm'
import type { ValueField } from '../../contract/items'
import type { Role } from '../../contract/roles'
import type { Executor, Tx } from '../../kernel/database/open'
import { inserter } from '../../kernel/database/statement'
import { accessLog } from './table'

export type Access = typeof accessLog.$inferInsert

const insertAccesses = inserter(accessLog)

/** Writes down looks at people's records, all in one insert; none is fine too. */
export async function recordAccess(db: Executor, accesses: readonly Access[]): Promise<void> {
  if (accesses.length > 0) await insertAccesses(db, [...accesses])
}

export interface AccessView {
  id: string
  viewerId: string
  viewerName: string
  /** What the viewer was at that moment; null for one who held no role. */
  viewerRole: Role | null
  what: string
  field: ValueField | null
  purpose: string | null
  words: string | null
  at: Date
}

/** Who looked at a person's record, newest first. `beforeId` is the last entry of the page before. */
export async function accessesTo(
  db: Executor,
  query: { personId: string; beforeId?: string | null; limit: number },
): Promise<AccessView[]> {
  const before = query.beforeId
    ? sql`and (a.at, a.id) < (select at, id from access_log where id = ${query.beforeId} and person_id in (
        select id from people where ${query.personId} in (id, merged_into)))`
    : sql``
  const { rows } = await db.execute<Omit<AccessView, 'at'> & { at: string } & Record<string, unknown>>(sql`
    select a.id, a.viewer_id as "viewerId", n.name as "viewerName", a.what, a.field, a.purpose, a.words,
      to_char(a.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      (select r.role from role_grants r
        where r.person_id = a.viewer_id and r.granted_at <= a.at
          and (r.revoked_at is null or r.revoked_at > a.at) and (r.expires_at is null or r.expires_at > a.at)
        order by r.granted_at, r.id limit 1) as "viewerRole"
    from access_log a join people n on n.id = a.viewer_id
    where a.person_id in (select id from people where ${query.personId} in (id, merged_into)) ${before}
    order by a.at desc, a.id desc limit ${query.limit}`)
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}

/** Keeps a viewer's other looks waiting until this transaction ends. */
export async function lockViewer(tx: Tx, viewerId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`access_log ${viewerId}`}, 0))`)
}

/** How many single fields somebody looked at since then. */
export async function revealsBy(tx: Tx, viewerId: string, since: Date): Promise<number> {
  const { rows } = await tx.execute<{ looks: number }>(sql`
    select count(*)::int as looks from access_log
    where viewer_id = ${viewerId} and what = 'person.field' and at > ${since.toISOString()}::timestamptz`)
  return rows[0]!.looks
}
