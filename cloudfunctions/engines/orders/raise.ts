import { type Emergency, HEARD_EMERGENCY, RUNNING_STATES } from '../../contract/orders'
import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { changeOf } from './changes'
import { policyFor } from './promise/promise'
import { record, SYSTEM_ACTOR } from './record'
import { lockOrder, saveOrder } from './store'

/**
 * Makes a running order an emergency because of words that came after it was told: its promise follows, and whoever is
 * rung for an emergency is rung now. One that is an emergency already, or has ended, is left alone.
 */
export async function raiseToEmergency(deps: Deps, tx: Tx, orderId: string, emergency: Emergency): Promise<void> {
  const order = await lockOrder(tx, orderId)
  const isRunning = order && (RUNNING_STATES as readonly string[]).includes(order.state)
  if (!isRunning || order.urgency === 'emergency') return
  const kind = deps.kinds.of(order.kind)
  const now = deps.clock.now()
  const classAs = { category: order.category, urgency: 'emergency' as const }
  const change = changeOf(order, kind, deps.calendar, {
    action: 'reclassify',
    to: order.state,
    now,
    actorId: SYSTEM_ACTOR.id,
    holderId: order.holderId,
    holderAs: order.holderAs ?? '',
    policy: await policyFor(tx, kind, { ...order, ...classAs }),
    classAs,
  })
  await saveOrder(deps, tx, order, { ...change, emergency })
  await record(deps, tx, order, {
    action: 'escalate',
    toState: order.state,
    actorId: SYSTEM_ACTOR.id,
    actorAs: SYSTEM_ACTOR.as,
    toPersonId: null,
    detail: HEARD_EMERGENCY,
    noteId: null,
    holderId: order.holderId,
    departmentId: order.departmentId,
    departments: order.departments,
    now,
  })
}
