import type { Tx } from '../../kernel/database/open'
import { guardiansOf } from '../../registry/guardianships/store'
import type { OrderRow } from './store'

/** Who is told how it goes: who asked, or who speaks for them, and who of the family told of it while they may act. */
export async function askersOf(tx: Tx, order: OrderRow, now: Date): Promise<string[]> {
  const { requesterId, proxyId, guardianId } = order
  const family = guardianId ? await guardiansOf(tx, requesterId, now) : []
  const told = family.filter(({ personId }) => personId === guardianId).map(({ personId }) => personId)
  return [proxyId ?? requesterId, ...told]
}
