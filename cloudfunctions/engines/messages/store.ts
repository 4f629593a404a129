import { and, count, desc, eq, inArray, isNull, lt } from 'drizzle-orm'
import { PAGE_SIZE } from '../../contract/reply'
import type { Executor, Tx } from '../../kernel/database/open'
import { inbox } from './table'

export type InboxRow = typeof inbox.$inferSelect

/** Writes messages and answers those that are new: one person never gets the same `dedupeKey` twice. */
export async function insertInbox(
  tx: Tx,
  rows: (typeof inbox.$inferInsert)[],
): Promise<{ id: string; personId: string }[]> {
  return tx
    .insert(inbox)
    .values(rows)
    .onConflictDoNothing({ target: [inbox.personId, inbox.dedupeKey] })
    .returning({ id: inbox.id, personId: inbox.personId })
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

/** A person has seen the record itself: what the inbox says of it counts as read. Answers how many were unread. */
export async function markSubjectRead(tx: Tx, personId: string, subjectId: string, now: Date): Promise<number> {
  const { rowCount } = await tx
    .update(inbox)
    .set({ readAt: now })
    .where(and(eq(inbox.personId, personId), isNull(inbox.readAt), eq(inbox.subjectId, subjectId)))
  return rowCount ?? 0
}

/** Puts other words under the titles of what people were told of a record that was taken back. */
export async function rewordInbox(
  tx: Tx,
  { personIds, subjectId, body }: { personIds: readonly string[]; subjectId: string; body: string },
): Promise<void> {
  await tx
    .update(inbox)
    .set({ body })
    .where(and(inArray(inbox.personId, [...personIds]), eq(inbox.subjectId, subjectId)))
}
