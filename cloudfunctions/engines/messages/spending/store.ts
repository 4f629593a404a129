import { and, desc, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Executor, Tx } from '../../../kernel/database/open'
import type { Correction } from '../paid/store'
import { pushSpending } from '../table'

const isOf = (placeId: string, month: string) =>
  and(eq(pushSpending.communityId, placeId), eq(pushSpending.month, month))

export interface Spending {
  spentFen: number
  capFen: number
}

/** What places have spent in a month and may spend: each its latest cap, or else the deployment's `capFen`. */
export async function spendingIn(
  db: Executor,
  placeIds: readonly string[],
  month: string,
  capFen: number,
): Promise<Map<string, Spending>> {
  const rows = await db
    .selectDistinctOn([pushSpending.communityId])
    .from(pushSpending)
    .where(and(inArray(pushSpending.communityId, [...placeIds]), lte(pushSpending.month, month)))
    .orderBy(pushSpending.communityId, desc(pushSpending.month))
  const latest = new Map(rows.map((row) => [row.communityId, row]))
  return new Map(
    placeIds.map((id) => {
      const row = latest.get(id)
      return [id, { spentFen: row?.month === month ? row.spentFen : 0, capFen: row?.capFen ?? capFen }]
    }),
  )
}

/** The cap set for a place that counts in a month; null where none is. */
async function ownCap(tx: Tx, placeId: string, month: string): Promise<number | null> {
  const [row] = await tx
    .select({ capFen: pushSpending.capFen })
    .from(pushSpending)
    .where(and(eq(pushSpending.communityId, placeId), lte(pushSpending.month, month)))
    .orderBy(desc(pushSpending.month))
    .limit(1)
  return row?.capFen ?? null
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
 * @param payer `capFen`: the deployment's, for a place without one of its own
 */
export async function reserve(
  tx: Tx,
  payer: { placeId: string; month: string; capFen: number },
  wanted: readonly ToReserve[],
): Promise<Set<string>> {
  const { placeId, month } = payer
  const capFen = await ownCap(tx, placeId, month)
  await tx.insert(pushSpending).values({ communityId: placeId, month, spentFen: 0, capFen }).onConflictDoNothing()
  const [row] = await tx.select().from(pushSpending).where(isOf(placeId, month)).for('update')
  const cap = row!.capFen ?? payer.capFen
  let spent = row!.spentFen
  const taken = new Set<string>()
  for (const { deliveryId, costFen, isAlarm } of wanted) {
    if (!isAlarm && spent + costFen > cap) continue
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
