import { and, desc, eq, inArray, isNull, or } from 'drizzle-orm'
import type { ConsentPurpose } from '../../contract/registry'
import type { Executor, Tx } from '../../kernel/database/open'
import { guardianships } from '../guardianships/table'
import { people } from '../people/table'
import { consents } from './table'

export type ConsentRow = typeof consents.$inferSelect

/** False when they agree to it already. */
export async function insertConsent(tx: Tx, row: typeof consents.$inferInsert): Promise<boolean> {
  const added = await tx.insert(consents).values(row).onConflictDoNothing().returning({ id: consents.id })
  return added.length > 0
}

/** Everything these people ever agreed to, newest first. */
export const consentsOf = (db: Executor, personIds: readonly string[]): Promise<ConsentRow[]> =>
  db
    .select()
    .from(consents)
    .where(inArray(consents.personId, [...personIds]))
    .orderBy(desc(consents.givenAt), desc(consents.id))

/** One consent, held until the transaction ends; null when there is none. */
export async function lockConsent(tx: Tx, id: string): Promise<ConsentRow | null> {
  const [row] = await tx.select().from(consents).where(eq(consents.id, id)).for('update')
  return row ?? null
}

export async function endConsent(tx: Tx, id: string, revokedBy: string, revokedAt: Date): Promise<void> {
  await tx.update(consents).set({ revokedAt, revokedBy }).where(eq(consents.id, id))
}

/** Ends everything a person agreed to, for themselves or for others. */
export async function endConsentsOf(tx: Tx, personId: string, revokedAt: Date): Promise<void> {
  await tx
    .update(consents)
    .set({ revokedAt, revokedBy: personId })
    .where(and(or(eq(consents.personId, personId), eq(consents.givenBy, personId)), isNull(consents.revokedAt)))
}

/** The person agrees to it now. */
export async function agreesTo(db: Executor, personId: string, purpose: ConsentPurpose): Promise<boolean> {
  const [row] = await db
    .select({ id: consents.id })
    .from(consents)
    .where(and(eq(consents.personId, personId), eq(consents.purpose, purpose), isNull(consents.revokedAt)))
    .limit(1)
  return row !== undefined
}

/** Who acts for a person now. */
export async function guardiansOf(db: Executor, personId: string): Promise<string[]> {
  const rows = await db
    .select({ id: guardianships.guardianId })
    .from(guardianships)
    .where(and(eq(guardianships.personId, personId), eq(guardianships.state, 'active')))
  return rows.map((row) => row.id)
}

/** For whom somebody acts now: their name and birth. */
export const caredForBy = (
  db: Executor,
  guardianId: string,
): Promise<{ personId: string; name: string; birthDate: string | null }[]> =>
  db
    .select({ personId: people.id, name: people.name, birthDate: people.birthDate })
    .from(guardianships)
    .innerJoin(people, eq(people.id, guardianships.personId))
    .where(and(eq(guardianships.guardianId, guardianId), eq(guardianships.state, 'active')))

/** Ends what rests on a consent; answers the guardianships that ended. */
export async function endEntrusted(tx: Tx, consentId: string, endedAt: Date): Promise<string[]> {
  const ended = await tx
    .update(guardianships)
    .set({ state: 'ended', endedAt })
    .where(and(eq(guardianships.consentId, consentId), eq(guardianships.state, 'active')))
    .returning({ id: guardianships.id })
  return ended.map((row) => row.id)
}

/** When somebody was born; null where it is not known. */
export async function birthOf(db: Executor, personId: string): Promise<string | null> {
  const [row] = await db.select({ birthDate: people.birthDate }).from(people).where(eq(people.id, personId))
  return row?.birthDate ?? null
}
