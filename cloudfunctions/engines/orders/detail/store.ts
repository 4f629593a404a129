import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { Database } from '../../../kernel/database/open'
import type { Encryption } from '../../../kernel/encryption'
import { files } from '../../../kernel/files/table'
import { homes, residencies } from '../../../registry/homes/table'
import { phonePlace } from '../../../registry/people/sealed'
import { people } from '../../../registry/people/table'
import { places } from '../../../registry/places/table'
import type { ListedOrder } from '../lists/store'
import type { NoteRow, OrderEventRow, OrderRow } from '../store'
import { orderEvents, orderFiles, orderNotes, orders } from '../table'

export interface DetailRows {
  listed: ListedOrder
  /** Newest first. */
  events: OrderEventRow[]
  notes: Map<string, NoteRow>
  files: { noteId: string; file: typeof files.$inferSelect }[]
  names: Map<string, string>
}

/** Everything an order's page shows, in two rounds to the database; null when there is no such order. */
export async function loadDetail(db: Database, orderId: string): Promise<DetailRows | null> {
  const [[row], events, notes, attached] = await Promise.all([
    db
      .select({ order: orders, gridPath: places.path })
      .from(orders)
      .innerJoin(places, eq(places.id, orders.gridId))
      .where(eq(orders.id, orderId)),
    db.select().from(orderEvents).where(eq(orderEvents.orderId, orderId)).orderBy(desc(orderEvents.seq)),
    db.select().from(orderNotes).where(eq(orderNotes.orderId, orderId)),
    db
      .select({ noteId: orderFiles.noteId, file: files })
      .from(orderFiles)
      .innerJoin(files, eq(files.id, orderFiles.fileId))
      .where(eq(orderFiles.orderId, orderId))
      .orderBy(orderFiles.position),
  ])
  if (!row) return null
  const actors = new Set(events.flatMap((e) => [e.actorId, e.toPersonId]).filter((id) => id !== null))
  const named = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [...actors]))
  const names = new Map(named.map((person) => [person.id, person.name]))
  const byId = new Map(notes.map((note) => [note.id, note]))
  const first = byId.get(row.order.noteId)!
  const order = { ...row.order, gridPath: row.gridPath }
  const holderName = row.order.holderId ? (names.get(row.order.holderId) ?? null) : null
  return {
    listed: { order, noteText: first.text, noteCheck: first.checkState, noteAuthorId: first.authorId, holderName },
    events,
    notes: byId,
    files: attached,
    names,
  }
}

export interface ContactRow {
  personId: string
  name: string
  phone: string | null
  home: string | null
}

/** Name, phone in full and home of the two sides of an order. Who gets to see which is the presenter's decision. */
export async function loadContacts(
  db: Database,
  order: OrderRow,
  encryption: Encryption,
): Promise<Map<string, ContactRow>> {
  const ids = [order.requesterId, order.holderId].filter((id) => id !== null)
  const rows = await db
    .select({ id: people.id, name: people.name, sealed: people.phoneSealed, home: homes.label })
    .from(people)
    .leftJoin(
      residencies,
      and(
        eq(residencies.personId, people.id),
        isNull(residencies.until),
        eq(residencies.communityId, order.communityId),
      ),
    )
    .leftJoin(homes, eq(homes.id, residencies.homeId))
    .where(inArray(people.id, ids))
  return new Map(
    rows.map(({ id, name, sealed, home }) => [
      id,
      { personId: id, name, home, phone: sealed ? encryption.open(sealed, phonePlace(id)) : null },
    ]),
  )
}
