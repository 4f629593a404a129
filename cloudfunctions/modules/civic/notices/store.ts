import { and, asc, desc, eq, isNull, lte, ne, sql } from 'drizzle-orm'
import type { AudienceWho, NoticeState } from '../../../contract/civic/notices'
import type { Executor, Tx } from '../../../kernel/database/open'
import type { FileRow } from '../../../kernel/files/store'
import { filesByIds } from '../../../kernel/files/store'
import type { KeptFiles } from '../../../registry/people/kept-files'
import { noticeFiles, noticeRevisions, notices } from './table'

export type NoticeRow = typeof notices.$inferSelect

export const insertNotice = (tx: Tx, row: typeof notices.$inferInsert) => tx.insert(notices).values(row)

/** A notice that was not thrown away, or null. */
export async function noticeById(db: Executor, id: string): Promise<NoticeRow | null> {
  const [row] = await db
    .select()
    .from(notices)
    .where(and(eq(notices.id, id), isNull(notices.removedAt)))
  return row ?? null
}

/**
 * The same, held until the transaction ends: alone, or together with others who only go by its state, so that a recall
 * waits for the readers being told and the next of them see it.
 */
export async function lockNotice(
  tx: Tx,
  id: string,
  strength: 'update' | 'share' = 'update',
): Promise<NoticeRow | null> {
  const [row] = await tx
    .select()
    .from(notices)
    .where(and(eq(notices.id, id), isNull(notices.removedAt)))
    .for(strength)
  return row ?? null
}

export async function updateNotice(
  tx: Tx,
  row: Pick<NoticeRow, 'id' | 'communityId'>,
  set: Partial<Omit<NoticeRow, 'id' | 'communityId'>>,
): Promise<void> {
  await tx
    .update(notices)
    .set(set)
    .where(and(eq(notices.id, row.id), eq(notices.communityId, row.communityId)))
}

/** Keeps what a notice said. */
export const insertRevision = (tx: Tx, row: typeof noticeRevisions.$inferInsert) =>
  tx.insert(noticeRevisions).values(row)

export type RevisionRow = typeof noticeRevisions.$inferSelect

/** What it says now, and what changed by that; null before it went out. */
export async function lastRevision(db: Executor, noticeId: string): Promise<RevisionRow | null> {
  const [row] = await db
    .select()
    .from(noticeRevisions)
    .where(eq(noticeRevisions.noticeId, noticeId))
    .orderBy(desc(noticeRevisions.revision))
    .limit(1)
  return row ?? null
}

/** Puts these files in place of those before, in their order. */
export async function setFiles(tx: Tx, row: Pick<NoticeRow, 'id' | 'communityId'>, fileIds: string[]): Promise<void> {
  const of = { noticeId: row.id, communityId: row.communityId }
  await tx.delete(noticeFiles).where(eq(noticeFiles.noticeId, row.id))
  if (fileIds.length > 0)
    await tx.insert(noticeFiles).values(fileIds.map((fileId, position) => ({ ...of, fileId, position })))
}

/** What a person attached to notices that went out, or will: it is told in a place's name, and stays when they leave. */
export const filesOfNoticesOut: KeptFiles = async (db, personId) => {
  const rows = await db
    .select({ id: noticeFiles.fileId })
    .from(noticeFiles)
    .innerJoin(notices, eq(notices.id, noticeFiles.noticeId))
    .where(and(eq(notices.authorId, personId), ne(notices.state, 'draft')))
  return rows.map(({ id }) => id)
}

export async function filesOf(db: Executor, noticeId: string): Promise<FileRow[]> {
  const rows = await db
    .select({ fileId: noticeFiles.fileId })
    .from(noticeFiles)
    .where(eq(noticeFiles.noticeId, noticeId))
    .orderBy(asc(noticeFiles.position))
  return filesByIds(
    db,
    rows.map((row) => row.fileId),
  )
}

/** Notices whose moment has come, held; others are passed by. */
export function lockDueNotices(tx: Tx, now: Date, limit: number): Promise<NoticeRow[]> {
  return tx
    .select()
    .from(notices)
    .where(and(lte(notices.lookAt, now), isNull(notices.removedAt)))
    .orderBy(notices.lookAt)
    .limit(limit)
    .for('update', { skipLocked: true })
}

export interface PublishedRow extends Record<string, unknown> {
  id: string
  title: string
  placeId: string
  placeName: string
  placePath: string[]
  authorId: string
  authorName: string
  state: NoticeState
  expiresAt: Date | null
  at: Date
  /** Readers, and who of them has opened it, of each community. */
  readers: { people: number; read: number }[]
  /** What its audience goes by. */
  by: AudienceWho['kind']
}

/** Notices of places, the newest first. `isBelow`: also of all places below. */
export async function publishedBy(
  db: Executor,
  query: {
    placeIds: readonly string[]
    isBelow: boolean
    /** Others' drafts are left out. */
    viewerId: string
    state: NoticeState | null
    after: string | null
    limit: number
  },
): Promise<PublishedRow[]> {
  const places = sql`${sql.param([...query.placeIds])}::uuid[]`
  const { rows } = await db.execute<PublishedRow & { at: string; expiresAt: string | null }>(sql`
    select n.id, n.title, n.place_id as "placeId", p.name as "placeName", p.path as "placePath", n.author_id as "authorId",
      w.name as "authorName", n.state, n.expires_at as "expiresAt", n.audience->'who'->>'kind' as by,
      coalesce(n.published_at, n.publish_at, n.updated_at) as at,
      (select coalesce(json_agg(g), '[]') from (
        select count(*)::int as people, count(r.read_at)::int as read
        from notice_readers r where r.notice_id = n.id group by r.home_community_id) g) as readers
    from notices n join places p on p.id = n.place_id join people w on w.id = n.author_id
    where n.removed_at is null and (n.state <> 'draft' or n.author_id = ${query.viewerId}) and ${query.isBelow ? sql`p.path && ${places}` : sql`n.place_id = any(${places})`}
      ${query.state ? sql`and n.state = ${query.state}` : sql``}
      ${query.after ? sql`and n.id < ${query.after}::uuid` : sql``}
    order by n.id desc limit ${query.limit}`)
  return rows.map((row) => ({
    ...row,
    at: new Date(row.at),
    expiresAt: row.expiresAt === null ? null : new Date(row.expiresAt),
  }))
}
