import type { OrderAction, OrderState } from '../../contract/orders'
import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { emit } from '../../kernel/events/store'
import { signalOrder } from './signals'
import { insertEvent, type PlacedOrder } from './store'

/** Whose hand moves an order when nobody's does: the timer. */
export const SYSTEM_ACTOR = { id: '00000000-0000-0000-0000-000000000000', as: 'system' } as const

interface Recorded {
  action: Exclude<OrderAction, 'submit'>
  toState: OrderState
  actorId: string
  actorAs: string
  toPersonId: string | null
  detail: string | null
  noteId: string | null
  holderId: string | null
  /** The department in charge and all that were called, after this move. */
  departmentId: string | null
  departments: string[]
  now: Date
}

/** A saved move's line of history, the screens told to look again, and the event for everyone else. */
export async function record(deps: Deps, tx: Tx, order: PlacedOrder, moved: Recorded): Promise<void> {
  const { action, toState, actorId, holderId, departmentId, departments, detail, now, ...rest } = moved
  await insertEvent(tx, {
    ...rest,
    id: deps.newId(),
    communityId: order.communityId,
    orderId: order.id,
    seq: order.version + 1,
    action,
    fromState: order.state,
    toState,
    actorId,
    detail,
    at: now,
  })
  await signalOrder(deps, tx, { ...order, departments }, [holderId])
  await emit(deps, tx, 'order.moved', {
    orderId: order.id,
    communityId: order.communityId,
    kind: deps.kinds.of(order.kind).name,
    action,
    fromState: order.state,
    toState,
    actorId,
    requesterId: order.requesterId,
    holderId,
    formerHolderId: order.holderId,
    departmentId,
    formerDepartmentId: order.departmentId,
    detail,
    noteId: moved.noteId,
  })
}
