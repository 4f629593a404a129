import { and, asc, desc, eq, gt, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import { PAGE_SIZE } from '../../contract/reply'
import type { Executor, Tx } from '../../kernel/database/open'
import { consents } from '../consents/table'
import { homes } from '../homes/table'
import { people } from '../people/table'
import { asksSince, type Entrusted, isInForce } from './rules'
import { guardianships } from './table'

export type GuardianshipRow = typeof guardianships.$inferSelect

export const insertGuardianship = async (tx: Tx, row: typeof guardianships.$inferInsert): Promise<void> => {
  await tx.insert(guardianships).values(row)
}

/** A guardianship or an ask; held until the transaction ends where `isLocked`. */
export async function guardianshipById(db: Executor, id: string, isLocked = false): Promise<GuardianshipRow | null> {
  const found = db.select().from(guardianships).where(eq(guardianships.id, id))
  const [row] = isLocked ? await found.for('update') : await found
  return row ?? null
}

export async function saveGuardianship(
  tx: Tx,
  id: string,
  change: Partial<typeof guardianships.$inferInsert>,
): Promise<void> {
  await tx.update(guardianships).set(change).where(eq(guardianships.id, id))
}

/** One side of a guardianship in force. */
export interface Related {
  id: string
  personId: string
  name: string
  relation: GuardianshipRow['relation']
  basis: NonNullable<GuardianshipRow['basis']>
  since: Date
}

const related = {
  id: guardianships.id,
  personId: people.id,
  name: people.name,
  relation: guardianships.relation,
  basis: guardianships.basis,
  since: guardianships.since,
}

/** Whether what was read is in force; the columns are null only before it began. */
const inForce = (rows: (Record<keyof Related, unknown> & { birthDate: string | null })[], now: Date): Related[] =>
  rows.filter((row) => isInForce(row as Entrusted, now)).map(({ birthDate: _, ...row }) => row as unknown as Related)

/** For whom somebody acts now, the longest first. */
export async function wardsOf(db: Executor, guardianId: string, now: Date): Promise<Related[]> {
  const rows = await db
    .select({ ...related, birthDate: people.birthDate })
    .from(guardianships)
    .innerJoin(people, eq(people.id, guardianships.personId))
    .where(and(eq(guardianships.guardianId, guardianId), eq(guardianships.state, 'active'), eq(people.state, 'active')))
    .orderBy(asc(guardianships.since), asc(guardianships.id))
  return inForce(rows, now)
}

/** Who acts for a person now, the longest first. */
export async function guardiansOf(db: Executor, personId: string, now: Date): Promise<Related[]> {
  const rows = await db
    .select({
      ...related,
      birthDate: sql<string | null>`(select c.birth_date::text from people c where c.id = ${guardianships.personId})`,
    })
    .from(guardianships)
    .innerJoin(people, eq(people.id, guardianships.guardianId))
    .where(and(eq(guardianships.personId, personId), eq(guardianships.state, 'active'), eq(people.state, 'active')))
    .orderBy(asc(guardianships.since), asc(guardianships.id))
  return inForce(rows, now)
}

/** What stands between two people, in force or lapsed. */
export async function activeBetween(tx: Tx, personId: string, guardianId: string): Promise<GuardianshipRow | null> {
  const [row] = await tx
    .select()
    .from(guardianships)
    .where(
      and(
        eq(guardianships.personId, personId),
        eq(guardianships.guardianId, guardianId),
        eq(guardianships.state, 'active'),
      ),
    )
    .for('update')
  return row ?? null
}

/** Asks of one person that wait or were made, or refused, after a moment. */
export const asksBy = (db: Executor, guardianId: string, after: Date): Promise<GuardianshipRow[]> =>
  db
    .select()
    .from(guardianships)
    .where(and(eq(guardianships.guardianId, guardianId), gt(guardianships.askedAt, after)))
    .orderBy(desc(guardianships.id))

/** Asks that wait for a person's answer. */
export const asksTo = (db: Executor, personId: string, now: Date): Promise<GuardianshipRow[]> =>
  db
    .select()
    .from(guardianships)
    .where(
      and(
        eq(guardianships.personId, personId),
        eq(guardianships.state, 'asked'),
        gt(guardianships.askedAt, asksSince(now)),
      ),
    )
    .orderBy(asc(guardianships.id))

/** Ends an ask that nobody answered in time, so that it may be made again. */
export async function endLapsedAsks(tx: Tx, guardianId: string, now: Date): Promise<void> {
  await tx
    .update(guardianships)
    .set({ state: 'withdrawn', endedAt: now, nameSealed: null, askedAs: null })
    .where(
      and(
        eq(guardianships.guardianId, guardianId),
        eq(guardianships.state, 'asked'),
        sql`${guardianships.askedAt} <= ${asksSince(now).toISOString()}::timestamptz`,
      ),
    )
}

/** People of that phone and name, without one. */
export async function namedByPhone(
  db: Executor,
  { phoneIndex, name, exceptId }: { phoneIndex: string; name: string; exceptId: string },
): Promise<string[]> {
  const rows = await db
    .select({ id: people.id })
    .from(people)
    .where(
      and(
        eq(people.phoneIndex, phoneIndex),
        eq(people.name, name),
        eq(people.state, 'active'),
        sql`${people.id} <> ${exceptId}`,
      ),
    )
  return rows.map(({ id }) => id)
}

/** An ask with the home it names. */
export interface PlacedAsk extends GuardianshipRow {
  homeLabel: string | null
}

const homeLabel = sql<string | null>`(select ${homes.label} from ${homes} where ${homes.id} = ${guardianships.homeId})`

/** Homes named by asks. */
export async function labelsOfHomes(db: Executor, homeIds: readonly string[]): Promise<Map<string, string>> {
  if (homeIds.length === 0) return new Map()
  const rows = await db
    .select({ id: homes.id, label: homes.label })
    .from(homes)
    .where(inArray(homes.id, [...new Set(homeIds)]))
  return new Map(rows.map(({ id, label }) => [id, label]))
}

/** Asks that wait in the grids below some places, oldest first, one more than a page. */
export async function asksAt(
  db: Executor,
  { placeIds, afterId, now }: { placeIds: readonly string[]; afterId: string | undefined; now: Date },
): Promise<PlacedAsk[]> {
  const rows = await db
    .select({ ask: guardianships, homeLabel })
    .from(guardianships)
    .where(
      and(
        eq(guardianships.state, 'asked'),
        gt(guardianships.askedAt, asksSince(now)),
        sql`${guardianships.gridId} in (
          select p.id from places p where p.kind = 'grid' and p.path && ${sql.param([...placeIds])}::uuid[])`,
        afterId ? gt(guardianships.id, afterId) : undefined,
      ),
    )
    .orderBy(asc(guardianships.id))
    .limit(PAGE_SIZE + 1)
  return rows.map(({ ask, homeLabel }) => ({ ...ask, homeLabel }))
}

/** Ends all that somebody asked, was asked, does for others or is done for them; answers what was in force. */
export async function endAllOf(
  tx: Tx,
  { personId, actorId, now }: { personId: string; actorId: string; now: Date },
): Promise<{ id: string; personId: string }[]> {
  const theirs = or(eq(guardianships.personId, personId), eq(guardianships.guardianId, personId))
  await tx
    .update(guardianships)
    .set({ state: 'withdrawn', endedAt: now, endedBy: actorId, nameSealed: null, askedAs: null })
    .where(and(theirs, eq(guardianships.state, 'asked')))
  const ended = await tx
    .update(guardianships)
    .set({ state: 'ended', endedAt: now, endedBy: actorId })
    .where(and(theirs, eq(guardianships.state, 'active')))
    .returning({ id: guardianships.id, personId: guardianships.personId, consentId: guardianships.consentId })
  await tx
    .update(consents)
    .set({ revokedAt: now, revokedBy: actorId })
    .where(
      and(
        isNull(consents.revokedAt),
        or(
          inArray(
            consents.id,
            ended.flatMap(({ consentId }) => consentId ?? []),
          ),
          and(eq(consents.givenBy, personId), ne(consents.personId, personId)),
        ),
      ),
    )
  return ended.map(({ id, personId }) => ({ id, personId }))
}

/** What somebody ended by closing their account, for telling the other side. */
export async function endedBy(db: Executor, actorId: string): Promise<GuardianshipRow[]> {
  return db
    .select()
    .from(guardianships)
    .where(
      and(
        eq(guardianships.endedBy, actorId),
        eq(guardianships.state, 'ended'),
        or(eq(guardianships.personId, actorId), eq(guardianships.guardianId, actorId)),
      ),
    )
}
