import * as z from 'zod'
import {
  CALL_BACK_RESULTS,
  type CallBackResult,
  ORDER_ACTION_LABELS,
  ORDER_ACTIONS,
  PAUSE_REASONS,
  type PauseReason,
  RATING_KEYS,
  RATINGS,
  type Rating,
  RUNG_LABELS,
} from '../../../contract/orders'
import type { Caller, Deps } from '../../../kernel/context'
import { notFound } from '../../../kernel/errors'
import { fileView, presentFile } from '../../../kernel/files/present'
import { recordAccess } from '../../../registry/access-log/store'
import { maskName } from '../../../registry/people/masking'
import { phonePlace } from '../../../registry/people/sealed'
import type { OrderKind } from '../kind'
import { maySee, maySeeRequester } from '../permissions'
import { orderSummary, roleLabel, summarise, visibleText } from '../present'
import { SYSTEM_ACTOR } from '../record'
import { type DetailRows, type EventRow, loadDetail, type PersonRow } from './store'

const timelineEntry = z.strictObject({
  seq: z.number(),
  action: z.enum(ORDER_ACTIONS),
  label: z.string(),
  at: z.string(),
  actorName: z.string(),
  actorRole: z.string(),
  toName: z.nullable(z.string()),
  /** What it says besides words: why it stands still, how satisfied, which department. */
  detail: z.nullable(z.string()),
  text: z.nullable(z.string()),
  /** The text was heard from the voice note. */
  isTranscript: z.boolean(),
  isPending: z.boolean(),
  files: z.array(fileView),
  tone: z.enum(['done', 'now']),
})

/** An order as its own page shows it. */
export const orderDetail = orderSummary.extend({
  text: z.nullable(z.string()),
  /** The text was heard from the voice note. */
  isTranscript: z.boolean(),
  files: z.array(fileView),
  lat: z.nullable(z.number()),
  lng: z.nullable(z.number()),
  /** Only for those who may see who asked. */
  requester: z.nullable(
    z.strictObject({ name: z.string(), phone: z.nullable(z.string()), home: z.nullable(z.string()) }),
  ),
  holder: z.nullable(
    z.strictObject({
      personId: z.string(),
      name: z.string(),
      role: z.string(),
      phone: z.nullable(z.string()),
      since: z.string(),
    }),
  ),
  undoUntil: z.nullable(z.string()),
  /** When a resolved order closes by itself unless the requester answers. */
  closesAt: z.nullable(z.string()),
  rating: z.nullable(z.enum(RATING_KEYS)),
  /** The department that was whistled for. */
  department: z.nullable(
    z.strictObject({ name: z.string(), reportDueAt: z.nullable(z.string()), reportedAt: z.nullable(z.string()) }),
  ),
  timeline: z.array(timelineEntry),
})

export type OrderDetail = z.output<typeof orderDetail>

/** Loads an order for a viewer and logs the look where the requester is shown. Fault record.not_found hides what is not theirs. */
export async function detailFor(deps: Deps, viewer: Caller, orderId: string, now: Date): Promise<OrderDetail> {
  const rows = await loadDetail(deps.db, orderId)
  const kind = rows && deps.kinds.of(rows.listed.order.kind)
  if (!rows || !kind || !maySee(viewer, rows.listed.order, kind)) throw notFound()
  const { order } = rows.listed
  const showsRequester = maySeeRequester(viewer, order, kind) && order.requesterId !== viewer.personId
  if (showsRequester) {
    const entry = {
      personId: order.requesterId,
      viewerId: viewer.personId,
      what: 'order.requester',
      subjectId: order.id,
    }
    await recordAccess(deps.db, [{ id: deps.newId(), at: now, ...entry }])
  }
  return present(deps, viewer, rows, showsRequester, now)
}

function present(deps: Deps, viewer: Caller, rows: DetailRows, showsRequester: boolean, now: Date): OrderDetail {
  const { listed, events } = rows
  const { order } = listed
  const filesOf = (noteId: string | null) =>
    rows.files.filter((f) => f.noteId === noteId).map((f) => presentFile(deps, f, viewer.personId, now))
  return {
    ...summarise(listed, viewer, deps.kinds, now),
    text: visibleText(listed.noteText, listed.noteCheck, listed.noteAuthorId, viewer.personId),
    isTranscript: rows.notes.get(order.noteId)?.isTranscript ?? false,
    files: filesOf(order.noteId),
    lat: order.lat,
    lng: order.lng,
    requester: showsRequester ? presentRequester(deps, rows) : null,
    holder: presentHolder(deps, rows),
    undoUntil: order.holderId === viewer.personId ? (order.undoUntil?.toISOString() ?? null) : null,
    closesAt: order.state === 'resolved' ? (order.closesAt?.toISOString() ?? null) : null,
    rating: order.rating,
    department: presentDepartment(rows),
    timeline: events.map((event, i) => ({
      ...presentEvent(viewer, rows, event, i === 0 && !order.endedAt, filesOf, showsRequester),
      detail: detailOf(event, rows, deps.kinds.of(order.kind)),
    })),
  }
}

function presentDepartment({ listed: { order }, places }: DetailRows): OrderDetail['department'] {
  const name = places.get(order.departmentId ?? '')
  if (!name) return null
  const { reportDueAt, reportedAt } = order
  return { name, reportDueAt: reportDueAt?.toISOString() ?? null, reportedAt: reportedAt?.toISOString() ?? null }
}

/** The words for what an event names besides people. */
function detailOf({ action, detail }: EventRow, { places }: DetailRows, kind: OrderKind): string | null {
  if (!detail) return null
  switch (action) {
    case 'pause':
      return PAUSE_REASONS[detail as PauseReason] ?? null
    case 'rate':
      return RATINGS[detail as Rating] ?? null
    case 'callBack':
      return CALL_BACK_RESULTS[detail as CallBackResult] ?? null
    case 'reclassify':
      return kind.categoryLabel(detail)
    case 'escalate':
      return RUNG_LABELS[detail] ?? null
    default:
      return places.get(detail) ?? null
  }
}

function presentRequester(deps: Deps, { listed, people }: DetailRows): OrderDetail['requester'] {
  const person = people.get(listed.order.requesterId)
  return person ? { name: person.name, phone: phoneOf(deps, person), home: person.home } : null
}

function presentHolder(deps: Deps, { listed, people }: DetailRows): OrderDetail['holder'] {
  const { holderId, holderAs, holderSince } = listed.order
  const person = people.get(holderId ?? '')
  if (!person || !holderSince) return null
  const { id: personId, name } = person
  return { personId, name, phone: phoneOf(deps, person), role: roleLabel(holderAs), since: holderSince.toISOString() }
}

const phoneOf = ({ encryption }: Deps, { id, phoneSealed }: PersonRow) =>
  phoneSealed && encryption.open(phoneSealed, phonePlace(id))

type Entry = z.output<typeof timelineEntry>

function presentEvent(
  viewer: Caller,
  rows: DetailRows,
  event: EventRow,
  isNow: boolean,
  filesOf: (noteId: string | null) => Entry['files'],
  showsRequester: boolean,
): Omit<Entry, 'detail'> {
  const note = rows.notes.get(event.noteId ?? '')
  const isStaff = event.actorAs !== 'requester'
  const isSystem = event.actorAs === SYSTEM_ACTOR.as
  const name = rows.people.get(event.actorId)?.name ?? ''
  return {
    seq: event.seq,
    action: event.action,
    label: ORDER_ACTION_LABELS[event.action],
    at: new Date(event.at).toISOString(),
    actorName: event.actorId === viewer.personId ? '您' : isStaff || showsRequester ? name : maskName(name),
    actorRole: isSystem ? '自动' : isStaff ? roleLabel(event.actorAs) : '',
    toName: rows.people.get(event.toPersonId ?? '')?.name ?? null,
    text: note ? visibleText(note.text, note.checkState, note.authorId, viewer.personId) : null,
    isTranscript: note?.isTranscript ?? false,
    isPending: note?.checkState === 'pending',
    files: event.seq === 1 ? [] : filesOf(event.noteId),
    tone: isNow ? 'now' : 'done',
  }
}
