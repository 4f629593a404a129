import { and, eq, isNull, sql } from 'drizzle-orm'
import { ORGANISATION_ROLES, type OrganisationRole, type Role } from '../../contract/roles'
import type { Grant } from '../../kernel/context'
import type { Executor, Tx } from '../../kernel/database/open'
import { roleGrants } from './table'

/** Neither revoked nor expired: of a row of `role_grants` called `r`. */
export const inForce = (now: Date) =>
  sql`r.revoked_at is null and (r.expires_at is null or r.expires_at > ${now.toISOString()}::timestamptz)`

/** What a person is now, and where: neither revoked nor expired, at places in use. */
export async function grantsOf(db: Executor, personId: string, now: Date): Promise<Grant[]> {
  const { rows } = await db.execute<Grant & Record<string, unknown>>(sql`
    select r.role, r.place_id as "placeId", p.path as "placePath", p.label as "placeName",
      p.kind as "placeKind", p.community_id as "communityId"
    from role_grants r join places p on p.id = r.place_id
    where r.person_id = ${personId} and not p.is_closed and ${inForce(now)}
    order by r.granted_at, r.id`)
  return rows
}

/** Everyone whose grant of one of the roles covers the place, each once. */
export async function holdersAt(
  db: Executor,
  where: { roles: readonly Role[]; placePath: readonly string[]; now: Date },
): Promise<string[]> {
  const { rows } = await db.execute<{ personId: string }>(sql`
    select distinct r.person_id as "personId" from role_grants r
    where r.place_id = any(${sql.param([...where.placePath])}::uuid[])
      and r.role = any(${sql.param([...where.roles])}::text[]) and ${inForce(where.now)}
    order by 1`)
  return rows.map((row) => row.personId)
}

/** Ends all that a person is: with their account, or with their life as `by` wrote it down. */
export async function revokeGrants(tx: Tx, personId: string, now: Date, by: string | null = null): Promise<void> {
  await tx
    .update(roleGrants)
    .set({ revokedAt: now, revokedBy: by })
    .where(and(eq(roleGrants.personId, personId), isNull(roleGrants.revokedAt)))
}

/** What somebody ended at one moment is in force again. */
export async function restoreGrants(
  tx: Tx,
  ended: { personId: string; revokedAt: Date; revokedBy: string },
): Promise<void> {
  const { personId, revokedAt, revokedBy } = ended
  await tx
    .update(roleGrants)
    .set({ revokedAt: null, revokedBy: null })
    .where(
      and(eq(roleGrants.personId, personId), eq(roleGrants.revokedAt, revokedAt), eq(roleGrants.revokedBy, revokedBy)),
    )
}

/** Who has this phone and a role, and has never signed in. */
export async function appointedByPhone(
  db: Executor,
  where: { phoneIndex: string; exceptId: string; now: Date },
): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select n.id from people n
    where n.phone_index = ${where.phoneIndex} and n.state = 'active' and n.id <> ${where.exceptId}
      and not exists (select from accounts a where a.person_id = n.id)
      and exists (select from role_grants r where r.person_id = n.id and r.role = 'county' and ${inForce(where.now)})
    order by n.id`)
  return rows.map((row) => row.id)
}

/** What one record was granted, ended or not, is the other's. */
export async function handOverGrants(tx: Tx, { fromId, intoId }: { fromId: string; intoId: string }): Promise<void> {
  await tx.update(roleGrants).set({ personId: intoId }).where(eq(roleGrants.personId, fromId))
}

export interface TeamRow {
  personId: string
  role: 'gridWorker' | 'captain' | 'steward'
  name: string
  phoneSealed: string | null
  placeId: string
  /** Of a captain the building, of a steward the estate. */
  placeLabel: string
}

/** Roles in force that reach a grid: at it, above it, or at what stands below it; of what is no grid none. */
const reaching = (gridId: string, now: Date) => sql`
  from role_grants r join places p on p.id = r.place_id join people n on n.id = r.person_id
  where r.place_id in (
      select unnest(path) from places where id = ${gridId} and kind = 'grid'
      union all select p.id from places g join places p on p.path @> array[${gridId}]::uuid[]
        where g.id = ${gridId} and g.kind = 'grid')
    and not p.is_closed and n.state = 'active' and ${inForce(now)}`

const byNumber = sql`substring(p.name from '[0-9]{1,9}')::int nulls last`

/** Workers, steward and captains of a grid, in this order; of what is no grid nobody. */
export async function teamRows(db: Executor, gridId: string, now: Date): Promise<TeamRow[]> {
  const { rows } = await db.execute<TeamRow & Record<string, unknown>>(sql`
    select r.person_id as "personId", r.role, n.name, n.phone_sealed as "phoneSealed",
      p.id as "placeId", p.label as "placeLabel"
    ${reaching(gridId, now)} and r.role in ('gridWorker', 'steward', 'captain')
    order by array_position(array['gridWorker', 'steward', 'captain'], r.role), ${byNumber}, r.id`)
  return rows
}

export interface OrganisationRow {
  personId: string
  role: OrganisationRole
  name: string
  /** Of whoever lets the grid's people call them. */
  phoneSealed: string | null
  placeLabel: string
}

/** Who stands for the five levels over and in a grid, from top to bottom. */
export async function organisationRows(db: Executor, gridId: string, now: Date): Promise<OrganisationRow[]> {
  const roles = sql`${sql.param([...ORGANISATION_ROLES])}::text[]`
  const { rows } = await db.execute<OrganisationRow & Record<string, unknown>>(sql`
    select r.person_id as "personId", r.role, n.name, p.label as "placeLabel",
      case when exists (select 1 from consents c
        where c.person_id = r.person_id and c.purpose = 'duty' and c.revoked_at is null) then n.phone_sealed end as "phoneSealed"
    ${reaching(gridId, now)} and r.role = any(${roles})
    order by array_position(${roles}, r.role), regexp_replace(p.label, '[0-9]+.*$', ''),
      substring(p.label from '([0-9]{1,9})号楼')::int nulls last, ${byNumber}, r.granted_at, r.id`)
  return rows
}

export interface Member {
  personId: string
  name: string
  role: Role
  placeName: string
}

/** Holders of the roles in a community, at it or at a place within it, or at one place alone; each once. */
export async function membersAt(
  db: Executor,
  where: { roles: readonly Role[]; now: Date } & ({ communityId: string } | { placeId: string }),
): Promise<Member[]> {
  const isThere = 'placeId' in where ? sql`p.id = ${where.placeId}` : sql`p.community_id = ${where.communityId}`
  const { rows } = await db.execute<Member & Record<string, unknown>>(sql`
    select distinct on (r.person_id) r.person_id as "personId", n.name, r.role, p.label as "placeName"
    from role_grants r join places p on p.id = r.place_id join people n on n.id = r.person_id
    where ${isThere} and r.role = any(${sql.param([...where.roles])}::text[])
      and ${inForce(where.now)}
    order by r.person_id, r.granted_at`)
  return rows
}

/** Names of the workers of each grid of a community, by grid. */
export async function workersByGrid(db: Executor, communityId: string, now: Date): Promise<Map<string, string[]>> {
  const { rows } = await db.execute<{ gridId: string; names: string[] }>(sql`
    select p.id as "gridId", array_agg(n.name order by r.granted_at, r.id) as names
    from role_grants r join places p on p.id = r.place_id join people n on n.id = r.person_id
    where p.community_id = ${communityId} and p.kind = 'grid' and r.role = 'gridWorker' and ${inForce(now)}
    group by p.id`)
  return new Map(rows.map(({ gridId, names }) => [gridId, names]))
}
