import { and, eq, getTableColumns, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import type { NoticeState } from '../../../../contract/civic/notices'
import { told } from '../../../../engines/doors/store'
import type { Executor, Tx } from '../../../../kernel/database/open'
import { wordsOf } from '../../../../kernel/grams'
import { hasHome } from '../../../../registry/homes/store'
import type { NoticeRow } from '../store'
import { noticeReaders, notices } from '../table'

export type ReaderRow = typeof noticeReaders.$inferSelect

export interface ReadNotice extends Record<string, unknown> {
  id: string
  title: string
  body: string
  placeName: string
  state: NoticeState
  revision: number
  publishedAt: string
  pinnedUntil: string | null
  expiresAt: string | null
  isPinned: boolean
  needsConfirmation: boolean
  readRevision: number | null
  confirmedAt: string | null
}

/** Where a page of a reader's notices ended: pinned come first, then the newest. */
export interface ReadPlace {
  isPinned: boolean
  publishedAt: string
  id: string
}

interface Reading {
  personId: string
  now: Date
  /** Only what they have not read as it stands now. */
  isUnread?: boolean
  isPinned?: boolean
  /**
   * Words that all stand in title or text. One person's notices are some hundreds at most, so they are read through: exact,
   * and no mark of an index can let anybody in.
   */
  words?: string
  after?: ReadPlace | null
  limit: number
}

const escaped = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`

const listed = ({ personId, now, isUnread, isPinned, words }: Omit<Reading, 'after' | 'limit'>) => {
  const at = sql`${now.toISOString()}::timestamptz`
  const asked = wordsOf(words ?? '').map((word) => sql`and n.title || ' ' || n.body ilike ${escaped(word)}`)
  return sql`
    select n.id, n.title, n.body, p.name as "placeName", n.state, n.revision,
      to_char(n.published_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "publishedAt",
      n.pinned_until::text as "pinnedUntil",
      to_char(n.expires_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "expiresAt",
      (n.state <> 'recalled' and coalesce(n.pinned_until > ${at}, false) and coalesce(n.expires_at > ${at}, true)) as "isPinned",
      n.needs_confirmation as "needsConfirmation", r.read_revision as "readRevision", r.confirmed_at::text as "confirmedAt"
    from notice_readers r
      join notices n on n.id = r.notice_id and n.community_id = r.community_id
      join places p on p.id = n.place_id
    where r.person_id = ${personId} and n.published_at is not null
      ${isUnread ? sql`and n.state <> 'recalled' and coalesce(n.expires_at > ${at}, true) and coalesce(r.read_revision < n.revision, true)` : sql``}
      ${isPinned ? sql`and n.state <> 'recalled' and n.pinned_until > ${at} and coalesce(n.expires_at > ${at}, true)` : sql``}
      ${sql.join(asked, sql` `)}`
}

/** A reader's notices, pinned first, then the newest. */
export async function noticesOf(db: Executor, reading: Reading): Promise<ReadNotice[]> {
  const { after, limit } = reading
  const behind = after
    ? sql`where (l."isPinned", l."publishedAt", l.id) < (${after.isPinned}::boolean, ${after.publishedAt}, ${after.id}::uuid)`
    : sql``
  const { rows } = await db.execute<ReadNotice>(sql`
    select * from (${listed(reading)}) l ${behind} order by l."isPinned" desc, l."publishedAt" desc, l.id desc limit ${limit}`)
  return rows
}

export async function countUnread(db: Executor, personId: string, now: Date): Promise<number> {
  const { rows } = await db.execute<{ unread: number }>(
    sql`select count(*)::int as unread from (${listed({ personId, now, isUnread: true })}) l`,
  )
  return rows[0]!.unread
}

export async function readerOf(db: Executor, noticeId: string, personId: string): Promise<ReaderRow | null> {
  const [row] = await db
    .select()
    .from(noticeReaders)
    .where(and(eq(noticeReaders.noticeId, noticeId), eq(noticeReaders.personId, personId)))
  return row ?? null
}

/** The notice was opened as it stands in this revision; when it was first opened stays. */
export async function markOpened(
  tx: Tx,
  of: { noticeId: string; personId: string; revision: number; now: Date },
): Promise<void> {
  await tx
    .update(noticeReaders)
    .set({
      readAt: sql`coalesce(${noticeReaders.readAt}, ${of.now.toISOString()}::timestamptz)`,
      readRevision: sql`greatest(${noticeReaders.readRevision}, ${of.revision}::int)`,
    })
    .where(and(eq(noticeReaders.noticeId, of.noticeId), eq(noticeReaders.personId, of.personId)))
}

export async function markConfirmed(tx: Tx, noticeId: string, personId: string, now: Date): Promise<void> {
  await tx
    .update(noticeReaders)
    .set({ confirmedAt: now })
    .where(
      and(
        eq(noticeReaders.noticeId, noticeId),
        eq(noticeReaders.personId, personId),
        isNull(noticeReaders.confirmedAt),
      ),
    )
}

/** A reader to be told, with the community they live in. */
export interface NextReader extends Record<string, unknown> {
  personId: string
  communityId: string | null
}

/** Of readers `r`: who has neither opened it nor been told at the door. */
const unread = sql`r.read_at is null and not exists (
  select from door_entries e where e.subject_id = r.notice_id and e.person_id = r.person_id and e.how in (${told}))`

/** The next readers of a notice in the order of their ids; `isUnread`: who has neither opened it nor been told at the door. */
export async function nextReaders(
  db: Executor,
  of: { noticeId: string; after: string | null; until?: string | undefined; isUnread: boolean; limit: number },
): Promise<NextReader[]> {
  const { rows } = await db.execute<NextReader>(sql`
    select r.person_id as "personId", r.home_community_id as "communityId" from notice_readers r
    where r.notice_id = ${of.noticeId}
      ${of.after ? sql`and r.person_id > ${of.after}::uuid` : sql``}
      ${of.until ? sql`and r.person_id <= ${of.until}::uuid` : sql``}
      ${of.isUnread ? sql`and ${unread}` : sql``}
    order by r.person_id limit ${of.limit}`)
  return rows
}

/** The reader behind whom are `behind` others, in the order of their ids. */
export async function readerAt(db: Executor, noticeId: string, behind: number): Promise<string> {
  const { rows } = await db.execute<{ personId: string }>(sql`
    select person_id as "personId" from notice_readers where notice_id = ${noticeId}
    order by person_id desc offset ${behind} limit 1`)
  return rows[0]!.personId
}

/** How many readers have neither opened a notice nor been told at the door, of each community. */
export async function countUnreadOf(db: Executor, noticeId: string): Promise<number[]> {
  const { rows } = await db.execute<{ people: number }>(sql`
    select count(*)::int as people from notice_readers r
    where r.notice_id = ${noticeId} and ${unread} group by r.home_community_id`)
  return rows.map(({ people }) => people)
}

/** What one record read is the other's. Where both were readers one of them goes, and each of its marks counts. */
export async function mergeReaders(tx: Tx, { fromId, intoId }: { fromId: string; intoId: string }): Promise<void> {
  await tx.execute(sql`
    with gone as (
      delete from notice_readers f using notice_readers i
      where f.person_id = ${fromId} and i.person_id = ${intoId} and i.notice_id = f.notice_id returning f.*)
    update notice_readers i set read_at = least(i.read_at, g.read_at), read_revision = greatest(i.read_revision, g.read_revision),
      confirmed_at = least(i.confirmed_at, g.confirmed_at), has_account = i.has_account or g.has_account
    from gone g where i.person_id = ${intoId} and i.notice_id = g.notice_id`)
  await tx
    .update(noticeReaders)
    .set({
      personId: intoId,
      hasAccount: sql`${noticeReaders.hasAccount} or exists (select 1 from accounts a where a.person_id = ${intoId})`,
    })
    .where(eq(noticeReaders.personId, fromId))
}

/** Notices a person is a reader of that are out and hold. */
export function holdingNoticesOf(db: Executor, personId: string, now: Date): Promise<NoticeRow[]> {
  return db
    .select(getTableColumns(notices))
    .from(noticeReaders)
    .innerJoin(notices, eq(notices.id, noticeReaders.noticeId))
    .where(
      and(
        eq(noticeReaders.personId, personId),
        inArray(notices.state, ['publishing', 'published']),
        or(isNull(notices.expiresAt), gt(notices.expiresAt, now)),
      ),
    )
    .orderBy(notices.id)
}

/** Of notices a reader stays one, but at no home where somebody else turned out to live: nobody knocks there for them. */
export async function leaveHomes(
  tx: Tx,
  of: { noticeIds: readonly string[]; fromId: string; newId: string; now: Date },
): Promise<void> {
  await tx.execute(sql`
    update notice_readers r set home_id = null, home_community_id = null, building_id = null, grid_id = null
    where r.person_id = ${of.fromId} and r.notice_id = any(${sql.param([...of.noticeIds])}::uuid[])
      and ${hasHome(of.newId, sql`r.home_id`, of.now)} and not ${hasHome(of.fromId, sql`r.home_id`, of.now)}`)
}
