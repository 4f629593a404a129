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
  URGENCY_LABELS,
} from '../../../contract/orders'
import type { Caller, Deps } from '../../../kernel/context'
import { notFound } from '../../../kernel/errors'
import { fileView, presentFile } from '../../../kernel/files/present'
import { recordAccess } from '../../../registry/access-log/store'
import { maskName } from '../../../registry/people/masking'
import { phonePlace } from '../../../registry/people/sealed'
import { readClass } from '../class-detail'
import type { OrderKind } from '../kind'
import {
  factsOf,
  guardianAs,
  isRequester,
  mayReadFollowers,
  maySee,
  maySeeRequester,
  relationOf,
  supervises,
} from '../permissions'
import { orderSummary, roleLabel, summarise, visibleText } from '../present'
import { SYSTEM_ACTOR } from '../record'
import { FOLLOWER } from '../table'
import { presentWhole, wholeView } from '../whole/present'
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
  /** Who of the family told of it; the name only for those who may see who asked. */
  toldBy: z.nullable(z.strictObject({ relation: z.string(), name: z.nullable(z.string()) })),
  /** Whom it was told for, where the viewer is who told it. */
  forName: z.nullable(z.string()),
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
  /** Since it was last closed. */
  rating: z.nullable(z.enum(RATING_KEYS)),
  /** The department that was whistled for. */
  department: z.nullable(
    z.strictObject({ name: z.string(), reportDueAt: z.nullable(z.string()), reportedAt: z.nullable(z.string()) }),
  ),
  /** The order it is part of, for whoever may see this one. */
  partOf: z.nullable(z.strictObject({ id: z.string(), code: z.string(), isMine: z.boolean() })),
  timeline: z.array(timelineEntry),
  /** What it is part of and what is part of it; for those above it alone. */
  whole: z.nullable(wholeView),
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
  const whole = supervises(viewer, order) ? await presentWhole(deps, order) : null
  return { ...present(deps, viewer, rows, showsRequester, now), whole }
}

function present(
  deps: Deps,
  viewer: Caller,
  rows: DetailRows,
  showsRequester: boolean,
  now: Date,
): Omit<OrderDetail, 'whole'> {
  const { listed, events } = rows
  const { order } = listed
  const kind = deps.kinds.of(order.kind)
  const filesOf = (noteId: string | null) =>
    rows.files.filter((f) => f.noteId === noteId).map((f) => presentFile(deps, f, viewer.personId, now))
  return {
    ...summarise(listed, viewer, deps.kinds, now),
    text: visibleText(listed.noteText, listed.noteCheck, listed.noteAuthorId, viewer.personId),
    isTranscript: rows.notes.get(order.noteId)?.isTranscript ?? false,
    files: filesOf(order.noteId),
    lat: order.lat,
    lng: order.lng,
    requester: showsRequester ? presentRequester(deps, rows, kind) : null,
    ...presentFamily(viewer, rows, showsRequester),
    holder: presentHolder(deps, rows),
    undoUntil: order.holderId === viewer.personId ? (order.undoUntil?.toISOString() ?? null) : null,
    closesAt: order.state === 'resolved' ? (order.closesAt?.toISOString() ?? null) : null,
    rating: factsOf(order, now.getTime()).isRated ? order.rating : null,
    department: presentDepartment(rows),
    partOf: presentPartOf(rows, viewer),
    timeline: events.map((event, i) => ({
      ...presentEvent(viewer, rows, event, i === 0 && !order.endedAt, filesOf, showsRequester),
      label: kind.actionLabels?.[event.action] ?? ORDER_ACTION_LABELS[event.action],
      detail: detailOf(event, rows, kind),
    })),
  }
}

function presentDepartment({ listed: { order }, places }: DetailRows): OrderDetail['department'] {
  const name = places.get(order.departmentId ?? '')
  if (!name) return null
  const { reportDueAt, reportedAt } = order
  return { name, reportDueAt: reportDueAt?.toISOString() ?? null, reportedAt: reportedAt?.toISOString() ?? null }
}

const presentPartOf = ({ partOf }: DetailRows, { personId }: Caller): OrderDetail['partOf'] =>
  partOf && { id: partOf.id, code: partOf.code, isMine: partOf.requesterId === personId }

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
      return classLabel(detail, kind)
    case 'escalate':
      return RUNG_LABELS[detail] ?? null
    default:
      return places.get(detail) ?? null
  }
}

function classLabel(detail: string, kind: OrderKind): string {
  const { category, urgency } = readClass(detail)
  const label = kind.categoryLabel(category)
  return urgency ? `${label}，${URGENCY_LABELS[urgency]}` : label
}

function presentRequester(deps: Deps, { listed, people }: DetailRows, kind: OrderKind): OrderDetail['requester'] {
  const person = people.get(listed.order.requesterId)
  if (!person) return null
  return { name: person.name, phone: phoneOf(deps, person), home: kind.hidesRequesterHome ? null : person.home }
}

/** The two sides of one family. */
function presentFamily(
  viewer: Caller,
  { listed: { order }, events, people }: DetailRows,
  showsRequester: boolean,
): Pick<OrderDetail, 'toldBy' | 'forName'> {
  const first = events.at(-1)
  const relation = first ? relationOf(first.actorAs) : null
  const isName = showsRequester || isRequester(viewer, order)
  return {
    toldBy: first && relation ? { relation, name: isName ? (people.get(first.actorId)?.name ?? null) : null } : null,
    forName: guardianAs(viewer, order) ? (people.get(order.requesterId)?.name ?? null) : null,
  }
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
): Omit<Entry, 'label' | 'detail'> {
  const isFollower = event.actorAs === FOLLOWER
  const isSelf = event.actorId === viewer.personId
  const isHidden = isFollower && !isSelf && !mayReadFollowers(viewer, rows.listed.order)
  const note = isHidden ? undefined : rows.notes.get(event.noteId ?? '')
  const relation = relationOf(event.actorAs)
  const isStaff = event.actorAs !== 'requester' && !isFollower && relation === null
  const isFamily = isRequester(viewer, rows.listed.order) || guardianAs(viewer, rows.listed.order) !== null
  const isFull = isStaff || ((showsRequester || isFamily) && !isFollower)
  const isSystem = event.actorAs === SYSTEM_ACTOR.as
  const name = rows.people.get(event.actorId)?.name ?? ''
  return {
    seq: event.seq,
    action: event.action,
    at: new Date(event.at).toISOString(),
    actorName: isHidden ? '' : isSelf ? '您' : isFull ? name : maskName(name),
    actorRole: isSystem ? '自动' : isFollower ? '也遇到的邻居' : isStaff ? roleLabel(event.actorAs) : (relation ?? ''),
    toName: rows.people.get(event.toPersonId ?? '')?.name ?? null,
    text: note ? visibleText(note.text, note.checkState, note.authorId, viewer.personId) : null,
    isTranscript: note?.isTranscript ?? false,
    isPending: note?.checkState === 'pending',
    files: event.seq === 1 || isHidden ? [] : filesOf(event.noteId),
    tone: isNow ? 'now' : 'done',
  }
}
