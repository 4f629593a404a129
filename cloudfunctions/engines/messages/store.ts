import { and, count, desc, eq, inArray, isNotNull, isNull, lt, ne, not, notExists, type SQL, sql } from 'drizzle-orm'
import type { MessageView } from '../../contract/messages'
import { PAGE_SIZE } from '../../contract/reply'
import type { Executor, Tx } from '../../kernel/database/open'
import { statement } from '../../kernel/database/statement'
import { DIGEST_KIND } from './kind'
import { inbox, withdrawals } from './table'

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

/** Looked up person by person, which `limit` makes sure of: joined, an inbox that a notice has just filled was read whole. */
const unread = statement<{ id: string; personId: string }>(
  sql`
  select i.id, asked.person_id as "personId" from unnest(${value('people')}::uuid[]) as asked(person_id)
    cross join lateral (
      select id from inbox where person_id = asked.person_id and dedupe_key = ${value('dedupeKey')} and read_at is null limit 1) i`,
  'anew',
)

/** The message of each of these people under a key, unless they read it or never got it. */
export async function unreadOf(
  tx: Tx,
  people: readonly string[],
  dedupeKey: string,
): Promise<{ id: string; personId: string }[]> {
  return (await unread(tx, { people, dedupeKey })).rows
}

/** What was acknowledged or taken back asks nothing any more. */
const needsMe = (db: Executor): SQL | undefined =>
  and(
    isNull(inbox.readAt),
    isNotNull(inbox.asks),
    notExists(db.select({ is: sql`1` }).from(withdrawals).where(eq(withdrawals.subjectId, inbox.subjectId))),
  )

/** A person's messages of a view, newest first, older than the message `before`; one more than a page, to know of a next. */
export async function listInbox(
  db: Executor,
  personId: string,
  { view = 'all', before }: { view?: MessageView; before?: string } = {},
): Promise<InboxRow[]> {
  const ofView = { all: ne(inbox.kind, DIGEST_KIND), needsMe: needsMe(db), notices: eq(inbox.topic, 'notices') }[view]
  return db
    .select()
    .from(inbox)
    .where(and(eq(inbox.personId, personId), before ? lt(inbox.id, before) : undefined, ofView))
    .orderBy(desc(inbox.id))
    .limit(PAGE_SIZE + 1)
}

/** Which messages are read: those of the ids, all, or all that ask nothing of the person. */
export type ReadMessages = string[] | 'all' | 'told'

/** Marks a person's messages as read; answers how many were unread. */
export async function markRead(tx: Tx, personId: string, which: ReadMessages, now: Date): Promise<number> {
  const chosen = which === 'all' ? undefined : which === 'told' ? not(needsMe(tx)!) : inArray(inbox.id, which)
  const { rowCount } = await tx
    .update(inbox)
    .set({ readAt: now })
    .where(and(eq(inbox.personId, personId), isNull(inbox.readAt), chosen))
  return rowCount ?? 0
}

const settled = statement(sql`
  update inbox set asks = null
  where subject_id = ${value('subjectId')}::uuid and id < ${value('beforeId')}::uuid
    and asks is not null and read_at is null and topic <> 'notices'`)

/**
 * What a record asked of people it asks no longer: somebody did it. Messages written since the event `beforeId`, which
 * tell of its present state, go on asking.
 */
export async function settleAsks(tx: Tx, subjectId: string, beforeId: string): Promise<void> {
  await settled(tx, { subjectId, beforeId })
}

/** How many messages a person has not read yet. */
export async function unreadCount(db: Executor, personId: string): Promise<number> {
  const [row] = await db
    .select({ unread: count() })
    .from(inbox)
    .where(and(eq(inbox.personId, personId), isNull(inbox.readAt)))
  return row!.unread
}

/** How many messages ask something of a person, and how many notices they have not read. */
export async function waitingCounts(db: Executor, personId: string): Promise<{ needsMe: number; notices: number }> {
  const of = (where: SQL | undefined) => sql<number>`count(*) filter (where ${where})::int`
  const [row] = await db
    .select({ needsMe: of(needsMe(db)), notices: of(eq(inbox.topic, 'notices')) })
    .from(inbox)
    .where(and(eq(inbox.personId, personId), isNull(inbox.readAt)))
  return row!
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
