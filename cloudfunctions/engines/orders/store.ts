import { and, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import { ENDED_STATES } from '../../contract/orders'
import type { Deps } from '../../kernel/context'
import type { Executor, Tx } from '../../kernel/database/open'
import { inserter, statement } from '../../kernel/database/statement'
import { places } from '../../registry/places/table'
import { FOLLOWER, orderEvents, orderFiles, orderNotes, orders } from './table'
import { talliesOf } from './tallies/rules'
import { tally } from './tallies/store'

export type OrderRow = typeof orders.$inferSelect

/** An order with where it stands in the place tree: its grid and all above it. */
export interface PlacedOrder extends OrderRow {
  gridPath: string[]
}

export type OrderEventRow = typeof orderEvents.$inferSelect
export type NoteRow = typeof orderNotes.$inferSelect

const placed = { order: orders, gridPath: places.path }
const flat = (row: { order: OrderRow; gridPath: string[] } | undefined): PlacedOrder | null =>
  row ? { ...row.order, gridPath: row.gridPath } : null

export async function orderById(db: Executor, id: string): Promise<PlacedOrder | null> {
  const [row] = await db
    .select(placed)
    .from(orders)
    .innerJoin(places, eq(places.id, orders.gridId))
    .where(eq(orders.id, id))
  return flat(row)
}

/** Reads the order and keeps others from moving it until this transaction ends. */
export async function lockOrder(tx: Tx, id: string): Promise<PlacedOrder | null> {
  const [row] = await tx
    .select(placed)
    .from(orders)
    .innerJoin(places, eq(places.id, orders.gridId))
    .where(eq(orders.id, id))
    .for('update', { of: orders })
  return flat(row)
}

const codeTaken = statement<{ code: string }>(sql`
  select to_char(${sql.placeholder('now')}::timestamptz at time zone 'Asia/Shanghai', 'YYMM')
    || '-' || lpad(n::text, greatest(4, length(n::text)), '0') as code
  from nextval('order_codes') n`)

/** yyMM-n in Shanghai's month: short enough to be said on the phone. */
export async function nextCode(tx: Tx, now: Date): Promise<string> {
  const { rows } = await codeTaken(tx, { now })
  return rows[0]!.code
}

const ordersIn = inserter(orders)
const eventsIn = inserter(orderEvents)
const notesIn = inserter(orderNotes)

export const insertOrder = (tx: Tx, row: typeof orders.$inferInsert) => ordersIn(tx, [row])

/** Saves a moved order and what that changes in the board's counts; its version goes up by one. */
export async function saveOrder(
  deps: Pick<Deps, 'newId'>,
  tx: Tx,
  order: OrderRow,
  change: Partial<typeof orders.$inferInsert>,
): Promise<void> {
  await tally(deps, tx, talliesOf(order, { ...order, ...change }))
  await tx
    .update(orders)
    .set({ ...change, version: order.version + 1 })
    .where(and(eq(orders.id, order.id), eq(orders.communityId, order.communityId)))
}

export const insertEvent = (tx: Tx, row: typeof orderEvents.$inferInsert) => eventsIn(tx, [row])
export const insertEvents = (tx: Tx, rows: (typeof orderEvents.$inferInsert)[]) => eventsIn(tx, rows)

/** Orders whose moment has come, locked; those that somebody is just moving are left for the next look. */
export async function lockDue(tx: Tx, now: Date, limit: number): Promise<PlacedOrder[]> {
  const rows = await tx
    .select(placed)
    .from(orders)
    .innerJoin(places, eq(places.id, orders.gridId))
    .where(lte(orders.lookAt, now))
    .orderBy(orders.lookAt)
    .limit(limit)
    .for('update', { of: orders, skipLocked: true })
  return rows.map((row) => flat(row)!)
}

interface Looked {
  order: OrderRow
  moves: { action: string }[]
  state: string
  rungs: string[]
  lookAt: Date | null
}

/** Saves what a look found, all in one statement. Each line of history is a version; what has closed gets its end. */
export async function saveLooked(tx: Tx, looks: Looked[], now: Date): Promise<void> {
  const found = JSON.stringify(
    looks.map(({ order, moves, state, rungs, lookAt }) => ({
      id: order.id,
      community_id: order.communityId,
      state,
      rungs,
      look_at: lookAt,
      version: order.version + moves.length,
      is_closed: moves.some(({ action }) => action === 'lapse'),
    })),
  )
  await tx.execute(sql`
    update orders o set state = f.state, look_at = f.look_at, version = f.version,
      rungs = array(select jsonb_array_elements_text(f.rungs)),
      ended_at = case when f.is_closed then ${now} else o.ended_at end,
      ended_as = case when f.is_closed then 'closed' else o.ended_as end
    from jsonb_to_recordset(${found}::jsonb) as f(id uuid, community_id uuid, state text, rungs jsonb,
      look_at timestamptz, version int, is_closed boolean)
    where o.id = f.id and o.community_id = f.community_id`)
}

export const insertNote = (tx: Tx, row: typeof orderNotes.$inferInsert) => notesIn(tx, [row])

export async function insertFiles(tx: Tx, rows: (typeof orderFiles.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(orderFiles).values(rows)
}

export async function notesByIds(db: Executor, ids: string[]): Promise<NoteRow[]> {
  return ids.length === 0 ? [] : db.select().from(orderNotes).where(inArray(orderNotes.id, ids))
}

/** Records what the content check said of a note; returns the note, or null when there is none. */
export async function setNoteCheck(tx: Tx, noteId: string, checkState: NoteRow['checkState']): Promise<NoteRow | null> {
  const [row] = await tx.update(orderNotes).set({ checkState }).where(eq(orderNotes.id, noteId)).returning()
  return row ?? null
}

/** The words heard from a voice note, to be checked; null when the note has words or was erased meanwhile. */
export async function setTranscript(tx: Tx, noteId: string, text: string, now: Date): Promise<NoteRow | null> {
  const [row] = await tx
    .update(orderNotes)
    .set({ text, transcribedAt: now, checkState: 'pending' })
    .where(and(eq(orderNotes.id, noteId), isNull(orderNotes.erasedAt), sql`coalesce(${orderNotes.text}, '') = ''`))
    .returning()
  return row ?? null
}

/** The files of a note, in order. */
export async function fileIdsOfNote(db: Executor, noteId: string): Promise<string[]> {
  const rows = await db
    .select({ id: orderFiles.fileId })
    .from(orderFiles)
    .where(eq(orderFiles.noteId, noteId))
    .orderBy(orderFiles.position)
  return rows.map((row) => row.id)
}

/** The order a file was attached to, for telling its screens that the picture was checked. */
export async function orderOfFile(db: Executor, fileId: string): Promise<string | null> {
  const [row] = await db
    .select({ orderId: orderFiles.orderId })
    .from(orderFiles)
    .where(eq(orderFiles.fileId, fileId))
    .limit(1)
  return row?.orderId ?? null
}

/** How many orders a person still waits for, and how many they still hold. */
export async function openOrdersOf(db: Executor, personId: string): Promise<{ asked: number; held: number }> {
  const { rows } = await db.execute<{ asked: number; held: number }>(sql`
    select count(*) filter (where requester_id = ${personId} and state <> all(${sql.param([...ENDED_STATES])}::text[]))::int as asked,
      count(*) filter (where holder_id = ${personId} and state in ('accepted', 'handling', 'reopened'))::int as held
    from ${orders} where requester_id = ${personId} or holder_id = ${personId}`)
  return rows[0]!
}

/** Said by somebody who only follows the order. */
const isFollowersNote = sql`exists(
  select from order_events e where e.community_id = n.community_id and e.order_id = n.order_id and e.note_id = n.id
    and e.actor_as = ${FOLLOWER})`

/**
 * Takes away what a person told of themselves on the orders they asked for: their words, or those of the family for them, and where it was, down to the
 * building, and what they added to orders they follow; the history keeps its skeleton. What staff wrote on other people's orders is the office's and stays.
 */
export async function eraseOrdersOf(tx: Tx, personId: string, now: Date): Promise<void> {
  await tx.execute(sql`
    update order_notes n set text = null, erased_at = ${now} from orders o
    where o.id = n.order_id and o.community_id = n.community_id
      and ((n.author_id = ${personId} and (o.requester_id = ${personId} or ${isFollowersNote}))
        or (o.requester_id = ${personId} and n.author_id = o.guardian_id))`)
  await tx.execute(sql`
    update orders o set lat = null, lng = null, place_text = coalesce((
      select b.label from places p join places b on b.id = any(p.path) and b.kind in ('building', 'grid')
      where p.id = o.place_id order by array_position(p.path, b.id) desc limit 1), '')
    where o.requester_id = ${personId}`)
}

/** Files that one of the family put on orders told for a person. */
export async function filesOfGuardians(db: Executor, personId: string): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select f.file_id as id from orders o join order_notes n on n.order_id = o.id and n.community_id = o.community_id
      join order_files f on f.note_id = n.id and f.community_id = n.community_id
    where o.requester_id = ${personId} and n.author_id = o.guardian_id`)
  return rows.map((row) => row.id)
}

/** Files a person put on other people's orders: proof of work, which stays when they leave. */
export async function filesOnOthersOrders(db: Executor, personId: string): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select f.file_id as id from order_notes n join order_files f on f.note_id = n.id and f.community_id = n.community_id
      join orders o on o.id = n.order_id and o.community_id = n.community_id
    where n.author_id = ${personId} and o.requester_id <> ${personId} and not ${isFollowersNote}`)
  return rows.map((row) => row.id)
}
