import { and, desc, eq, lte, sql } from 'drizzle-orm'
import type { Executor, Tx } from '../../../kernel/database/open'
import type { Correction } from '../paid/store'
import { pushSpending } from '../table'

const isOf = (placeId: string, month: string) =>
  and(eq(pushSpending.communityId, placeId), eq(pushSpending.month, month))

export interface Spending {
  spentFen: number
  capFen: number
}

/** What a place has spent in a month and may spend: its latest cap, or else the deployment's `capFen`. */
export async function spendingIn(db: Executor, placeId: string, month: string, capFen: number): Promise<Spending> {
  const [latest] = await db
    .select()
    .from(pushSpending)
    .where(and(eq(pushSpending.communityId, placeId), lte(pushSpending.month, month)))
    .orderBy(desc(pushSpending.month))
    .limit(1)
  return { spentFen: latest?.month === month ? latest.spentFen : 0, capFen: latest?.capFen ?? capFen }
}

/** From this month on a place may spend so much; what is spent stays. */
export async function setCap(tx: Tx, placeId: string, month: string, capFen: number): Promise<void> {
  await tx
    .insert(pushSpending)
    .values({ communityId: placeId, month, spentFen: 0, capFen })
    .onConflictDoUpdate({ target: [pushSpending.communityId, pushSpending.month], set: { capFen } })
}

export interface ToReserve {
  deliveryId: string
  costFen: number
  isAlarm: boolean
}

/**
 * Reserves prices in a place's month, one after another while the cap holds; alarms in any case. The row is locked until
 * this transaction ends, so that senders at once never exceed the cap together. Answers the ids that were reserved.
 */
export async function reserve(
  tx: Tx,
  payer: { placeId: string; month: string; capFen: number },
  wanted: readonly ToReserve[],
): Promise<Set<string>> {
  const { placeId, month } = payer
  const { capFen } = await spendingIn(tx, placeId, month, payer.capFen)
  await tx.insert(pushSpending).values({ communityId: placeId, month, spentFen: 0, capFen }).onConflictDoNothing()
  const [row] = await tx.select().from(pushSpending).where(isOf(placeId, month)).for('update')
  let spent = row!.spentFen
  const taken = new Set<string>()
  for (const { deliveryId, costFen, isAlarm } of wanted) {
    if (!isAlarm && spent + costFen > row!.capFen) continue
    spent += costFen
    taken.add(deliveryId)
  }
  await tx.update(pushSpending).set({ spentFen: spent }).where(isOf(placeId, month))
  return taken
}

/** Adds what was billed beyond the price, and takes away what was not billed. */
export async function correctSpending(tx: Tx, corrections: readonly Correction[]): Promise<void> {
  // One order for everybody, as several payers are locked.
  for (const { payerId, month, fen } of [...corrections].sort((a, b) => (a.payerId < b.payerId ? -1 : 1)))
    await tx
      .update(pushSpending)
      .set({ spentFen: sql`greatest(${pushSpending.spentFen} + ${fen}, 0)` })
      .where(isOf(payerId, month))
}
