import { sql } from 'drizzle-orm'
import type { Executor } from '../../../kernel/database/open'

export interface DeathRow {
  personId: string
  name: string
  homeLabel: string
  /** ISO. */
  diedAt: string
  recordedAt: string
  recordedBy: string
}

/**
 * Deaths recorded since then of people who lived at or below the places, the newest first: those that somebody recorded
 * themselves, and all of the communities they are secretary of.
 */
export async function deathsWithin(
  db: Executor,
  query: {
    placeIds: readonly string[]
    communityIds: readonly string[]
    /** Of which communities all, whoever recorded them. */
    wholeIds: readonly string[]
    recorderId: string
    since: Date
    limit: number
  },
): Promise<DeathRow[]> {
  const ids = (list: readonly string[]) => sql`${sql.param([...list])}::uuid[]`
  const { rows } = await db.execute<DeathRow & Record<string, unknown>>(sql`
    select n.id as "personId", n.name, lived.label as "homeLabel", n.died_at as "diedAt", h.at as "recordedAt",
      coalesce(who.name, '') as "recordedBy"
    from registry_history h
      join people n on n.id = h.person_id and n.state = 'deceased'
      left join people who on who.id = h.actor_id
      join lateral (
        select m.label from residencies r
          join homes m on m.id = r.home_id and m.community_id = r.community_id
          join places p on p.id = m.entrance_id
        where r.person_id = n.id and r.until = h.at and p.path && ${ids(query.placeIds)}
        order by r.lives_there desc, r.since, r.id limit 1) lived on true
    where h.action = 'die' and h.community_id = any(${ids(query.communityIds)})
      and h.at > ${query.since.toISOString()}::timestamptz
      and (h.actor_id = ${query.recorderId} or h.community_id = any(${ids(query.wholeIds)}))
      and not exists (select 1 from registry_history later
        where later.person_id = h.person_id and later.action in ('die', 'undoDeath') and later.id > h.id)
    order by h.at desc, h.id desc limit ${query.limit}`)
  return rows
}
