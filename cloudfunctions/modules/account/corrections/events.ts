import type { OrderEvent } from '../../../contract/events'
import { isItemKind } from '../../../contract/items'
import { ENDED_STATES, type OrderState } from '../../../contract/orders'
import type { MessageKind } from '../../../engines/messages/kind'
import { send } from '../../../engines/messages/send'
import { askersOf } from '../../../engines/orders/askers'
import { orderById } from '../../../engines/orders/store'
import { onEvent } from '../../../kernel/events/handler'
import { tellItem } from '../../../registry/facts/items/item'
import { tellField } from '../../../registry/facts/tell'
import { placeById } from '../../../registry/places/store'
import { holdersAt } from '../../../registry/roles/store'
import { correctionKind } from './kind'
import { arrived, refused, resolved } from './messages'
import { correctionPlace } from './sealed'
import { correctionOf, forgetCorrection, forgetCorrectionsOf, saveOutcome } from './store'

const hasEnded = (state: OrderState) => (ENDED_STATES as readonly OrderState[]).includes(state)

/** A resolved correction is what the worker has checked: the value is set with their name. Once it has ended, what was said goes. */
export const applyCorrection = onEvent('order.moved', 'corrections.apply', async (deps, tx, event) => {
  if (event.kind !== 'correction') return
  const row = await correctionOf(tx, event.orderId)
  if (!row) return
  const { orderId, personId, field, itemId, valueSealed } = row
  if (event.action === 'resolve' && valueSealed) {
    const value = deps.encryption.open(valueSealed, correctionPlace(orderId, personId))
    const teller = {
      actorId: event.actorId,
      source: 'gridWorker' as const,
      communityId: event.communityId,
      sourceRef: orderId,
    }
    const told = { personId, value, now: deps.clock.now() }
    const { outcome } = isItemKind(field)
      ? await tellItem(deps, tx, teller, { ...told, kind: field, itemId })
      : await tellField(deps, tx, teller, { ...told, field })
    await saveOutcome(tx, row, outcome)
  }
  if (hasEnded(event.toState)) await forgetCorrection(tx, row)
})

export const eraseCorrections = onEvent('account.closed', 'corrections.erase', async (_deps, tx, { personId }) => {
  await forgetCorrectionsOf(tx, personId)
})

/** Tells the grid's workers of a new one, and the person of its end. */
export const tellOfCorrections = onEvent('order.moved', 'corrections.tell', async (deps, tx, event, eventId) => {
  if (event.kind !== 'correction') return
  const kind = messageFor(event)
  const order = kind && (await orderById(tx, event.orderId))
  if (!kind || !order) return
  const now = deps.clock.now()
  const to =
    kind === arrived
      ? await holdersAt(tx, { roles: correctionKind.pool, placePath: order.gridPath, now })
      : await askersOf(tx, order, now)
  await send(deps, tx, {
    kind,
    to: to.filter((id) => id !== event.actorId),
    params: {
      orderId: order.id,
      category: correctionKind.categoryLabel(order.category),
      place: (await placeById(tx, order.gridId))?.label ?? '',
    },
    subjectId: order.id,
    dedupeKey: `${eventId}.${kind.name}`,
  })
})

function messageFor({ action }: OrderEvent): MessageKind<{ orderId: string; category: string; place: string }> | null {
  switch (action) {
    case 'submit':
    case 'handBack':
    case 'reopen':
      return arrived
    case 'resolve':
      return resolved
    case 'decline':
    case 'closeUnfixed':
      return refused
    default:
      return null
  }
}
