import type { Caller, Deps } from '../../kernel/context'
import type { Executor, Tx } from '../../kernel/database/open'
import { conflict, notFound } from '../../kernel/errors'
import { departmentsFor } from '../../registry/places/store'
import { capacityFor } from './permissions'
import { orderById } from './store'

/** Departments that serve an order's place and were not called yet, for who may whistle or call in. */
export async function departmentsToCall(
  deps: Deps,
  db: Executor,
  caller: Caller,
  orderId: string,
): Promise<{ id: string; name: string }[]> {
  const order = await orderById(db, orderId)
  const kind = order && deps.kinds.of(order.kind)
  const may = (action: 'whistle' | 'callIn') => order && kind && capacityFor(action, caller, order, kind)
  if (!order || !(may('whistle') || may('callIn'))) throw notFound()
  return departmentsFor(db, order.gridPath)
}

/** What `act` takes for a department of the order's own place; fault where it serves another. */
export async function calledDepartment(
  tx: Tx,
  orderId: string,
  departmentId: string,
): Promise<{ departmentId: string }> {
  const order = await orderById(tx, orderId)
  const known = order ? await departmentsFor(tx, order.gridPath) : []
  if (order && !known.some(({ id }) => id === departmentId))
    throw conflict('order.department_unknown', '这个部门不管这里，请换一个')
  return { departmentId }
}
