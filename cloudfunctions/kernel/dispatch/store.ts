import { and, eq, lt } from 'drizzle-orm'
import type { Executor, Tx } from '../database/open'
import { answers } from './table'

/** Takes the key for this transaction; false when it was used before. Waits for a simultaneous first use to end. */
export async function reserveKey(tx: Tx, row: Omit<typeof answers.$inferInsert, 'answerSealed'>): Promise<boolean> {
  const { rowCount } = await tx.insert(answers).values(row).onConflictDoNothing()
  return rowCount === 1
}

export async function findAnswer(db: Executor, personId: string, key: string) {
  const [row] = await db
    .select({ answerSealed: answers.answerSealed, inputHash: answers.inputHash })
    .from(answers)
    .where(and(eq(answers.personId, personId), eq(answers.key, key)))
  return row ?? null
}

export async function storeAnswer(tx: Tx, personId: string, key: string, answerSealed: string): Promise<void> {
  await tx
    .update(answers)
    .set({ answerSealed })
    .where(and(eq(answers.personId, personId), eq(answers.key, key)))
}

/** Answers live 7 days. */
export async function forgetAnswers(db: Executor, before: Date): Promise<void> {
  await db.delete(answers).where(lt(answers.createdAt, before))
}
