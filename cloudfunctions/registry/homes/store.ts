import { and, asc, eq, gt, isNull, lte, or } from 'drizzle-orm'
import type { Executor, Tx } from '../../kernel/database/open'
import { places } from '../places/table'
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

/** Ends a person's present residencies. */
export async function endResidencies(tx: Tx, personId: string, now: Date): Promise<void> {
  await tx
    .update(residencies)
    .set({ until: now })
    .where(and(eq(residencies.personId, personId), or(isNull(residencies.until), gt(residencies.until, now))))
}
