import * as z from 'zod'
import { ORDER_STATES } from '../../../contract/orders'
import { type Role, SUPERVISING_ROLES } from '../../../contract/roles'
import { ordersBelow } from '../../../engines/orders/lists/store'
import { orderSummary, summarise } from '../../../engines/orders/present'
import { cursorField, pageOf } from '../../../kernel/dispatch/fields'
import { idCursor, toPage } from '../../../kernel/dispatch/page'
import { query, router } from '../../../kernel/dispatch/procedure'

export const dispatchRouter = router({
  list: query(
    { callers: SUPERVISING_ROLES, about: '本地方的单，最新的在前' },
    { cursor: cursorField, state: z.enum(ORDER_STATES).optional() },
    pageOf(orderSummary),
    async ({ deps, db, caller, now }, { cursor, state }) => {
      const supervising = caller.grants.filter((g) => (SUPERVISING_ROLES as readonly Role[]).includes(g.role))
      const rows = await ordersBelow(
        db,
        supervising.map((g) => g.placeId),
        state ? [state] : null,
        idCursor(cursor),
      )
      return toPage(
        rows,
        (row) => summarise(row, caller, deps.kinds, now),
        (last) => last.order.id,
      )
    },
  ),
})
