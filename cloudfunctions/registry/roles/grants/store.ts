import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { PlaceKind } from '../../../contract/places'
import { PAGE_SIZE } from '../../../contract/reply'
import type { Role } from '../../../contract/roles'
import type { Executor, Tx } from '../../../kernel/database/open'
import { people } from '../../people/table'
import { places } from '../../places/table'
import { roleGrants } from '../table'

export interface GrantRow {
  id: string
  personId: string
  name: string
  role: Role
  placeId: string
  placeName: string
  placeKind: PlaceKind
  placePath: string[]
  grantedAt: Date
  grantedByName: string | null
  expiresAt: Date | null
}

const granted = {
  id: roleGrants.id,
  personId: roleGrants.personId,
  name: people.name,
  role: roleGrants.role,
  placeId: roleGrants.placeId,
  placeName: places.label,
  placeKind: places.kind,
  placePath: places.path,
  grantedAt: roleGrants.grantedAt,
  grantedByName: sql<string | null>`(select n.name from people n where n.id = ${roleGrants.grantedBy})`,
  expiresAt: roleGrants.expiresAt,
}

const inForce = (now: Date) =>
  and(
    isNull(roleGrants.revokedAt),
    sql`(${roleGrants.expiresAt} is null or ${roleGrants.expiresAt} > ${now.toISOString()}::timestamptz)`,
  )

const select = (db: Executor) =>
  db
    .select(granted)
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .innerJoin(places, eq(places.id, roleGrants.placeId))

/** Roles in force at some places and below, the newest first, one more than a page. */
export function grantsBelow(
  db: Executor,
  where: { placeIds: readonly string[]; roles: readonly Role[]; beforeId: string | undefined; now: Date },
): Promise<GrantRow[]> {
  const { placeIds, roles, beforeId, now } = where
  return select(db)
    .where(
      and(
        sql`${places.path} && ${sql.param([...placeIds])}::uuid[]`,
        sql`${roleGrants.role} = any(${sql.param([...roles])}::text[])`,
        inForce(now),
        beforeId
          ? sql`(${roleGrants.grantedAt}, ${roleGrants.id}) < (
              select b.granted_at, b.id from role_grants b where b.id = ${beforeId})`
          : undefined,
      ),
    )
    .orderBy(desc(roleGrants.grantedAt), desc(roleGrants.id))
    .limit(PAGE_SIZE + 1)
}

/** One role in force, or null. */
export async function grantById(db: Executor, id: string, now: Date): Promise<GrantRow | null> {
  const [row] = await select(db).where(and(eq(roleGrants.id, id), inForce(now)))
  return row ?? null
}

/** Whether the person is that there already. */
export async function isGranted(
  db: Executor,
  of: { personId: string; role: Role; placeId: string; now: Date },
): Promise<boolean> {
  const { personId, role, placeId, now } = of
  const rows = await db
    .select({ id: roleGrants.id })
    .from(roleGrants)
    .where(
      and(eq(roleGrants.personId, personId), eq(roleGrants.role, role), eq(roleGrants.placeId, placeId), inForce(now)),
    )
  return rows.length > 0
}

export const insertGrant = async (tx: Tx, row: typeof roleGrants.$inferInsert): Promise<void> => {
  await tx.insert(roleGrants).values(row)
}

/** Ends a role. False when somebody else has ended it meanwhile. */
export async function revokeGrant(tx: Tx, id: string, revokedBy: string, now: Date): Promise<boolean> {
  const ended = await tx
    .update(roleGrants)
    .set({ revokedAt: now, revokedBy })
    .where(and(eq(roleGrants.id, id), isNull(roleGrants.revokedAt)))
    .returning({ id: roleGrants.id })
  return ended.length > 0
}
