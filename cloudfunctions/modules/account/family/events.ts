import type { MessageKind } from '../../../engines/messages/kind'
import { send } from '../../../engines/messages/send'
import { orderById } from '../../../engines/orders/store'
import type { Deps } from '../../../kernel/context'
import type { Tx } from '../../../kernel/database/open'
import { onEvent } from '../../../kernel/events/handler'
import { endedBy, type GuardianshipRow, guardianshipById } from '../../../registry/guardianships/store'
import { openidOf } from '../../../registry/people/store'
import { namesOf, pathOf } from '../../../registry/places/store'
import { holdersAt } from '../../../registry/roles/store'
import { acted, agreed, asked, ended, entrusted, refused, toConfirm } from './messages'

const tell = (deps: Deps, tx: Tx, kind: MessageKind<object>, to: string[], row: GuardianshipRow) =>
  send(deps, tx, { kind, to, params: {}, subjectId: row.id, dedupeKey: `${kind.name}.${row.id}` })

/** The person who was asked for, where they log in, and the grid's workers, or the secretary of a grid that has none. */
export const tellOfAsk = onEvent('guardianship.asked', 'family.tellAsked', async (deps, tx, event) => {
  const row = await guardianshipById(tx, event.guardianshipId)
  if (row?.state !== 'asked') return
  if (await openidOf(tx, row.personId)) await tell(deps, tx, asked, [row.personId], row)
  if (!row.gridId) return
  const at = { placePath: await pathOf(tx, row.gridId), now: deps.clock.now() }
  const others = (ids: string[]) => ids.filter((id) => id !== row.guardianId && id !== row.personId)
  const workers = others(await holdersAt(tx, { roles: ['gridWorker'], ...at }))
  const to = workers.length > 0 ? workers : others(await holdersAt(tx, { roles: ['secretary'], ...at }))
  const gridName = (await namesOf(tx, [row.gridId])).get(row.gridId) ?? ''
  const dedupeKey = `${toConfirm.name}.${row.id}`
  await send(deps, tx, { kind: toConfirm, to, params: { gridName }, subjectId: row.id, dedupeKey })
})

/** Who asked; and the person themselves where a worker said yes for them. */
export const tellOfAskAnswered = onEvent('guardianship.answered', 'family.tellAnswered', async (deps, tx, event) => {
  const row = await guardianshipById(tx, event.guardianshipId)
  if (!row) return
  await tell(deps, tx, event.isAgreed ? agreed : refused, [row.guardianId], row)
  if (event.isAgreed && event.actorId !== row.personId) await tell(deps, tx, entrusted, [row.personId], row)
})

/** Both sides. */
export const tellOfEnd = onEvent('guardianship.ended', 'family.tellEnded', async (deps, tx, event) => {
  const row = await guardianshipById(tx, event.guardianshipId)
  if (row) await tell(deps, tx, ended, [row.guardianId, row.personId], row)
})

/** Who closes an account leaves those they acted for, or who acted for them. */
export const tellOfLeaving = onEvent('account.closed', 'family.tellLeft', async (deps, tx, { personId }) => {
  for (const row of await endedBy(tx, personId)) {
    const other = row.guardianId === personId ? row.personId : row.guardianId
    await tell(deps, tx, ended, [other], row)
  }
})

/** Whatever is told in somebody's name they hear of. */
export const tellOfActing = onEvent(
  'order.moved',
  'family.tellActed',
  async (deps, tx, event, eventId) => {
    const order = await orderById(tx, event.orderId)
    if (order?.guardianId !== event.actorId) return
    const params = { orderId: order.id }
    await send(deps, tx, {
      kind: acted,
      to: [order.requesterId],
      params,
      subjectId: order.id,
      dedupeKey: `${eventId}.acted`,
    })
  },
  { concerns: ({ action, actorId, requesterId }) => action === 'submit' && actorId !== requesterId },
)
