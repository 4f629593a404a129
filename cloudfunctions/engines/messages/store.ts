import { and, count, desc, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import { PAGE_SIZE } from '../../contract/reply'
import type { Executor, Tx } from '../../kernel/database/open'
import { statement } from '../../kernel/database/statement'
import { inbox } from './table'

export type InboxRow = typeof inbox.$inferSelect

const value = sql.placeholder

const written = statement<{ id: string; personId: string }>(sql`
  insert into inbox (id, person_id, kind, title, body, link, subject_id, urgency, topic, asks,
    dedupe_key, created_at)
  select m.id, m.person_id, ${value('kind')}, ${value('title')}, ${value('body')}, ${value('link')},
    ${value('subjectId')}::uuid, ${value('urgency')}, ${value('topic')}, ${value('asks')},
    ${value('dedupeKey')}, ${value('createdAt')}::timestamptz
  from unnest(${value('ids')}::uuid[], ${value('people')}::uuid[]) as m(id, person_id)
  on conflict (person_id, dedupe_key) do nothing
  returning id, person_id as "personId"`)

type SharedMessage = Omit<typeof inbox.$inferInsert, 'id' | 'personId' | 'readAt'>

/** Writes one message to many and answers those to whom it is new: one person never gets the same `dedupeKey` twice. */
export async function insertInbox(
  tx: Tx,
  shared: SharedMessage,
  to: { id: string; personId: string }[],
): Promise<{ id: string; personId: string }[]> {
  const { rows } = await written(tx, {
    ...shared,
    link: shared.link ?? null,
    subjectId: shared.subjectId ?? null,
    asks: shared.asks ?? null,
    ids: to.map(({ id }) => id),
    people: to.map(({ personId }) => personId),
  })
  return rows
}

/** A person's messages, newest first, older than the message `before`; one more than a page, to know of a next. */
export async function listInbox(db: Executor, personId: string, before?: string): Promise<InboxRow[]> {
  return db
    .select()
    .from(inbox)
    .where(and(eq(inbox.personId, personId), before ? lt(inbox.id, before) : undefined))
    .orderBy(desc(inbox.id))
    .limit(PAGE_SIZE + 1)
}

/** Marks a person's messages as read, all of them or those of `ids`; answers how many were unread. */
export async function markRead(tx: Tx, personId: string, ids: string[] | 'all', now: Date): Promise<number> {
  const { rowCount } = await tx
    .update(inbox)
    .set({ readAt: now })
    .where(and(eq(inbox.personId, personId), isNull(inbox.readAt), ids === 'all' ? undefined : inArray(inbox.id, ids)))
  return rowCount ?? 0
}

/** How many messages a person has not read yet. */
export async function unreadCount(db: Executor, personId: string): Promise<number> {
  const [row] = await db
    .select({ unread: count() })
    .from(inbox)
    .where(and(eq(inbox.personId, personId), isNull(inbox.readAt)))
  return row!.unread
}
