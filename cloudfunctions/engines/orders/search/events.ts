import { onEvent } from '../../../kernel/events/handler'
import { indexOrder, orderOpenedBy, ordersAskedBy } from './store'

/** A new order is found by its number and place at once. */
export const indexNewOrder = onEvent(
  'order.moved',
  'orders.index',
  async (_deps, tx, { orderId }) => {
    await indexOrder(tx, orderId)
  },
  { concerns: ({ action }) => action === 'submit' },
)

/** By its words once they are checked. */
export const indexCheckedOrder = onEvent(
  'content.checked',
  'orders.indexWords',
  async (_deps, tx, { subjectId }) => {
    const orderId = await orderOpenedBy(tx, subjectId)
    if (orderId) await indexOrder(tx, orderId)
  },
  { concerns: ({ subject }) => subject === 'note' },
)

/** Words that were taken away are not found any more either. */
export const forgetWords = onEvent('account.closed', 'orders.forgetWords', async (_deps, tx, { personId }) => {
  for (const orderId of await ordersAskedBy(tx, personId)) await indexOrder(tx, orderId)
})
