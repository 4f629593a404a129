import { sql } from 'drizzle-orm'
import type { ResidencyRelation, Sex } from '../../../contract/registry'
import type { Executor } from '../../../kernel/database/open'

export interface Building {
  id: string
  label: string
  gridName: string
  homes: number
}

/** Buildings at or below the places, grid by grid, 2号楼 before 10号楼. */
export async function buildingsWithin(db: Executor, placeIds: readonly string[]): Promise<Building[]> {
  const { rows } = await db.execute<Building & Record<string, unknown>>(sql`
    select b.id, b.label, coalesce(g.name, '') as "gridName", count(h.id)::int as homes
    from places b
      left join places g on g.id = b.parent_id and g.kind = 'grid'
      left join places e on e.parent_id = b.id and e.kind = 'entrance'
      left join homes h on h.entrance_id = e.id
    where b.kind = 'building' and not b.is_closed and b.path && ${sql.param([...placeIds])}::uuid[]
    group by b.id, b.label, b.name, g.name
    order by g.name, regexp_replace(b.label, '[0-9]+.*$', ''), substring(b.name from '[0-9]{1,9}')::int nulls last, b.id`)
  return rows
}

export interface ListedHome {
  homeId: string
  label: string
  /** Of the household: its head, or who has been there longest; null for a home where nobody is known. */
  head: string | null
  people: number
}

/** Homes of a building by entrance and room, each with how many people are known there. */
export async function homesOfBuilding(db: Executor, buildingId: string, now: Date): Promise<ListedHome[]> {
  const { rows } = await db.execute<ListedHome & Record<string, unknown>>(sql`
    select h.id as "homeId", h.label, count(r.id)::int as people,
      (array_agg(n.name order by r.is_head desc, r.since, r.id) filter (where r.id is not null))[1] as head
    from places e
      join homes h on h.entrance_id = e.id
      left join residencies r on r.home_id = h.id and r.community_id = h.community_id
        and (r.until is null or r.until > ${now.toISOString()}::timestamptz)
      left join people n on n.id = r.person_id
    where e.parent_id = ${buildingId} and e.kind = 'entrance'
    group by h.id, h.label, h.room, e.name
    order by substring(e.name from '[0-9]{1,9}')::int nulls last, substring(h.room from '[0-9]{1,9}')::int nulls last, h.room, h.id`)
  return rows
}

export interface Housemate {
  personId: string
  name: string
  birthDate: string | null
  sex: Sex | null
  relation: ResidencyRelation
  isHead: boolean
  livesThere: boolean
  tags: string[]
}

/** Who lives in or owns a home, the head first. */
export async function housematesOf(db: Executor, homeId: string, now: Date): Promise<Housemate[]> {
  const { rows } = await db.execute<Housemate & Record<string, unknown>>(sql`
    select n.id as "personId", n.name, n.birth_date::text as "birthDate", n.sex, r.relation, r.is_head as "isHead",
      r.lives_there as "livesThere", coalesce(s.tags, '{}') as tags
    from residencies r
      join people n on n.id = r.person_id
      left join residents s on s.community_id = r.community_id and s.person_id = r.person_id and s.left_at is null
    where r.home_id = ${homeId} and (r.until is null or r.until > ${now.toISOString()}::timestamptz)
    order by r.is_head desc, r.since, r.id`)
  return rows
}

/** Where these residencies are or were: the paths of their entrances. */
export async function residencyPaths(
  db: Executor,
  residencyIds: readonly string[],
): Promise<{ communityId: string; path: string[] }[]> {
  const { rows } = await db.execute<{ communityId: string; path: string[] }>(sql`
    select r.community_id as "communityId", p.path
    from residencies r
      join homes h on h.id = r.home_id and h.community_id = r.community_id
      join places p on p.id = h.entrance_id
    where r.id = any(${sql.param([...residencyIds])}::uuid[])
    order by r.lives_there desc, r.since, r.id`)
  return rows
}

/** A home with its entrance's path; null when there is none. */
export async function placedHome(
  db: Executor,
  homeId: string,
): Promise<{ homeId: string; label: string; communityId: string; path: string[] } | null> {
  const { rows } = await db.execute<{ homeId: string; label: string; communityId: string; path: string[] }>(sql`
    select h.id as "homeId", h.label, h.community_id as "communityId", p.path
    from homes h join places p on p.id = h.entrance_id where h.id = ${homeId}`)
  return rows[0] ?? null
}
