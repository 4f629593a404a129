import { isAudio } from '../../../../contract/files'
import { URGENCY_LABELS } from '../../../../contract/orders'
import type { VisitRequest } from '../../../../contract/worker/visits'
import { clockText } from '../../../../engines/messages/clock-text'
import { send } from '../../../../engines/messages/send'
import { settleAsksOf } from '../../../../engines/orders/settle'
import { fileIdsOfNote, notesByIds, orderById, type PlacedOrder } from '../../../../engines/orders/store'
import type { Deps } from '../../../../kernel/context'
import type { Tx } from '../../../../kernel/database/open'
import { onEvent } from '../../../../kernel/events/handler'
import { filesByIds } from '../../../../kernel/files/store'
import { placeById } from '../../../../registry/places/store'
import { holdersAt } from '../../../../registry/roles/store'
import { writeVisit } from '../done'
import { visitMessages } from './messages'
import { type Audience, tellingsFor } from './rules'
import { requestOf } from './store'

/** Each time it is resolved somebody has been there: the visit is written with what they said, and answers what was due. */
export const writeAskedVisit = onEvent(
  'order.moved',
  'visits.write',
  async (deps, tx, event) => {
    const [request, order] = [await requestOf(tx, event.orderId), await orderById(tx, event.orderId)]
    if (!request || !order) return
    const [note] = event.noteId ? await notesByIds(tx, [event.noteId]) : []
    const files = note ? await filesByIds(tx, await fileIdsOfNote(tx, note.id)) : []
    const { communityId, personId } = request
    // When the words were written, however late this runs.
    const now = note?.createdAt ?? deps.clock.now()
    await writeVisit(
      { deps, tx, now },
      {
        communityId,
        personId,
        by: event.actorId,
        text: note?.text ?? null,
        fileIds: files.filter(({ mime }) => !isAudio(mime)).map(({ id }) => id),
        arrival: order.category as VisitRequest,
        orderId: order.id,
      },
    )
  },
  { concerns: ({ kind, action }) => kind === 'visit' && action === 'resolve' },
)

/** Tells those concerned of every move of an asked visit, never the one who made it. */
export const tellOfVisits = onEvent(
  'order.moved',
  'visits.tell',
  async (deps, tx, event, eventId) => {
    const order = await orderById(tx, event.orderId)
    if (!order) return
    await settleAsksOf(tx, event, eventId)
    const kind = deps.kinds.of('visit')
    const isAlarming = order.urgency === 'emergency'
    const params = {
      orderId: order.id,
      code: order.code,
      category: kind.categoryLabel(order.category),
      // The building: never the home, never who.
      place: (await placeById(tx, order.placeId))?.label ?? '',
      urgency: URGENCY_LABELS[order.urgency],
      at: clockText(deps.clock.now()),
    }
    for (const { message, audience } of tellingsFor(event, kind.ladder)) {
      const concerned = {
        asker: event.requesterId,
        holder: event.holderId,
        formerHolder: event.formerHolderId,
      }
      const to =
        audience in concerned
          ? [concerned[audience as keyof typeof concerned]].filter((id) => id !== null)
          : await staffOf(deps, tx, audience, order)
      const words = visitMessages.find(({ name }) => name === message)!
      await send(deps, tx, {
        kind: isAlarming && message === 'visit.asked' ? { ...words, urgency: 'alarm' } : words,
        to: to.filter((id) => id !== event.actorId),
        params,
        subjectId: order.id,
        dedupeKey: `${eventId}.${message}`,
      })
    }
  },
  // Who asks in an emergency is heard before what can wait.
  { pace: 'urgent', concerns: ({ kind }) => kind === 'visit' },
)

function staffOf({ clock, kinds }: Deps, tx: Tx, audience: Audience, order: PlacedOrder): Promise<string[]> {
  const now = clock.now()
  const { gridPath, departmentId } = order
  if (audience === 'pool') return holdersAt(tx, { roles: kinds.of('visit').pool, placePath: gridPath, now })
  if (audience === 'department')
    return holdersAt(tx, { roles: ['department'], placePath: departmentId ? [departmentId] : [], now })
  return holdersAt(tx, { roles: [audience as 'secretary' | 'subdistrict' | 'county'], placePath: gridPath, now })
}
