import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { type DoorClosing, type DoorOutcome, type DoorReason, TOLD_OUTCOMES } from '../../contract/worker/doors'
import type { Executor, Tx } from '../../kernel/database/open'
import { hasHome } from '../../registry/homes/store'
import { doorEntries, doorLists, doorMarks } from './table'

export type DoorListRow = typeof doorLists.$inferSelect
export type DoorEntryRow = typeof doorEntries.$inferSelect

/** What marks an entry's person as told, to stand within `in (…)`. */
export const told = sql.raw(TOLD_OUTCOMES.map((how) => `'${how}'`).join(', '))
/** Somebody told them, or they read it: what was closed for another reason is neither open nor done. */
const isDone = sql`(coalesce(e.how in (${told}), false) or coalesce(e.closed_why = 'read', false))`
const isOpen = sql`(e.closed_at is null and coalesce(e.how not in (${told}), true))`
const uuids = (ids: readonly string[]) => sql`${sql.param([...ids])}::uuid[]`

/** Makes lists that are not there yet and answers those alone. */
export async function insertLists(tx: Tx, rows: readonly DoorListRow[]): Promise<DoorListRow[]> {
  return tx
    .insert(doorLists)
    .values([...rows])
    .onConflictDoNothing()
    .returning()
}

/** The lists of a record, by grid. */
export async function listsOf(
  db: Executor,
  subjectId: string,
  gridIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: doorLists.id, gridId: doorLists.gridId })
    .from(doorLists)
    .where(and(eq(doorLists.subjectId, subjectId), inArray(doorLists.gridId, [...gridIds])))
  return new Map(rows.map((row) => [row.gridId, row.id]))
}

/** Puts people on lists, each once for a record; answers how many were new. */
export async function insertEntries(tx: Tx, rows: readonly (typeof doorEntries.$inferInsert)[]): Promise<number> {
  const added = await tx
    .insert(doorEntries)
    .values([...rows])
    .onConflictDoNothing()
    .returning({ id: doorEntries.id })
  return added.length
}

/**
 * What stands on lists for a person, or for everybody, ends by itself; who was told also, so that a mark taken back opens
 * no door again.
 */
export async function closeEntries(
  tx: Tx,
  of: { subjectId: string; personId?: string; why: DoorClosing; now: Date },
): Promise<void> {
  await tx.execute(sql`
    update door_entries e set closed_at = ${of.now.toISOString()}::timestamptz, closed_why = ${of.why}
    where e.subject_id = ${of.subjectId} and e.closed_at is null ${of.personId ? sql`and e.person_id = ${of.personId}` : sql``}`)
}

export interface ListCount extends Record<string, unknown> {
  id: string
  title: string
  gridName: string
  open: number
  done: number
  createdAt: string
}

/** Lists of the grids at or below places: those with something to do first, then the newest. */
export async function listsBelow(db: Executor, placeIds: readonly string[], limit: number): Promise<ListCount[]> {
  const { rows } = await db.execute<ListCount>(sql`
    select l.id, l.title, g.name as "gridName",
      to_char(l.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt",
      count(*) filter (where ${isOpen})::int as open, count(*) filter (where ${isDone})::int as done
    from door_lists l join places g on g.id = l.grid_id
      join door_entries e on e.list_id = l.id and e.community_id = l.community_id
    where g.path && ${uuids(placeIds)}
    group by l.id, l.title, g.name, l.created_at
    order by (count(*) filter (where ${isOpen}) > 0) desc, l.id desc limit ${limit}`)
  return rows
}

/** A list within places, with its grid's name. */
export async function listWithin(
  db: Executor,
  id: string,
  placeIds: readonly string[],
): Promise<{ id: string; title: string; gridName: string } | null> {
  const { rows } = await db.execute<{ id: string; title: string; gridName: string }>(sql`
    select l.id, l.title, g.name as "gridName" from door_lists l join places g on g.id = l.grid_id
    where l.id = ${id} and g.path && ${uuids(placeIds)}`)
  return rows[0] ?? null
}

export interface WalkedEntry extends Record<string, unknown> {
  id: string
  personId: string
  name: string
  birthDate: string | null
  tags: string[]
  homeLabel: string
  buildingLabel: string
  entranceLabel: string
  room: string
  reason: DoorReason
  canCall: boolean
  how: DoorOutcome | null
  markedAt: string | null
  markedBy: string | null
  isOpen: boolean
  closedWhy: DoorClosing | null
  /** By which the list is walked along. */
  position: string[]
}

/** The entries of a list in the order of walking: building, entrance, room. `isOpen` leaves out what is over. */
export async function walk(
  db: Executor,
  of: { listId: string; isOpen: boolean; after: readonly string[] | null; limit: number },
): Promise<WalkedEntry[]> {
  const number = (name: string) => `lpad(coalesce(substring(${name} from '[0-9]{1,9}'), ''), 9, '0') || ${name}`
  const position = sql.raw(`array[regexp_replace(b.label, '[0-9]+.*$', ''), ${number('b.name')}, ${number('n.name')},
    lpad(h.room, 20, '0'), e.id::text]`)
  const after = of.after ? sql`where w.position > ${sql.param([...of.after])}::text[]` : sql``
  const { rows } = await db.execute<WalkedEntry>(sql`
    select * from (
      select e.id, e.person_id as "personId", p.name, p.birth_date::text as "birthDate", coalesce(r.tags, '{}') as tags,
        h.label as "homeLabel", b.label as "buildingLabel", n.name as "entranceLabel", h.room, e.reason,
        p.phone_sealed is not null as "canCall", e.how,
        to_char(e.marked_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "markedAt", e.marked_by as "markedBy",
        ${isOpen} as "isOpen", case when e.how in (${told}) then null else e.closed_why end as "closedWhy", ${position} as position
      from door_entries e
        join people p on p.id = e.person_id
        join homes h on h.id = e.home_id and h.community_id = e.community_id
        join places n on n.id = h.entrance_id
        join places b on b.id = n.parent_id
        left join residents r on r.community_id = e.community_id and r.person_id = e.person_id and r.left_at is null
      where e.list_id = ${of.listId} ${of.isOpen ? sql`and ${isOpen}` : sql``}) w
    ${after} order by w.position limit ${of.limit}`)
  return rows
}

/** An entry on a list of a grid at or below places, held until the transaction ends. */
export async function lockEntry(tx: Tx, id: string, placeIds: readonly string[]): Promise<DoorEntryRow | null> {
  const [row] = await tx
    .select()
    .from(doorEntries)
    .where(
      and(
        eq(doorEntries.id, id),
        sql`exists (select 1 from door_lists l join places g on g.id = l.grid_id
          where l.id = door_entries.list_id and g.path && ${uuids(placeIds)})`,
      ),
    )
    .for('update')
  return row ?? null
}

type Mark = Pick<DoorEntryRow, 'how' | 'markedAt' | 'markedBy'>

const setMark = (tx: Tx, row: Pick<DoorEntryRow, 'id' | 'communityId'>, mark: Mark) =>
  tx
    .update(doorEntries)
    .set(mark)
    .where(and(eq(doorEntries.id, row.id), eq(doorEntries.communityId, row.communityId)))

/** What came of a knock; the mark stays on record under `id`, whatever comes after it. */
export async function markEntry(
  tx: Tx,
  row: Pick<DoorEntryRow, 'id' | 'communityId'>,
  mark: { id: string; how: DoorOutcome; markedAt: Date; markedBy: string },
): Promise<void> {
  const { id, ...made } = mark
  await tx.insert(doorMarks).values({ id, communityId: row.communityId, entryId: row.id, ...made })
  await setMark(tx, row, made)
}

/** Takes the last mark back: the one before it stands again. Both stay on record. */
export async function unmarkEntry(
  tx: Tx,
  row: DoorEntryRow,
  by: { id: string; now: Date; personId: string },
): Promise<void> {
  const marks = await tx
    .select()
    .from(doorMarks)
    .where(eq(doorMarks.entryId, row.id))
    .orderBy(asc(doorMarks.markedAt), asc(doorMarks.id))
  const standing: typeof marks = []
  for (const mark of marks) {
    if (mark.how === null) standing.pop()
    else standing.push(mark)
  }
  const before = standing.at(-2)
  await tx.insert(doorMarks).values({
    id: by.id,
    communityId: row.communityId,
    entryId: row.id,
    how: null,
    markedAt: by.now,
    markedBy: by.personId,
  })
  await setMark(tx, row, {
    how: before?.how ?? null,
    markedAt: before?.markedAt ?? null,
    markedBy: before?.markedBy ?? null,
  })
}

export interface PlaceDoors extends Record<string, unknown> {
  /** A grid, or a community where they are added up by it. */
  placeId: string
  label: string
  communityId: string
  /** The grid's one list. */
  listId: string | null
  open: number
  done: number
}

/** How many entries of a record are open and how many are done, by grid or by community; most open first. */
export async function countDoors(db: Executor, subjectId: string, by: 'grid' | 'community'): Promise<PlaceDoors[]> {
  const [at, listId] = by === 'grid' ? [sql`l.grid_id`, sql`min(l.id::text)`] : [sql`l.community_id`, sql`null::text`]
  const { rows } = await db.execute<PlaceDoors>(sql`
    select p.id as "placeId", p.name as label, p.community_id as "communityId",
      ${listId} as "listId",
      count(*) filter (where ${isOpen})::int as open, count(*) filter (where ${isDone})::int as done
    from door_lists l join places p on p.id = ${at}
      join door_entries e on e.list_id = l.id and e.community_id = l.community_id
    where l.subject_id = ${subjectId}
    group by p.id, p.name, p.community_id order by open desc, p.name, p.id`)
  return rows
}

/** What is to be told to one record is told to the other, each time once; whom a worker told under either name was told. */
export async function mergeEntries(tx: Tx, { fromId, intoId, now }: { fromId: string; intoId: string; now: Date }) {
  await tx.execute(sql`
    update door_entries i set how = f.how, marked_at = f.marked_at, marked_by = f.marked_by from door_entries f
    where f.person_id = ${fromId} and i.person_id = ${intoId} and i.subject_id = f.subject_id
      and f.how in (${told}) and coalesce(i.how not in (${told}), true)`)
  await tx.execute(sql`
    update door_entries f set person_id = ${intoId}
    where f.person_id = ${fromId} and not exists (
      select 1 from door_entries i where i.subject_id = f.subject_id and i.person_id = ${intoId})`)
  await tx
    .update(doorEntries)
    .set({ closedAt: now, closedWhy: 'merged' })
    .where(and(eq(doorEntries.personId, fromId), isNull(doorEntries.closedAt)))
}

/**
 * What is open for a record, at homes that turned out to be a new person's and not theirs, is the new person's; where that
 * one stands on a list already, nobody knocks twice.
 */
export async function partEntries(tx: Tx, { fromId, newId, now }: { fromId: string; newId: string; now: Date }) {
  const hasLeft = sql`e.person_id = ${fromId} and ${isOpen} and ${hasHome(newId, sql`e.home_id`, now)}
    and not ${hasHome(fromId, sql`e.home_id`, now)}`
  await tx.execute(sql`
    update door_entries e set person_id = ${newId}
    where ${hasLeft} and not exists (select 1 from door_entries i where i.subject_id = e.subject_id and i.person_id = ${newId})`)
  await tx.execute(sql`
    update door_entries e set closed_at = ${now.toISOString()}::timestamptz, closed_why = 'parted' where ${hasLeft}`)
}
