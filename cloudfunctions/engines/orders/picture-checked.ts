import { onEvent } from '../../kernel/events/handler'
import { signalOrder } from './signals'
import { orderById, orderOfFile } from './store'

/** A picture passed its check after the order was sent: screens that show the order look again. */
export const pictureChecked = onEvent(
  'content.checked',
  'orders.pictureChecked',
  async (deps, tx, { subjectId }) => {
    const orderId = await orderOfFile(tx, subjectId)
    const order = orderId && (await orderById(tx, orderId))
    if (order) await signalOrder(deps, tx, order)
  },
  { concerns: ({ subject }) => subject === 'file' },
)
