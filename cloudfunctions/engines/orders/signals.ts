import { type NewChange, signal } from '../../kernel/changes/store'
import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import type { PlacedOrder } from './store'

type Shown = Pick<
  PlacedOrder,
  'id' | 'requesterId' | 'registeredBy' | 'guardianId' | 'holderId' | 'gridPath' | 'departments'
>

/** Makes the screens of everyone concerned look again: both sides and all whose role covers the grid, below the county. */
export async function signalOrder(
  deps: Deps,
  tx: Tx,
  order: Shown,
  alsoPersonIds: (string | null)[] = [],
): Promise<void> {
  await signal(deps, tx, screensOf(order, alsoPersonIds))
}

/** Those screens, one change each. */
export function screensOf(order: Shown, alsoPersonIds: (string | null)[] = []): NewChange[] {
  const people = new Set(
    [order.requesterId, order.registeredBy, order.guardianId, order.holderId, ...alsoPersonIds].filter(
      (id) => id !== null,
    ),
  )
  const [, ...belowCounty] = order.gridPath
  const placeIds = [...belowCounty, ...order.departments]
  return [
    ...[...people].map((personId) => ({ topic: 'orders' as const, subjectId: order.id, to: { personId } })),
    ...placeIds.map((placeId) => ({ topic: 'orders' as const, subjectId: order.id, to: { placeId } })),
  ]
}
