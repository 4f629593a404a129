import type { OrderEvent } from '../../contract/events'
import type { Tx } from '../../kernel/database/open'
import { settleAsks } from '../messages/store'

/** Once an order is in another state or in other hands, nobody is asked any more for what it needed before this event. */
export async function settleAsksOf(tx: Tx, event: OrderEvent, eventId: string): Promise<void> {
  if (event.fromState !== event.toState || event.formerHolderId) await settleAsks(tx, event.orderId, eventId)
}
