import type { Emergency, OrderKindName, Urgency } from '../../contract/orders'
import type { Point } from '../../contract/places'
import type { Caller, Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { emit } from '../../kernel/events/store'
import { lookAtOf, type Watched } from './ladder'
import { addNote } from './notes'
import { guardianAs } from './permissions'
import { begin, policyFor } from './promise/promise'
import { signalOrder } from './signals'
import { insertEvent, insertOrder, nextCode } from './store'
import { talliesOf } from './tallies/rules'
import { tally } from './tallies/store'

export interface NewOrder {
  kind: OrderKindName
  category: string
  urgency: Urgency
  emergency: Emergency | null
  text: string
  fileIds: string[]
  /** Where: the grid it falls into with the path above it, the nearest known place, and words for a person. */
  gridId: string
  gridPath: string[]
  communityId: string
  placeId: string
  placeText: string
  point: Point | null
  requesterId: string
  /** The worker who writes it down for somebody else. */
  registeredBy: string | null
  /** The same worker, where that person has no account to follow it with. */
  proxyId: string | null
  /** Who of the family tells of it for the requester; the caller has seen that they may act for them. */
  guardianId?: string | null
}

/** Writes a new order into its grid's pool, with its first line of history. */
export async function submit(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  now: Date,
  given: NewOrder,
): Promise<{ id: string; code: string; promisedAt: string }> {
  const id = deps.newId()
  const code = await nextCode(tx, now)
  const { communityId, kind, requesterId, registeredBy, proxyId, gridId, gridPath } = given
  const guardianId = given.guardianId ?? null
  const asked = { guardianId, requesterId }
  const { span } = await policyFor(tx, deps.kinds.of(kind), given)
  const promised = begin(deps, now, span)
  const noteId = (await addNote(deps, tx, caller, { id, communityId }, given))!
  await insertOrder(tx, {
    id,
    communityId,
    kind,
    code,
    noteId,
    gridId,
    requesterId,
    registeredBy,
    proxyId,
    guardianId,
    holders: [],
    state: 'waiting',
    category: given.category,
    urgency: given.urgency,
    emergency: given.emergency,
    placeId: given.placeId,
    placeText: given.placeText,
    lat: given.point?.lat ?? null,
    lng: given.point?.lng ?? null,
    ...promised,
    waitingSince: now,
    departments: [],
    helpers: [],
    joined: [],
    rungs: [],
    lookAt: lookAtOf(watched(given, promised, now), deps.kinds.of(kind), deps.calendar),
    urges: 0,
    reopenings: 0,
    contests: 0,
    version: 1,
    createdAt: now,
    updatedAt: now,
  })
  await tally(deps, tx, talliesOf(null, { communityId, state: 'waiting', ...promised }))
  await insertEvent(tx, {
    id: deps.newId(),
    communityId,
    orderId: id,
    seq: 1,
    action: 'submit',
    fromState: null,
    toState: 'waiting',
    actorId: caller.personId,
    actorAs: guardianAs(caller, asked) ?? (registeredBy ? 'registrar' : 'requester'),
    toPersonId: null,
    detail: null,
    noteId,
    at: now,
  })
  await signalOrder(deps, tx, { id, requesterId, registeredBy, guardianId, holderId: null, gridPath, departments: [] })
  await emit(deps, tx, 'order.moved', {
    orderId: id,
    communityId,
    kind,
    action: 'submit',
    fromState: null,
    toState: 'waiting',
    actorId: caller.personId,
    requesterId,
    holderId: null,
    formerHolderId: null,
    departmentId: null,
    formerDepartmentId: null,
    detail: null,
    noteId,
  })
  return { id, code, promisedAt: promised.promisedAt.toISOString() }
}

const watched = (
  { category, urgency }: NewOrder,
  { promisedAt, yellowAt }: Pick<Watched, 'promisedAt' | 'yellowAt'>,
  waitingSince: Date,
): Watched => ({
  state: 'waiting',
  category,
  urgency,
  promisedAt,
  yellowAt,
  waitingSince,
  reportDueAt: null,
  pausedAt: null,
  closesAt: null,
  rungs: [],
})
