import { onEvent } from '../../../kernel/events/handler'
import { indexOrder, orderOpenedBy, ordersAskedBy } from './store'

/** A new order is found by its number and place at once. */
export const indexNewOrder = onEvent('order.moved', 'orders.index', async (_deps, tx, { action, orderId }) => {
  if (action === 'submit') await indexOrder(tx, orderId)
})

/** By its words once they are checked. */
export const indexCheckedOrder = onEvent('content.checked', 'orders.indexWords', async (_deps, tx, event) => {
  if (event.subject !== 'note') return
  const orderId = await orderOpenedBy(tx, event.subjectId)
  if (orderId) await indexOrder(tx, orderId)
})

/** Words that were taken away are not found any more either. */
export const forgetWords = onEvent('account.closed', 'orders.forgetWords', async (_deps, tx, { personId }) => {
  for (const orderId of await ordersAskedBy(tx, personId)) await indexOrder(tx, orderId)
})
