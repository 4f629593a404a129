import type { Caller, Deps } from '../../kernel/context'
import type { Executor, Tx } from '../../kernel/database/open'
import { conflict, notFound } from '../../kernel/errors'
import { departmentsFor } from '../../registry/places/store'
import { capacityFor, maySee } from './permissions'
import { orderById } from './store'

/** Departments that serve an order's place and are not in charge of it, for who may whistle or call in. */
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
  const departments = await departmentsFor(db, order.gridPath)
  return departments.filter(({ id }) => id !== order.departmentId)
}

/** What `act` takes for a department of the order's own place; fault where it serves another, or is in charge already. */
export async function calledDepartment(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  { orderId, departmentId }: { orderId: string; departmentId: string },
): Promise<{ departmentId: string }> {
  const order = await orderById(tx, orderId)
  if (!order || !maySee(caller, order, deps.kinds.of(order.kind))) throw notFound()
  if (departmentId === order.departmentId) throw conflict('order.department_called', '请的就是这个部门，请换一个')
  const known = await departmentsFor(tx, order.gridPath)
  if (!known.some(({ id }) => id === departmentId))
    throw conflict('order.department_unknown', '这个部门不管这里，请换一个')
  return { departmentId }
}
