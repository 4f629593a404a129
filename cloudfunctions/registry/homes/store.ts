import { and, asc, eq, gt, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Executor, Tx } from '../../kernel/database/open'
import { statement } from '../../kernel/database/statement'
import { places } from '../places/table'
import type { Dwelling } from '../residents/rules'
import { homes, residencies } from './table'

export interface Residency {
  homeId: string
  communityId: string
  communityName: string
  gridId: string
  entranceId: string
  /** 檀溪苑3号楼2单元501 */
  label: string
  relation: (typeof residencies.$inferSelect)['relation']
  since: Date
}

/** Whether a person lives in or owns a home now, as a condition; `homeId` names its column. */
export function hasHome(personId: string, homeId: SQL, now: Date): SQL {
  const at = sql`${now.toISOString()}::timestamptz`
  return sql`exists (select from residencies s where s.person_id = ${personId} and s.home_id = ${homeId}
    and s.since <= ${at} and (s.until is null or s.until > ${at}))`
}

/** Homes a person lives in or owns now, longest first. */
export function homesOf(db: Executor, personId: string, now: Date): Promise<Residency[]> {
  return db
    .select({
      homeId: homes.id,
      communityId: homes.communityId,
      communityName: places.name,
      gridId: homes.gridId,
      entranceId: homes.entranceId,
      label: homes.label,
      relation: residencies.relation,
      since: residencies.since,
    })
    .from(residencies)
    .innerJoin(homes, and(eq(homes.id, residencies.homeId), eq(homes.communityId, residencies.communityId)))
    .innerJoin(places, eq(places.id, homes.communityId))
    .where(
      and(
        eq(residencies.personId, personId),
        lte(residencies.since, now),
        or(isNull(residencies.until), gt(residencies.until, now)),
      ),
    )
    .orderBy(asc(residencies.since), asc(residencies.id))
}

/** The home to greet a person with: the one they have had longest; null for who has none. */
export async function homeOf(db: Executor, personId: string, now: Date): Promise<Residency | null> {
  const [home] = await homesOf(db, personId, now)
  return home ?? null
}

/** Where a person lives or what they own now, with the places above each home. */
export async function dwellingsOf(db: Executor, personId: string, now: Date): Promise<Dwelling[]> {
  return db
    .select({
      id: residencies.id,
      communityId: residencies.communityId,
      gridId: homes.gridId,
      homeId: homes.id,
      label: homes.label,
      path: places.path,
      livesThere: residencies.livesThere,
      since: residencies.since,
    })
    .from(residencies)
    .innerJoin(homes, and(eq(homes.id, residencies.homeId), eq(homes.communityId, residencies.communityId)))
    .innerJoin(places, eq(places.id, homes.entranceId))
    .where(and(eq(residencies.personId, personId), isNow(now)))
}

const isNow = (now: Date) => or(isNull(residencies.until), gt(residencies.until, now))

const livedIn = statement<{ communityId: string }>(sql`
  select distinct community_id as "communityId" from residencies where person_id = ${sql.placeholder('personId')}::uuid
    and until is null`)

/** Communities a person lives or owns in, without an end in sight. */
export async function communitiesLivedIn(db: Executor, personId: string): Promise<string[]> {
  const { rows } = await livedIn(db, { personId })
  return rows.map(({ communityId }) => communityId)
}

export type ResidencyRow = typeof residencies.$inferSelect

/** False when the person has a residency there already. */
export async function insertResidency(tx: Tx, row: typeof residencies.$inferInsert): Promise<boolean> {
  const added = await tx.insert(residencies).values(row).onConflictDoNothing().returning({ id: residencies.id })
  return added.length > 0
}

/** A person's present residencies, of one home or of all. */
export async function residenciesOf(
  db: Executor,
  personId: string,
  now: Date,
  homeId?: string,
): Promise<ResidencyRow[]> {
  return db
    .select()
    .from(residencies)
    .where(and(eq(residencies.personId, personId), isNow(now), homeId ? eq(residencies.homeId, homeId) : undefined))
    .orderBy(asc(residencies.since), asc(residencies.id))
}

export async function endResidency(tx: Tx, id: string, until: Date): Promise<void> {
  await tx.update(residencies).set({ until }).where(eq(residencies.id, id))
}

/** What had ended is in force again; answers the rows. */
export async function reopenResidencies(tx: Tx, ids: readonly string[]): Promise<ResidencyRow[]> {
  if (ids.length === 0) return []
  return tx
    .update(residencies)
    .set({ until: null })
    .where(inArray(residencies.id, [...ids]))
    .returning()
}

export async function homeById(db: Executor, id: string): Promise<typeof homes.$inferSelect | null> {
  const [row] = await db.select().from(homes).where(eq(homes.id, id))
  return row ?? null
}

/** Keeps others from writing somebody down in a home until this transaction ends. */
export async function lockHome(tx: Tx, id: string): Promise<void> {
  await tx.select({ id: homes.id }).from(homes).where(eq(homes.id, id)).for('update')
}

/** Homes of an entrance by their numbers; who lives there is not said. */
export async function roomsOf(db: Executor, entranceId: string): Promise<{ id: string; room: string }[]> {
  return db
    .select({ id: homes.id, room: homes.room })
    .from(homes)
    .where(eq(homes.entranceId, entranceId))
    .orderBy(sql`substring(${homes.room} from '[0-9]{1,9}')::int nulls last`, asc(homes.room))
}
