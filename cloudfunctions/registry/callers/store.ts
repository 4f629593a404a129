import { sql } from 'drizzle-orm'
import type { Caller, Grant } from '../../kernel/context'
import type { Database } from '../../kernel/database/open'
import { hashToken } from '../../kernel/sessions/store'

/** Whose session a token is and what they are now, in one query: it runs with every call. */
export function callerFinder(db: Database): (token: string, now: Date) => Promise<Caller | null> {
  return async (token, now) => {
    const at = now.toISOString()
    const { rows } = await db.execute<{ personId: string; grants: Grant[] }>(sql`
      select s.person_id as "personId", coalesce((
        select json_agg(json_build_object('role', r.role, 'placeId', p.id, 'placeName', p.name, 'placeKind', p.kind,
          'placePath', p.path, 'communityId', p.community_id) order by r.granted_at, r.id)
        from role_grants r join places p on p.id = r.place_id
        where r.person_id = s.person_id and r.revoked_at is null and not p.is_closed
          and (r.expires_at is null or r.expires_at > ${at}::timestamptz)), '[]') as grants
      from sessions s
      where s.token_hash = ${hashToken(token)} and s.revoked_at is null and s.expires_at > ${at}::timestamptz`)
    return rows[0] ?? null
  }
}
