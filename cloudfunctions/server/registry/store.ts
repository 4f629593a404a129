import { sql } from 'drizzle-orm'
import type { Tx } from '../../kernel/database/open'
import { roleGrants } from '../../registry/roles/table'

/** Keeps other commands of this kind waiting until the transaction ends. */
export async function alone(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('linli registry command'))`)
}

/** Counties in use by name or id. */
export async function countiesNamed(tx: Tx, nameOrId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await tx.execute<{ id: string; name: string }>(sql`
    select id, name from places
    where kind = 'county' and not is_closed and (name = ${nameOrId} or id::text = ${nameOrId}) order by id limit 2`)
  return rows
}

export async function hasOfficer(tx: Tx, countyId: string, now: Date): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select 1 from role_grants where place_id = ${countyId} and role = 'county' and revoked_at is null
      and (expires_at is null or expires_at > ${now.toISOString()}::timestamptz) limit 1`)
  return rows.length > 0
}

export async function insertOfficer(
  tx: Tx,
  grant: { id: string; personId: string; placeId: string; grantedAt: Date },
): Promise<void> {
  await tx.insert(roleGrants).values({ ...grant, role: 'county' })
}
