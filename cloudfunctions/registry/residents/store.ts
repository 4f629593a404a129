import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Executor, Tx } from '../../kernel/database/open'
import { residents, tagCounts } from './table'

export type ResidentRow = typeof residents.$inferSelect

/** What all communities say of a person, held until the transaction ends. */
export async function lockResidents(tx: Tx, personId: string): Promise<ResidentRow[]> {
  return tx
    .select()
    .from(residents)
    .where(eq(residents.personId, personId))
    .orderBy(residents.communityId)
    .for('update')
}

export async function upsertResident(tx: Tx, row: typeof residents.$inferInsert): Promise<void> {
  const { communityId, personId, ...set } = row
  await tx
    .insert(residents)
    .values(row)
    .onConflictDoUpdate({ target: [residents.communityId, residents.personId], set })
}

/** Communities that a person has left keep that they were there, and nothing of who it was. */
export async function endResidents(
  tx: Tx,
  personId: string,
  communityIds: readonly string[],
  now: Date,
): Promise<void> {
  if (communityIds.length === 0) return
  await tx
    .update(residents)
    .set({ leftAt: now, name: '', homeLabel: '', grams: [], tags: [], phoneTail: null, birthDate: null, sex: null })
    .where(and(eq(residents.personId, personId), inArray(residents.communityId, [...communityIds])))
}

/** Adds to a community's counts, in the order given. */
export async function addCounts(
  tx: Tx,
  communityId: string,
  changes: readonly { gridId: string; tag: string; delta: number }[],
): Promise<void> {
  for (const { gridId, tag, delta } of changes)
    await tx.execute(sql`
      insert into tag_counts (community_id, grid_id, tag, count) values (${communityId}, ${gridId}, ${tag}, greatest(${delta}::int, 0))
      on conflict (community_id, grid_id, tag) do update set count = tag_counts.count + ${delta}::int`)
}

/** How many bear each tag, by grid, in these communities. */
export async function countsOf(
  db: Executor,
  communityIds: readonly string[],
): Promise<{ communityId: string; gridId: string; tag: string; count: number }[]> {
  if (communityIds.length === 0) return []
  return db
    .select()
    .from(tagCounts)
    .where(and(inArray(tagCounts.communityId, [...communityIds]), sql`${tagCounts.count} > 0`))
}

/** A person in the communities that count them now. */
export async function residentRows(db: Executor, personId: string): Promise<ResidentRow[]> {
  return db
    .select()
    .from(residents)
    .where(and(eq(residents.personId, personId), isNull(residents.leftAt)))
}

/** How many residents were born from which of the days on, by grid: `from` are days in falling order, the youngest first. */
export async function birthCountsOf(
  db: Executor,
  communityIds: readonly string[],
  from: readonly string[],
): Promise<{ communityId: string; gridId: string; group: number; count: number }[]> {
  if (communityIds.length === 0) return []
  // Ascending for width_bucket: 0 is before the oldest day, so the oldest group.
  const days = sql`${sql.param([...from].reverse())}::date[]`
  const { rows } = await db.execute<{ communityId: string; gridId: string; group: number; count: number }>(sql`
    select community_id as "communityId", grid_id as "gridId",
      ${from.length}::int - width_bucket(birth_date, ${days}) as group, count(*)::int as count
    from residents
    where community_id = any(${sql.param([...communityIds])}::uuid[]) and birth_date is not null and left_at is null
    group by 1, 2, 3`)
  return rows
}
