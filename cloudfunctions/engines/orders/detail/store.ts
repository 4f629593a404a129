import { and, eq, sql } from 'drizzle-orm'
import type { OrderAction } from '../../../contract/orders'
import type { Database } from '../../../kernel/database/open'
import { renderedOnce } from '../../../kernel/database/statement'
import type { PresentableFile } from '../../../kernel/files/present'
import { places } from '../../../registry/places/table'
import type { ListedOrder } from '../lists/store'
import { orderNotes, orders } from '../table'

export interface EventRow {
  seq: number
  action: OrderAction
  actorId: string
  actorAs: string
  toPersonId: string | null
  detail: string | null
  noteId: string | null
  /** Text, as JSON has it. */
  at: string
}

export interface NoteText {
  id: string
  authorId: string
  text: string | null
  isTranscript: boolean
  checkState: string
}

/** Somebody in the story. The phone, still sealed, and the home are only of the two sides. */
export interface PersonRow {
  id: string
  name: string
  phoneSealed: string | null
  home: string | null
}

export interface DetailRows {
  listed: ListedOrder
  /** Newest first. */
  events: EventRow[]
  notes: Map<string, NoteText>
  files: (PresentableFile & { noteId: string })[]
  people: Map<string, PersonRow>
  /** The order it is part of. */
  partOf: { id: string; code: string; requesterId: string } | null
  /** Names of the departments in the story. */
  places: Map<string, string>
}

/** By both columns, or no index is used. */
const OWN_EVENTS = sql`e.community_id = ${orders.communityId} and e.order_id = ${orders.id}`

const eventsJson = sql<EventRow[]>`(
  select json_agg(json_build_object('seq', e.seq, 'action', e.action, 'actorId', e.actor_id, 'actorAs', e.actor_as,
    'toPersonId', e.to_person_id, 'detail', e.detail, 'noteId', e.note_id, 'at', e.at) order by e.seq desc)
  from order_events e where ${OWN_EVENTS})`

const notesJson = sql<NoteText[]>`(
  select json_agg(json_build_object('id', n.id, 'authorId', n.author_id, 'text', n.text, 'isTranscript', n.transcribed_at is not null,
    'checkState', n.check_state))
  from order_notes n where n.order_id = ${orders.id})`

const filesJson = sql<DetailRows['files'] | null>`(
  select json_agg(json_build_object('noteId', f.note_id, 'id', b.id, 'personId', b.person_id, 'state', b.state,
    'checkState', b.check_state, 'seconds', b.seconds, 'name', b.name) order by f.position)
  from order_files f join files b on b.id = f.file_id where f.order_id = ${orders.id})`

const peopleJson = sql<PersonRow[]>`(
  select json_agg(json_build_object('id', p.id, 'name', p.name,
    'phoneSealed', case when p.id in (${orders.requesterId}, ${orders.holderId}) then p.phone_sealed end,
    'home', case when p.id = ${orders.requesterId} then (
      select h.label from residencies r join homes h on h.id = r.home_id and h.community_id = r.community_id
      where r.person_id = p.id and r.community_id = ${orders.communityId} and r.until is null
      order by r.since, r.id limit 1) end))
  from people p where p.id = any(array[${orders.requesterId}, ${orders.holderId}] || (
    select array_agg(e.actor_id) || array_agg(e.to_person_id) from order_events e where ${OWN_EVENTS})))`

const departmentsJson = sql<{ id: string; name: string }[] | null>`(
  select json_agg(json_build_object('id', d.id, 'name', d.name)) from places d where d.id = any(${orders.departments}))`

const partOfJson = sql<DetailRows['partOf']>`(
  select json_build_object('id', w.id, 'code', w.code, 'requesterId', w.requester_id) from orders w
  where w.id = ${orders.mergedInto} and w.community_id = ${orders.communityId})`

const detail = renderedOnce((db) =>
  db
    .select({
      order: orders,
      gridPath: places.path,
      noteText: orderNotes.text,
      noteCheck: orderNotes.checkState,
      noteAuthorId: orderNotes.authorId,
      events: eventsJson,
      notes: notesJson,
      files: filesJson,
      people: peopleJson,
      departments: departmentsJson,
      partOf: partOfJson,
    })
    .from(orders)
    .innerJoin(places, eq(places.id, orders.gridId))
    .innerJoin(orderNotes, and(eq(orderNotes.id, orders.noteId), eq(orderNotes.communityId, orders.communityId)))
    .where(eq(orders.id, sql.placeholder('id'))),
)

/** Everything an order's page shows, in one round to the database; null when there is no such order. */
export async function loadDetail(db: Database, orderId: string): Promise<DetailRows | null> {
  const [row] = await detail(db).execute({ id: orderId })
  if (!row) return null
  const { order, gridPath, events, notes, files, people, departments, partOf, ...note } = row
  const byId = new Map(people.map((person) => [person.id, person]))
  const holderName = order.holderId ? (byId.get(order.holderId)?.name ?? null) : null
  return {
    listed: { order: { ...order, gridPath }, ...note, holderName },
    events,
    notes: new Map(notes.map((n) => [n.id, n])),
    files: files ?? [],
    people: byId,
    partOf,
    places: new Map(departments?.map(({ id, name }) => [id, name])),
  }
}
