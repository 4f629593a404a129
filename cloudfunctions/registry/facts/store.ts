import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { PersonField } from '../../contract/registry'
import type { Executor, Tx } from '../../kernel/database/open'
import { inserter } from '../../kernel/database/statement'
import { personValues, registryHistory } from './table'

export type ValueRow = typeof personValues.$inferSelect
export type NewHistoryRow = typeof registryHistory.$inferInsert
export type HistoryRow = typeof registryHistory.$inferSelect

const valuesIn = inserter(personValues)
const historyIn = inserter(registryHistory)

export const insertValue = (tx: Tx, row: typeof personValues.$inferInsert) => valuesIn(tx, [row])
export const insertHistory = (tx: Tx, row: NewHistoryRow) => historyIn(tx, [row])

/** What counts and what is in dispute, of some fields or of all. */
export async function valuesOf(db: Executor, personId: string, fields?: readonly PersonField[]): Promise<ValueRow[]> {
  return db
    .select()
    .from(personValues)
    .where(
      and(
        eq(personValues.personId, personId),
        inArray(personValues.state, ['current', 'conflicting']),
        fields && inArray(personValues.field, [...fields]),
      ),
    )
    .orderBy(asc(personValues.at), asc(personValues.id))
}

/**
 * The phone that WeChat has verified last for a person; null where none. Numbers before it may be somebody else's by now,
 * and what came from another record was not verified for this one.
 */
export async function verifiedPhoneOf(db: Executor, personId: string): Promise<ValueRow | null> {
  const [row] = await db
    .select()
    .from(personValues)
    .where(
      and(
        eq(personValues.personId, personId),
        eq(personValues.field, 'phone'),
        eq(personValues.source, 'wechat'),
        isNull(personValues.sourceRef),
        isNull(personValues.erasedAt),
      ),
    )
    .orderBy(desc(personValues.at), desc(personValues.id))
    .limit(1)
  return row ?? null
}

export async function valueById(db: Executor, id: string): Promise<ValueRow | null> {
  const [row] = await db.select().from(personValues).where(eq(personValues.id, id))
  return row ?? null
}

export async function setValueState(tx: Tx, ids: readonly string[], state: ValueRow['state']): Promise<void> {
  if (ids.length === 0) return
  await tx
    .update(personValues)
    .set({ state })
    .where(inArray(personValues.id, [...ids]))
}

/** Takes away what was ever told of a person; the rows stay for what points to them. */
export async function eraseValuesOf(tx: Tx, personId: string, now: Date): Promise<string[]> {
  const rows = await tx
    .update(personValues)
    .set({ plain: null, sealed: null, digest: null, erasedAt: now })
    .where(and(eq(personValues.personId, personId), sql`${personValues.erasedAt} is null`))
    .returning({ id: personValues.id })
  return rows.map((row) => row.id)
}

/** A person's history, oldest first. */
export async function historyOf(db: Executor, personId: string): Promise<HistoryRow[]> {
  return db
    .select()
    .from(registryHistory)
    .where(eq(registryHistory.personId, personId))
    .orderBy(asc(registryHistory.id))
}
