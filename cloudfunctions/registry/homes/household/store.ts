import { sql } from 'drizzle-orm'
import type { Executor } from '../../../kernel/database/open'

export interface Housemate {
  personId: string
  name: string
  communityId: string
  gridId: string
  /** Entrance, building, grid and all above, county first. */
  path: string[]
}

/**
 * A person and everybody who lives with them, each once, the person first. Who only owns a home lives with nobody in it:
 * a landlord is no housemate of the tenants. Empty for who has no home.
 */
export async function householdOf(db: Executor, personId: string, now: Date): Promise<Housemate[]> {
  const at = sql`${now.toISOString()}::timestamptz`
  const lives = (alias: string) => {
    const r = sql.raw(alias)
    return sql`${r}.lives_there and ${r}.since <= ${at} and (${r}.until is null or ${r}.until > ${at})`
  }
  const { rows } = await db.execute<Housemate & Record<string, unknown>>(sql`
    select o.person_id as "personId", n.name, h.community_id as "communityId", h.grid_id as "gridId", p.path
    from residencies mine
      join residencies o on o.home_id = mine.home_id and o.community_id = mine.community_id and ${lives('o')}
      join homes h on h.id = mine.home_id and h.community_id = mine.community_id
      join places p on p.id = h.entrance_id
      join people n on n.id = o.person_id and n.state = 'active'
    where mine.person_id = ${personId} and ${lives('mine')}
    order by (o.person_id = ${personId}) desc, mine.since, mine.id, o.since, o.id`)
  const seen = new Set<string>()
  return rows.filter(({ personId: id }) => !seen.has(id) && seen.add(id))
}
