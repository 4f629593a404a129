import { type SQL, sql } from 'drizzle-orm'
import type { Caller, Grant } from '../../kernel/context'
import type { Database } from '../../kernel/database/open'
import { statement } from '../../kernel/database/statement'
import { hashToken } from '../../kernel/sessions/store'

const at = sql.placeholder('at')

/** What the person of `who` is now: roles in force, at places in use, oldest first. */
const callerWho = (who: SQL) =>
  statement<{ personId: string; grants: Grant[] }>(sql`
  select who.person_id as "personId", coalesce((
    select json_agg(json_build_object('role', r.role, 'placeId', p.id, 'placeName', p.name, 'placeKind', p.kind,
      'placePath', p.path, 'communityId', p.community_id) order by r.granted_at, r.id)
    from role_grants r join places p on p.id = r.place_id
    where r.person_id = who.person_id and r.revoked_at is null and not p.is_closed
      and (r.expires_at is null or r.expires_at > ${at}::timestamptz)), '[]') as grants
  from ${who}`)

const bySession = callerWho(sql`sessions who
  where who.token_hash = ${sql.placeholder('tokenHash')} and who.revoked_at is null and who.expires_at > ${at}::timestamptz`)

const byAccount = callerWho(sql`accounts who where who.openid = ${sql.placeholder('openid')}`)

/** Whose session a token is and what they are now, in one query: it runs with every call. */
export const callerFinder =
  (db: Database) =>
  async (token: string, now: Date): Promise<Caller | null> => {
    const { rows } = await bySession(db, { tokenHash: hashToken(token), at: now.toISOString() })
    return rows[0] ?? null
  }

/** The same by WeChat account, where WeChat itself names the caller. */
export const callerByOpenidFinder =
  (db: Database) =>
  async (openid: string, now: Date): Promise<Caller | null> => {
    const { rows } = await byAccount(db, { openid, at: now.toISOString() })
    return rows[0] ?? null
  }
