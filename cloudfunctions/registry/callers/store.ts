import { type SQL, sql } from 'drizzle-orm'
import type { Caller, Grant, Ward } from '../../kernel/context'
import type { Database } from '../../kernel/database/open'
import { statement } from '../../kernel/database/statement'
import { hashToken } from '../../kernel/sessions/store'
import { type Entrusted, isInForce } from '../guardianships/rules'

const at = sql.placeholder('at')

interface Row extends Record<string, unknown> {
  personId: string
  grants: Grant[]
  wards: (Ward & Entrusted)[]
}

/** What the person of `who` is now: roles in force, at places in use, oldest first; and whom they were entrusted with. */
const callerWho = (who: SQL) =>
  statement<Row>(sql`
  select who.person_id as "personId", coalesce((
    select json_agg(json_build_object('role', r.role, 'placeId', p.id, 'placeName', p.name, 'placeKind', p.kind,
      'placePath', p.path, 'communityId', p.community_id) order by r.granted_at, r.id)
    from role_grants r join places p on p.id = r.place_id
    where r.person_id = who.person_id and r.revoked_at is null and not p.is_closed
      and (r.expires_at is null or r.expires_at > ${at}::timestamptz)), '[]') as grants, coalesce((
    select json_agg(json_build_object('personId', n.id, 'relation', g.relation, 'basis', g.basis, 'birthDate', n.birth_date)
      order by g.since, g.id)
    from guardianships g join people n on n.id = g.person_id
    where g.guardian_id = who.person_id and g.state = 'active' and n.state = 'active'), '[]') as wards
  from ${who}`)

const callerOf = (row: Row | undefined, now: Date): Caller | null =>
  row
    ? {
        personId: row.personId,
        grants: row.grants,
        wards: row.wards
          .filter((ward) => isInForce(ward, now))
          .map(({ personId, relation }) => ({ personId, relation })),
      }
    : null

const bySession = callerWho(sql`sessions who
  where who.token_hash = ${sql.placeholder('tokenHash')} and who.revoked_at is null and who.expires_at > ${at}::timestamptz`)

const byAccount = callerWho(sql`accounts who where who.openid = ${sql.placeholder('openid')}`)

/** Whose session a token is and what they are now, in one query: it runs with every call. */
export const callerFinder =
  (db: Database) =>
  async (token: string, now: Date): Promise<Caller | null> => {
    const { rows } = await bySession(db, { tokenHash: hashToken(token), at: now.toISOString() })
    return callerOf(rows[0], now)
  }

/** The same by WeChat account, where WeChat itself names the caller. */
export const callerByOpenidFinder =
  (db: Database) =>
  async (openid: string, now: Date): Promise<Caller | null> => {
    const { rows } = await byAccount(db, { openid, at: now.toISOString() })
    return callerOf(rows[0], now)
  }
