import { signal } from '../../kernel/changes/store'
import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import type { PlacedOrder } from './store'

/** Makes the screens of everyone concerned look again: both sides and all whose role covers the grid, below the county. */
export async function signalOrder(
  deps: Deps,
  tx: Tx,
  order: Pick<PlacedOrder, 'id' | 'requesterId' | 'registeredBy' | 'holderId' | 'gridPath'>,
  alsoPersonIds: (string | null)[] = [],
): Promise<void> {
  const people = new Set(
    [order.requesterId, order.registeredBy, order.holderId, ...alsoPersonIds].filter((id) => id !== null),
  )
  const [, ...belowCounty] = order.gridPath
  await signal(deps, tx, [
    ...[...people].map((personId) => ({ topic: 'orders' as const, subjectId: order.id, to: { personId } })),
    ...belowCounty.map((placeId) => ({ topic: 'orders' as const, subjectId: order.id, to: { placeId } })),
  ])
}
