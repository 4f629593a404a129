import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { bringForward } from '../../kernel/outbox/store'
import { type DeliveryKey, nextRings } from './deliveries/store'
import { laneOf } from './lanes'

/**
 * An alarm goes on to its next channel at once: after WeChat the call, after the call the text message. Unless `isSure`,
 * only where WeChat's other way has not reached either. Of messages that are no alarms nothing happens.
 */
export async function ringNext(
  deps: Deps,
  tx: Tx,
  after: readonly (DeliveryKey & { isSure: boolean })[],
): Promise<void> {
  if (after.length === 0) return
  const next = await nextRings(tx, after)
  await bringForward(
    tx,
    next.map(({ deliveryId, personId }) => ({ lane: laneOf('voice', personId), payload: { deliveryId } })),
    deps.clock.now(),
  )
}
