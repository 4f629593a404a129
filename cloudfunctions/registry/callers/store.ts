import { type SQL, sql } from 'drizzle-orm'
import type { Caller, Grant } from '../../kernel/context'
import type { Database } from '../../kernel/database/open'
import { hashToken } from '../../kernel/sessions/store'

/** What the person of `who` is now: roles in force, at places in use, oldest first. */
const grants = (at: string) => sql`coalesce((
  select json_agg(json_build_object('role', r.role, 'placeId', p.id, 'placeName', p.name, 'placeKind', p.kind,
    'placePath', p.path, 'communityId', p.community_id) order by r.granted_at, r.id)
  from role_grants r join places p on p.id = r.place_id
  where r.person_id = who.person_id and r.revoked_at is null and not p.is_closed
    and (r.expires_at is null or r.expires_at > ${at}::timestamptz)), '[]')`

async function find(db: Database, from: SQL, at: string): Promise<Caller | null> {
  const { rows } = await db.execute<{ personId: string; grants: Grant[] }>(
    sql`select who.person_id as "personId", ${grants(at)} as grants from ${from}`,
  )
  return rows[0] ?? null
}

/** Whose session a token is and what they are now, in one query: it runs with every call. */
export const callerFinder = (db: Database) => (token: string, now: Date) => {
  const at = now.toISOString()
  return find(
    db,
    sql`sessions who where who.token_hash = ${hashToken(token)} and who.revoked_at is null
      and who.expires_at > ${at}::timestamptz`,
    at,
  )
}

/** The same by WeChat account, where WeChat itself names the caller. */
export const callerByOpenidFinder = (db: Database) => (openid: string, now: Date) =>
  find(db, sql`accounts who where who.openid = ${openid}`, now.toISOString())
