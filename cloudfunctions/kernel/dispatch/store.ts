import { and, eq, lt, sql } from 'drizzle-orm'
import type { Executor, Tx } from '../database/open'
import { statement } from '../database/statement'
import { answers } from './table'

const value = sql.placeholder
const reserved = statement(sql`
  insert into answers (person_id, key, path, input_hash, created_at)
  values (${value('personId')}, ${value('key')}, ${value('path')}, ${value('inputHash')}, ${value('createdAt')})
  on conflict do nothing`)
const stored = statement(sql`
  update answers set answer_sealed = ${value('answerSealed')}
  where person_id = ${value('personId')} and key = ${value('key')}`)

/** Takes the key for this transaction; false when it was used before. Waits for a simultaneous first use to end. */
export async function reserveKey(tx: Tx, row: Omit<typeof answers.$inferInsert, 'answerSealed'>): Promise<boolean> {
  const { rowCount } = await reserved(tx, row)
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
  await stored(tx, { personId, key, answerSealed })
}

/** Answers live 7 days. */
export async function forgetAnswers(db: Executor, before: Date): Promise<void> {
  await db.delete(answers).where(lt(answers.createdAt, before))
}
