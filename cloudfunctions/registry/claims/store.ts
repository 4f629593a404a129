import { and, asc, desc, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm'
import { PAGE_SIZE } from '../../contract/reply'
import type { Role } from '../../contract/roles'
import type { Executor, Tx } from '../../kernel/database/open'
import { homes } from '../homes/table'
import type { Registered } from './rules'
import { homeClaims } from './table'

export type ClaimRow = typeof homeClaims.$inferSelect

export const insertClaim = async (tx: Tx, row: typeof homeClaims.$inferInsert): Promise<void> => {
  await tx.insert(homeClaims).values(row)
}

/** Claims of a person that wait or were made after a moment. */
export async function claimsLately(db: Executor, personId: string, after: Date): Promise<ClaimRow[]> {
  return db
    .select()
    .from(homeClaims)
    .where(
      and(
        eq(homeClaims.personId, personId),
        sql`(${homeClaims.state} = 'pending' or ${homeClaims.createdAt} > ${after.toISOString()}::timestamptz)`,
      ),
    )
}

/** Who is registered at a home now; `exceptId` is left out. */
export async function registeredAt(
  db: Executor,
  { homeId, exceptId, now }: { homeId: string; exceptId: string; now: Date },
): Promise<Registered[]> {
  const at = sql`${now.toISOString()}::timestamptz`
  const { rows } = await db.execute<Registered & Record<string, unknown>>(sql`
    select n.id as "personId", n.name, n.phone_index as "phoneIndex",
      exists(select from accounts a where a.person_id = n.id) or exists(select from role_grants g where g.person_id = n.id
        and g.revoked_at is null and (g.expires_at is null or g.expires_at > ${at})) as "isTaken"
    from residencies r join people n on n.id = r.person_id
    where r.home_id = ${homeId} and (r.until is null or r.until > ${at}) and n.state = 'active' and n.id <> ${exceptId}
    order by n.id`)
  return rows
}

/** A claim with its home and grid. */
export interface PlacedClaim extends ClaimRow {
  homeLabel: string
  gridPath: string[]
}

const placed = {
  id: homeClaims.id,
  communityId: homeClaims.communityId,
  gridId: homeClaims.gridId,
  homeId: homeClaims.homeId,
  personId: homeClaims.personId,
  nameSealed: homeClaims.nameSealed,
  relation: homeClaims.relation,
  state: homeClaims.state,
  isAutomatic: homeClaims.isAutomatic,
  isSeenInPerson: homeClaims.isSeenInPerson,
  decidedBy: homeClaims.decidedBy,
  decidedAt: homeClaims.decidedAt,
  reason: homeClaims.reason,
  createdAt: homeClaims.createdAt,
  homeLabel: homes.label,
  gridPath: sql<string[]>`(select p.path from places p where p.id = ${homeClaims.gridId})`,
}

const ofHome = and(eq(homes.id, homeClaims.homeId), eq(homes.communityId, homeClaims.communityId))

/** One claim, held until the transaction ends where `isLocked`. */
export async function claimById(db: Executor, id: string, isLocked = false): Promise<PlacedClaim | null> {
  const found = db.select(placed).from(homeClaims).innerJoin(homes, ofHome).where(eq(homeClaims.id, id))
  const [row] = isLocked ? await found.for('update', { of: homeClaims }) : await found
  return row ?? null
}

/** A person's claims that wait, and those refused after a moment, newest first. */
export async function claimsOf(db: Executor, personId: string, refusedAfter: Date): Promise<PlacedClaim[]> {
  return db
    .select(placed)
    .from(homeClaims)
    .innerJoin(homes, ofHome)
    .where(
      and(
        eq(homeClaims.personId, personId),
        sql`(${homeClaims.state} = 'pending' or (${homeClaims.state} = 'refused'
          and ${homeClaims.decidedAt} > ${refusedAfter.toISOString()}::timestamptz))`,
      ),
    )
    .orderBy(desc(homeClaims.id))
}

/** Claims that wait in the grids below some places, oldest first, one more than a page. */
export async function pendingAt(
  db: Executor,
  placeIds: readonly string[],
  afterId: string | undefined,
): Promise<PlacedClaim[]> {
  return db
    .select(placed)
    .from(homeClaims)
    .innerJoin(homes, ofHome)
    .where(
      and(
        eq(homeClaims.state, 'pending'),
        sql`${homeClaims.gridId} in (
          select p.id from places p where p.kind = 'grid' and p.path && ${sql.param([...placeIds])}::uuid[])`,
        afterId ? gt(homeClaims.id, afterId) : undefined,
      ),
    )
    .orderBy(asc(homeClaims.id))
    .limit(PAGE_SIZE + 1)
}

/** Ends a claim; the name that was given with it goes. */
export async function endClaim(
  tx: Tx,
  { id, communityId }: Pick<ClaimRow, 'id' | 'communityId'>,
  end: Pick<ClaimRow, 'state'> & Partial<Pick<ClaimRow, 'isSeenInPerson' | 'decidedBy' | 'decidedAt' | 'reason'>>,
): Promise<void> {
  await tx
    .update(homeClaims)
    .set({ ...end, nameSealed: null })
    .where(and(eq(homeClaims.id, id), eq(homeClaims.communityId, communityId)))
}

/** Withdraws whatever a person claims, with their account. */
export async function withdrawClaimsOf(tx: Tx, personId: string): Promise<void> {
  await tx
    .update(homeClaims)
    .set({ state: 'withdrawn', nameSealed: null })
    .where(
      and(eq(homeClaims.personId, personId), inArray(homeClaims.state, ['pending']), isNotNull(homeClaims.nameSealed)),
    )
}

/** Who may say whether a home is somebody's: at its grid or above. */
export const CLAIM_DECIDERS = ['gridWorker', 'secretary'] as const satisfies readonly Role[]
