import type { OrderEvent } from '../../../contract/events'
import { isItemKind, type ValueField } from '../../../contract/items'
import type { MessageKind } from '../../../engines/messages/kind'
import { send } from '../../../engines/messages/send'
import { askersOf } from '../../../engines/orders/askers'
import { settleAsksOf } from '../../../engines/orders/settle'
import { orderById } from '../../../engines/orders/store'
import type { Deps } from '../../../kernel/context'
import type { Tx } from '../../../kernel/database/open'
import { onEvent } from '../../../kernel/events/handler'
import { tellItem } from '../../../registry/facts/items/item'
import { type Teller, type Told, tellField } from '../../../registry/facts/tell'
import { holderOfIdNumber } from '../../../registry/people/store'
import { placeById } from '../../../registry/places/store'
import { holdersAt } from '../../../registry/roles/store'
import { correctionKind } from './kind'
import { arrived, refused, resolved } from './messages'
import { hasEnded } from './rules'
import { correctionPlace } from './sealed'
import { correctionOf, forgetCorrection, forgetCorrectionsOf, saveOutcome } from './store'

/** A resolved correction is what the worker has checked: the value is set with their name. Once it has ended, what was said goes. */
export const applyCorrection = onEvent(
  'order.moved',
  'corrections.apply',
  async (deps, tx, event) => {
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
      const told = { personId, field, itemId, value, now: deps.clock.now() }
      await saveOutcome(tx, row, await outcomeOf(deps, tx, teller, told))
    }
    if (hasEnded(event.toState)) await forgetCorrection(tx, row)
  },
  { concerns: ({ kind }) => kind === 'correction' },
)

/** An ID number is one person's: what is somebody else's by now stays with them, whoever has checked what. */
async function outcomeOf(
  deps: Deps,
  tx: Tx,
  teller: Teller,
  told: { personId: string; field: ValueField; itemId: string | null; value: string; now: Date },
): Promise<Told['outcome']> {
  const { field } = told
  if (isItemKind(field)) return (await tellItem(deps, tx, teller, { ...told, kind: field })).outcome
  const holder = field === 'idNumber' ? await holderOfIdNumber(tx, deps.encryption, told.value) : null
  if (holder !== null && holder !== told.personId) return 'dispute'
  return (await tellField(deps, tx, teller, { ...told, field })).outcome
}

export const eraseCorrections = onEvent('account.closed', 'corrections.erase', async (_deps, tx, { personId }) => {
  await forgetCorrectionsOf(tx, personId)
})

/** Tells the grid's workers of a new one, and the person of its end. */
export const tellOfCorrections = onEvent(
  'order.moved',
  'corrections.tell',
  async (deps, tx, event, eventId) => {
    await settleAsksOf(tx, event, eventId)
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
  },
  { concerns: ({ kind }) => kind === 'correction' },
)

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
