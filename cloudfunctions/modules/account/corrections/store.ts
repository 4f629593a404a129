import { and, desc, eq } from 'drizzle-orm'
import type { ValueField } from '../../../contract/items'
import type { OrderState } from '../../../contract/orders'
import { orders } from '../../../engines/orders/table'
import type { Executor, Tx } from '../../../kernel/database/open'
import { hasEnded } from './rules'
import { corrections } from './table'

export type CorrectionRow = typeof corrections.$inferSelect

export const insertCorrection = (tx: Tx, row: typeof corrections.$inferInsert) => tx.insert(corrections).values(row)

export async function correctionOf(db: Executor, orderId: string): Promise<CorrectionRow | null> {
  const [row] = await db.select().from(corrections).where(eq(corrections.orderId, orderId))
  return row ?? null
}

export interface AskedCorrection {
  orderId: string
  field: ValueField
  itemId: string | null
  state: OrderState
  outcome: CorrectionRow['outcome']
  /** Who of the family asked for it. */
  guardianId: string | null
  createdAt: Date
}

/** What a person asked to be corrected, newest first. */
export const correctionsAskedBy = (db: Executor, personId: string): Promise<AskedCorrection[]> =>
  db
    .select({
      orderId: corrections.orderId,
      field: corrections.field,
      itemId: corrections.itemId,
      state: orders.state,
      outcome: corrections.outcome,
      guardianId: orders.guardianId,
      createdAt: corrections.createdAt,
    })
    .from(corrections)
    .innerJoin(orders, eq(orders.id, corrections.orderId))
    .where(eq(corrections.personId, personId))
    .orderBy(desc(corrections.orderId))
    .limit(50)

/** The field, or the item of that kind, is being corrected already. */
export async function isBeingCorrected(
  db: Executor,
  personId: string,
  { field, itemId }: { field: ValueField; itemId: string | null },
): Promise<boolean> {
  const asked = await correctionsAskedBy(db, personId)
  return asked.some((one) => one.field === field && one.itemId === itemId && !hasEnded(one.state))
}

export async function saveOutcome(
  tx: Tx,
  { orderId, personId }: CorrectionRow,
  outcome: NonNullable<CorrectionRow['outcome']>,
): Promise<void> {
  await tx
    .update(corrections)
    .set({ outcome })
    .where(and(eq(corrections.orderId, orderId), eq(corrections.personId, personId)))
}

/** What was said goes; that something was asked stays. */
export async function forgetCorrection(tx: Tx, { orderId, personId }: CorrectionRow): Promise<void> {
  await tx
    .update(corrections)
    .set({ valueSealed: null })
    .where(and(eq(corrections.orderId, orderId), eq(corrections.personId, personId)))
}

/** The same for all that a person ever asked. */
export async function forgetCorrectionsOf(tx: Tx, personId: string): Promise<void> {
  await tx.update(corrections).set({ valueSealed: null }).where(eq(corrections.personId, personId))
}
