import { and, asc, desc, eq, inArray, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { ValueField } from '../../contract/items'
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
export async function valuesOf(db: Executor, personId: string, fields?: readonly ValueField[]): Promise<ValueRow[]> {
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

/** Takes away what was ever told of a person; the rows stay for what points to them, and none counts any more. */
export const eraseValuesOf = (tx: Tx, personId: string, now: Date) =>
  erase(tx, eq(personValues.personId, personId), now)

/** The same for some values alone. */
export const eraseValues = (tx: Tx, ids: readonly string[], now: Date) =>
  erase(tx, inArray(personValues.id, [...ids]), now)

async function erase(tx: Tx, which: SQL, now: Date): Promise<void> {
  await tx
    .update(personValues)
    .set({
      plain: null,
      sealed: null,
      digest: null,
      erasedAt: now,
      state: sql`case when ${personValues.state} in ('current', 'conflicting') then 'erased' else ${personValues.state} end`,
    })
    .where(and(which, isNull(personValues.erasedAt)))
}

/** All that was ever told of one item of a person, the newest first. */
export async function valuesOfItem(db: Executor, personId: string, itemId: string): Promise<ValueRow[]> {
  return db
    .select()
    .from(personValues)
    .where(and(eq(personValues.personId, personId), eq(personValues.itemId, itemId)))
    .orderBy(desc(personValues.id))
}

/** Items whose term is over and that nobody has ended yet. */
export async function lapsedValues(db: Executor, now: Date, limit: number): Promise<ValueRow[]> {
  return db
    .select()
    .from(personValues)
    .where(and(eq(personValues.state, 'current'), lte(personValues.validUntil, now)))
    .orderBy(personValues.validUntil)
    .limit(limit)
}

/** A person's history, oldest first. */
export async function historyOf(db: Executor, personId: string): Promise<HistoryRow[]> {
  return db
    .select()
    .from(registryHistory)
    .where(eq(registryHistory.personId, personId))
    .orderBy(asc(registryHistory.id))
}
