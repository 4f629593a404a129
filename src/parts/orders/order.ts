import type { api } from '../../lib/rpc'

/** An order in a list, whatever its kind. */
export type OrderSummary = Awaited<ReturnType<typeof api.appeals.mine>>['items'][number]

/** An order on its own page. */
export type OrderDetail = Awaited<ReturnType<typeof api.appeals.get>>
