import { and, eq, sql } from 'drizzle-orm'
import type { Executor, Tx } from '../../../../kernel/database/open'
import { noticeComments } from '../table'

export type CommentRow = typeof noticeComments.$inferSelect

export const insertComment = (tx: Tx, row: typeof noticeComments.$inferInsert) => tx.insert(noticeComments).values(row)

interface Viewing {
  noticeId: string
  viewerId: string
  isPublisher: boolean
}

/** What stands there for a viewer: what passed its check, and one's own; what is hidden tells its publishers and author alone. */
const shown = ({ noticeId, viewerId, isPublisher }: Viewing) => sql`
  c.notice_id = ${noticeId} and c.removed_at is null
    and (c.check_state = 'passed' or c.author_id = ${viewerId})
    ${isPublisher ? sql`` : sql`and (c.hidden_at is null or c.author_id = ${viewerId})`}`

export interface ShownComment extends Record<string, unknown> {
  id: string
  authorId: string
  authorName: string
  text: string
  at: string
  checkState: CommentRow['checkState']
  hiddenWhy: string | null
}

/** Comments of a notice, the newest first, older than `before`. */
export async function commentsOf(
  db: Executor,
  viewing: Viewing,
  page: { before: string | undefined; limit: number },
): Promise<ShownComment[]> {
  const { rows } = await db.execute<ShownComment>(sql`
    select c.id, c.author_id as "authorId", p.name as "authorName", c.text, c.check_state as "checkState",
      to_char(c.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, c.hidden_why as "hiddenWhy"
    from notice_comments c join people p on p.id = c.author_id
    where ${shown(viewing)} ${page.before ? sql`and c.id < ${page.before}::uuid` : sql``}
    order by c.id desc limit ${page.limit}`)
  return rows
}

export async function countComments(db: Executor, viewing: Viewing): Promise<number> {
  const { rows } = await db.execute<{ total: number }>(
    sql`select count(*)::int as total from notice_comments c where ${shown(viewing)}`,
  )
  return rows[0]!.total
}

export async function commentById(db: Executor, id: string): Promise<CommentRow | null> {
  const [row] = await db.select().from(noticeComments).where(eq(noticeComments.id, id))
  return row && row.removedAt === null ? row : null
}

export async function updateComment(
  db: Executor,
  row: Pick<CommentRow, 'id' | 'communityId'>,
  set: Partial<Omit<CommentRow, 'id' | 'communityId'>>,
): Promise<void> {
  await db
    .update(noticeComments)
    .set(set)
    .where(and(eq(noticeComments.id, row.id), eq(noticeComments.communityId, row.communityId)))
}

/** Takes away what a person wrote; that somebody wrote stays. */
export async function eraseCommentsOf(tx: Tx, personId: string, now: Date): Promise<void> {
  await tx.execute(sql`
    update notice_comments set text = '', removed_at = coalesce(removed_at, ${now.toISOString()}::timestamptz)
    where author_id in (select id from people where ${personId}::uuid in (id, merged_into))`)
}

/** What a person wrote, with the notice it was about, the oldest first. */
export async function commentsBy(
  db: Executor,
  personId: string,
): Promise<{ title: string; text: string; createdAt: Date }[]> {
  const { rows } = await db.execute<{ title: string; text: string; at: string }>(sql`
    select n.title, c.text, c.created_at as at from notice_comments c join notices n on n.id = c.notice_id
    where c.author_id = ${personId} and c.removed_at is null order by c.id`)
  return rows.map(({ at, ...row }) => ({ ...row, createdAt: new Date(at) }))
}

/** What one record wrote is the other's. */
export const handOverComments = (tx: Tx, { fromId, intoId }: { fromId: string; intoId: string }) =>
  tx.update(noticeComments).set({ authorId: intoId }).where(eq(noticeComments.authorId, fromId))
