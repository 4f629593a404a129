import { and, desc, eq, gt, isNull, type SQL, sql } from 'drizzle-orm'
import type { ListPurpose } from '../../contract/account/privacy'
import { LIST_LOOKS, type ListFilter } from '../../contract/secretary/people'
import type { Executor, Tx } from '../../kernel/database/open'
import { placeMark } from '../residents/grams'
import type { ResidentRow } from '../residents/store'
import { residents } from '../residents/table'
import { bornWithin } from './rules'
import { peopleLists } from './table'

// Written out, as the partial indexes are.
const VIEWED = sql.raw(`'${LIST_LOOKS.view}'`)
const SEARCHED = sql.raw(`'${LIST_LOOKS.search}'`)

export type ListRow = typeof peopleLists.$inferSelect

/** Whom to list. */
interface Listed {
  communityId: string
  /** The community itself or a part of it. */
  placeId: string
  filter: ListFilter
  now: Date
}

const isListed = ({ communityId, placeId, filter, now }: Listed): SQL | undefined => {
  const { from, until } = bornWithin(filter.age, now)
  return and(
    eq(residents.communityId, communityId),
    isNull(residents.leftAt),
    placeId === communityId ? undefined : sql`${residents.grams} @> array[${placeMark(placeId)}]::text[]`,
    filter.tag ? sql`${residents.tags} @> array[${filter.tag}]::text[]` : undefined,
    filter.sex ? eq(residents.sex, filter.sex) : undefined,
    until ? sql`${residents.birthDate} <= ${until}` : undefined,
    from ? sql`${residents.birthDate} >= ${from}` : undefined,
  )
}

/** Whom somebody listed without a second person since then: in lists, and by searches that named nobody. */
interface Viewer {
  viewerId: string
  since: Date
}

const seenFreely = ({ viewerId, since }: Viewer): SQL => {
  const from = sql`${since.toISOString()}::timestamptz`
  return sql`
    select a.person_id from people_lists l join access_log a on a.subject_id = l.id and a.what = ${VIEWED}
      where l.opened_by = ${viewerId} and l.approval_id is null and l.opened_at > ${from}
    union select person_id from access_log
      where viewer_id = ${viewerId} and what = ${SEARCHED} and at > ${from}`
}

/** How many a list would hold, and how many different people together with those seen freely. */
export async function sizeOf(
  db: Executor,
  listed: Listed,
  viewer: Viewer,
): Promise<{ people: number; together: number }> {
  const { rows } = await db.execute<{ people: number; together: number }>(sql`
    with listed as materialized (select person_id from residents where ${isListed(listed)})
    select (select count(*) from listed)::int as people, (select count(*) from (
      select person_id from listed union ${seenFreely(viewer)}) seen)::int as together`)
  return rows[0]!
}

/**
 * Writes down of those shown by a search that named nobody, once for each in the time. Answers how many different people
 * were seen freely, these among them.
 */
export async function logBrowsed(
  tx: Tx,
  browsed: Viewer & { personIds: readonly string[]; searchId: string; now: Date },
): Promise<number> {
  const { viewerId, since, personIds, searchId, now } = browsed
  const people = sql`
    select person_id from unnest(${sql.param([...personIds])}::uuid[]) as shown(person_id) where not exists (
      select 1 from access_log a where a.viewer_id = ${viewerId} and a.what = ${SEARCHED}
        and a.at > ${since.toISOString()}::timestamptz and a.person_id = shown.person_id)`
  await tx.execute(logged({ listId: searchId, viewerId, purpose: null, what: LIST_LOOKS.search, now }, people))
  const { rows } = await tx.execute<{ seen: number }>(
    sql`select count(*)::int as seen from (${seenFreely({ viewerId, since })}) people`,
  )
  return rows[0]!.seen
}

/** What a viewer reads of a list, as `access_log` tells each person in it. */
interface Reading {
  listId: string
  viewerId: string
  purpose: ListPurpose | null
  what: (typeof LIST_LOOKS)[keyof typeof LIST_LOOKS]
  now: Date
}

/** A line for each of very many, in one statement: ids made there, of the moment and of whose line it is. */
const logged = ({ listId, viewerId, purpose, what, now }: Reading, people: SQL): SQL => {
  const moment = now.getTime().toString(16).padStart(12, '0')
  return sql`
    insert into access_log (id, person_id, viewer_id, what, purpose, subject_id, at)
    select (${moment}::text || '7' || substr(hash, 1, 3) || '8' || substr(hash, 4, 15))::uuid, person_id, ${viewerId}::uuid,
      ${what}::text, ${purpose}::text, ${listId}::uuid, ${now.toISOString()}::timestamptz
    from (select person_id, md5(${`${listId} ${what} `}::text || person_id) as hash from (${people}) people) hashed`
}

/** Puts everybody who is to be listed into the list, each with the look at them written down. Answers how many they are. */
export async function fillList(tx: Tx, listed: Listed, reading: Omit<Reading, 'what'>): Promise<number> {
  const people = sql`select person_id from residents where ${isListed(listed)}`
  const { rowCount } = await tx.execute(logged({ ...reading, what: LIST_LOOKS.view }, people))
  return rowCount ?? 0
}

/** Writes down of everybody in the list that it was taken away. */
export async function logExport(tx: Tx, reading: Omit<Reading, 'what'>): Promise<void> {
  const people = sql`select person_id from access_log where subject_id = ${reading.listId} and what = ${VIEWED}`
  await tx.execute(logged({ ...reading, what: LIST_LOOKS.export }, people))
}

export const insertList = (tx: Tx, row: typeof peopleLists.$inferInsert) => tx.insert(peopleLists).values(row)

export async function listById(db: Executor, id: string): Promise<ListRow | null> {
  const [row] = await db.select().from(peopleLists).where(eq(peopleLists.id, id))
  return row ?? null
}

/** Takes a list away as a file; false when it was before. */
export async function markExported(tx: Tx, row: Pick<ListRow, 'id' | 'communityId'>, now: Date): Promise<boolean> {
  const { rowCount } = await tx
    .update(peopleLists)
    .set({ exportedAt: now })
    .where(
      and(eq(peopleLists.id, row.id), eq(peopleLists.communityId, row.communityId), isNull(peopleLists.exportedAt)),
    )
  return rowCount === 1
}

/** Where a page of a list ended. */
export interface ListPlace {
  name: string
  personId: string
}

/** The next people of a list in the order of their names: those who were put into it and still live there. */
export async function membersOf(
  db: Executor,
  list: Pick<ListRow, 'id' | 'communityId'>,
  page: { after: ListPlace | null; limit: number },
): Promise<ResidentRow[]> {
  const { after, limit } = page
  return db
    .select()
    .from(residents)
    .where(
      and(
        eq(residents.communityId, list.communityId),
        isNull(residents.leftAt),
        after ? sql`(${residents.name}, ${residents.personId}) > (${after.name}, ${after.personId}::uuid)` : undefined,
        // As a value, not `exists`: that would be joined, all people and all looks, where a page needs the first few names.
        // Spelled out, because drizzle leaves the table off a column, and `person_id` alone would be the inner one.
        sql`(select true from access_log a where a.subject_id = ${list.id} and a.what = ${VIEWED}
          and a.person_id = residents.person_id limit 1)`,
      ),
    )
    .orderBy(residents.name, residents.personId)
    .limit(limit)
}

/** Lists that somebody opened since then, the newest first. */
export function listsOpenedBy(db: Executor, openedBy: string, since: Date): Promise<ListRow[]> {
  return db
    .select()
    .from(peopleLists)
    .where(and(eq(peopleLists.openedBy, openedBy), gt(peopleLists.openedAt, since)))
    .orderBy(desc(peopleLists.openedAt))
    .limit(LISTS_AT_ONCE)
}

/** A choice, not an archive. */
const LISTS_AT_ONCE = 20
