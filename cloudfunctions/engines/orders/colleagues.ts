import type { Role } from '../../contract/roles'
import type { Caller, Deps } from '../../kernel/context'
import type { Executor } from '../../kernel/database/open'
import { notFound } from '../../kernel/errors'
import { membersAt } from '../../registry/roles/store'
import { capacityFor } from './permissions'
import { orderById } from './store'

export interface Colleague {
  personId: string
  name: string
  role: Role
  placeName: string
}

/**
 * Whom an order may be given or passed to: everyone of its kind's pool in the same community, or of the department that
 * holds it; never who holds or asked for it.
 */
export async function colleaguesFor(
  deps: Deps,
  db: Executor,
  caller: Caller,
  orderId: string,
  now: Date,
): Promise<Colleague[]> {
  const order = await orderById(db, orderId)
  const kind = order && deps.kinds.of(order.kind)
  const may = (action: 'assign' | 'reassign') => order && kind && capacityFor(action, caller, order, kind)
  if (!order || !kind || !(may('reassign') || may('assign'))) throw notFound()
  const isDepartments = order.holderAs === 'department' && order.departmentId !== null
  const members = isDepartments
    ? await membersAt(db, { roles: ['department'], placeId: order.departmentId!, now })
    : await membersAt(db, { roles: kind.pool, communityId: order.communityId, now })
  return members.filter((m) => m.personId !== order.holderId && m.personId !== order.requesterId)
}
