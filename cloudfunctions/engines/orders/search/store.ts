import { and, eq, sql } from 'drizzle-orm'
import type { OrderState } from '../../../contract/orders'
import { PAGE_SIZE } from '../../../contract/reply'
import type { Database, Executor, Tx } from '../../../kernel/database/open'
import { wordsOf } from '../../../kernel/grams'
import { indexEntry, searchEntriesFor } from '../../search/store'
import { type ListedOrder, ordersByIds } from '../lists/store'
import { orderById } from '../store'
import { orderNotes, orders } from '../table'

export const ORDER_SUBJECT = 'order'

/** Makes an order findable by its number, its place and, once they are checked, its words. */
export async function indexOrder(tx: Tx, orderId: string): Promise<void> {
  const order = await orderById(tx, orderId)
  if (!order) return
  const [note] = await tx
    .select({ text: orderNotes.text, checkState: orderNotes.checkState })
    .from(orderNotes)
    .where(and(eq(orderNotes.id, order.noteId), eq(orderNotes.communityId, order.communityId)))
  const words = note?.checkState === 'passed' ? (note.text ?? '') : ''
  await indexEntry(tx, {
    communityId: order.communityId,
    subject: ORDER_SUBJECT,
    subjectId: orderId,
    text: `${order.code} ${order.placeText} ${words}`,
    placePath: order.gridPath,
    at: order.createdAt,
  })
}

/** The order that a note opened; null for a note of its history. */
export async function orderOpenedBy(tx: Tx, noteId: string): Promise<string | null> {
  const [row] = await tx
    .select({ id: orders.id })
    .from(orderNotes)
    .innerJoin(orders, and(eq(orders.id, orderNotes.orderId), eq(orders.noteId, orderNotes.id)))
    .where(eq(orderNotes.id, noteId))
  return row?.id ?? null
}

export async function ordersAskedBy(tx: Tx, personId: string): Promise<string[]> {
  const rows = await tx.select({ id: orders.id }).from(orders).where(eq(orders.requesterId, personId))
  return rows.map((row) => row.id)
}

/** Orders without an entry after the one with id `after`, in the order of their ids. */
export async function ordersWithoutEntry(db: Executor, after: string, limit: number): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from orders o where id > ${after} and not exists (
      select 1 from search_entries e where e.subject_id = o.id and e.community_id = o.community_id)
    order by id limit ${limit}`)
  return rows.map((row) => row.id)
}

export interface OrderFilter {
  states: readonly OrderState[] | null
  category: string | null
}

/** Orders at these places with all the words, newest first; one more than a page. */
export async function searchOrders(
  db: Database,
  given: { words: string; placeIds: string[]; filter: OrderFilter; before: string | null; now: Date },
): Promise<ListedOrder[]> {
  const { words, placeIds, filter, before, now } = given
  const wanted = wordsOf(words)
  const listed: ListedOrder[] = []
  const limit = PAGE_SIZE + 1
  const question = { subject: ORDER_SUBJECT, words, placeIds, now, before, limit }
  for await (const ids of searchEntriesFor(db, question)) {
    const known = await ordersByIds(db, ids)
    for (const id of ids) {
      const row = known.get(id)
      if (row && isAsked(row.order, filter) && isMeant(row, wanted)) listed.push(row)
      if (listed.length === limit) return listed
    }
  }
  return listed
}

const isAsked = ({ state, category }: ListedOrder['order'], asked: OrderFilter): boolean =>
  (asked.states?.includes(state) ?? true) && (asked.category ?? category) === category

/** Pairs may stand apart in the text; the words must not. */
function isMeant({ order, noteText, noteCheck }: ListedOrder, words: string[]): boolean {
  const said = noteCheck === 'passed' ? (noteText ?? '') : ''
  const text = `${order.code} ${order.placeText} ${said}`.normalize('NFKC').toLowerCase()
  return words.every((word) => text.includes(word))
}
