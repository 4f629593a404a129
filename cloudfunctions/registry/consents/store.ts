import { and, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { ConsentPurpose } from '../../contract/registry'
import type { Executor, Tx } from '../../kernel/database/open'
import { guardianships } from '../guardianships/table'
import { dayOf } from '../people/days'
import { people } from '../people/table'
import { isMinor } from './rules'
import { consents } from './table'

export type ConsentRow = typeof consents.$inferSelect

/** The id of the consent: of the one that stands already where they agree to it. */
export async function insertConsent(tx: Tx, row: typeof consents.$inferInsert): Promise<string> {
  const added = await tx.insert(consents).values(row).onConflictDoNothing().returning({ id: consents.id })
  if (added[0]) return added[0].id
  const towards = row.towardsId ?? null
  const [standing] = await tx
    .select({ id: consents.id })
    .from(consents)
    .where(
      and(
        eq(consents.personId, row.personId),
        eq(consents.purpose, row.purpose),
        sql`${consents.towardsId} is not distinct from ${towards}::uuid`,
        isNull(consents.revokedAt),
      ),
    )
  return standing!.id
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

/** Ends what a guardian agreed to for a child. */
export async function endConsentFor(
  tx: Tx,
  { personId, givenBy, revokedAt }: { personId: string; givenBy: string; revokedAt: Date },
): Promise<void> {
  await tx
    .update(consents)
    .set({ revokedAt, revokedBy: givenBy })
    .where(and(eq(consents.personId, personId), eq(consents.givenBy, givenBy), isNull(consents.revokedAt)))
}

/** Ends everything a person agreed to, for themselves or for others. */
export async function endConsentsOf(tx: Tx, personId: string, revokedAt: Date): Promise<void> {
  await tx
    .update(consents)
    .set({ revokedAt, revokedBy: personId })
    .where(and(or(eq(consents.personId, personId), eq(consents.givenBy, personId)), isNull(consents.revokedAt)))
}

/** The person agrees to it now. What a guardian said for them counts until their 14th birthday alone. */
export async function agreesTo(db: Executor, personId: string, purpose: ConsentPurpose, now: Date): Promise<boolean> {
  const rows = await db
    .select({ givenBy: consents.givenBy, birthDate: people.birthDate })
    .from(consents)
    .innerJoin(people, eq(people.id, consents.personId))
    .where(and(eq(consents.personId, personId), eq(consents.purpose, purpose), isNull(consents.revokedAt)))
  return rows.some(({ givenBy, birthDate }) => givenBy === personId || isMinor(birthDate, dayOf(now)))
}

/** Ends what rests on a consent; answers the guardianships that ended. */
export async function endEntrusted(
  tx: Tx,
  { consentId, endedBy, endedAt }: { consentId: string; endedBy: string; endedAt: Date },
): Promise<string[]> {
  const ended = await tx
    .update(guardianships)
    .set({ state: 'ended', endedAt, endedBy })
    .where(and(eq(guardianships.consentId, consentId), eq(guardianships.state, 'active')))
    .returning({ id: guardianships.id })
  return ended.map((row) => row.id)
}

/** When somebody was born; null where it is not known. */
export async function birthOf(db: Executor, personId: string): Promise<string | null> {
  const [row] = await db.select({ birthDate: people.birthDate }).from(people).where(eq(people.id, personId))
  return row?.birthDate ?? null
}
