import { type SQL, sql } from 'drizzle-orm'
import type { Audience } from '../../../../contract/civic/notices'
import { MINOR_AGE } from '../../../../contract/registry'
import { LIST_LOOKS } from '../../../../contract/secretary/people'
import type { Executor, Tx } from '../../../../kernel/database/open'
import { dayOf, yearsBefore } from '../../../../registry/people/days'
import { inForce } from '../../../../registry/roles/store'

/** Whom to find: an audience of the publisher's place, as people live and serve at a moment. */
export interface Sought {
  audience: Audience
  /** The publisher's place: lists and people picked by hand count within it alone. */
  placeId: string
  now: Date
  /** Looks for this person alone. */
  only?: string
}

const uuids = (ids: readonly string[]) => sql`${sql.param([...ids])}::uuid[]`
const texts = (words: readonly string[]) => sql`${sql.param([...words])}::text[]`

/**
 * Those who live in or own homes below the places, one row each: of several homes the one lived in, the longest. Children
 * under 14 are no readers of their own: an adult of their home reads for them, whom their tag brings in as well.
 */
function dwellers({ audience, placeId, now, only }: Sought): SQL {
  const { who, placeIds } = audience
  const at = sql`${now.toISOString()}::timestamptz`
  const child = sql`coalesce(n.birth_date > ${yearsBefore(dayOf(now), MINOR_AGE)}::date, false)`
  const below = uuids(who.kind === 'list' || who.kind === 'people' ? [placeId] : placeIds)
  const isMeant = {
    all: () => sql`true`,
    tags: (tags: readonly string[]) => sql`exists (select 1 from residents t where t.community_id = s.community_id
      and t.person_id = s.person_id and t.left_at is null and t.tags && ${texts(tags)})`,
    list: (id: string) => sql`s.person_id in (select a.person_id from access_log a
      where a.subject_id = ${id} and a.what = ${sql.raw(`'${LIST_LOOKS.view}'`)})`,
    people: (ids: readonly string[]) => sql`s.person_id = any(${uuids(ids)})`,
  }
  const meant =
    who.kind === 'tags'
      ? isMeant.tags(who.tags)
      : who.kind === 'list'
        ? isMeant.list(who.listId)
        : who.kind === 'people'
          ? isMeant.people(who.personIds)
          : isMeant.all()
  return sql`
    with living as materialized (
      select s.person_id, s.lives_there, s.since, h.id as home_id, h.community_id as home_community_id, h.grid_id,
        e.parent_id as building_id, ${child} as is_child, ${meant} as is_meant
      from places e
        join homes h on h.entrance_id = e.id
        join residencies s on s.home_id = h.id and s.community_id = h.community_id
        join people n on n.id = s.person_id and n.state = 'active'
      where e.path && ${below} and e.kind = 'entrance'
        and s.since <= ${at} and (s.until is null or s.until > ${at})
        ${only ? sql`and s.home_id in (select home_id from residencies where person_id = ${only})` : sql``})
    select distinct on (person_id) person_id, home_id, home_community_id, building_id, grid_id
    from living
    where not is_child and (is_meant or (lives_there and home_id in (
      select home_id from living where is_child and is_meant)))
      ${only ? sql`and person_id = ${only}` : sql``}
    order by person_id, lives_there desc, since, home_id`
}

/** Who serves in one of the roles at or below the places, with where they live if that is there; elsewhere it is nobody's to know. */
function servers({ audience, now, only }: Sought): SQL {
  const roles = audience.who.kind === 'roles' ? audience.who.roles : []
  return sql`
    select distinct on (r.person_id) r.person_id, h.home_id, h.community_id as home_community_id, h.building_id, h.grid_id
    from role_grants r
      join places p on p.id = r.place_id
      join people n on n.id = r.person_id and n.state = 'active'
      left join lateral (
        select d.home_id, d.community_id, e.parent_id as building_id, d.grid_id
        from residents d join homes b on b.id = d.home_id and b.community_id = d.community_id
          join places e on e.id = b.entrance_id
        where d.person_id = r.person_id and d.left_at is null and e.path && ${uuids(audience.placeIds)}
        order by d.community_id limit 1) h on true
    where p.path && ${uuids(audience.placeIds)} and not p.is_closed and r.role = any(${texts(roles)}) and ${inForce(now)}
      ${only ? sql`and r.person_id = ${only}` : sql``}
    order by r.person_id`
}

const found = (sought: Sought): SQL => (sought.audience.who.kind === 'roles' ? servers(sought) : dwellers(sought))

/** 100,000 people are sorted in memory, not on disk. */
const ROOM_TO_SORT = sql`select set_config('work_mem', '64MB', true)`

/** Writes everybody of an audience down as a reader of the notice, once each. Answers how many they are. */
export async function insertReaders(
  tx: Tx,
  notice: { id: string; communityId: string },
  sought: Sought,
): Promise<number> {
  await tx.execute(ROOM_TO_SORT)
  const { rowCount } = await tx.execute(sql`
    insert into notice_readers (notice_id, community_id, person_id, home_id, home_community_id, building_id, grid_id, has_account)
    select ${notice.id}::uuid, ${notice.communityId}::uuid, f.person_id, f.home_id, f.home_community_id, f.building_id, f.grid_id,
      exists (select 1 from accounts a where a.person_id = f.person_id)
    from (${found(sought)}) f
    order by f.person_id
    on conflict do nothing`)
  return rowCount ?? 0
}

/** Everybody of an audience now, each with the home they are counted at. */
export async function audiencePeople(
  db: Executor,
  sought: Sought,
): Promise<{ personId: string; homeId: string | null; communityId: string | null }[]> {
  const { rows } = await db.execute<{ personId: string; homeId: string | null; communityId: string | null }>(
    sql`select f.person_id as "personId", f.home_id as "homeId", f.home_community_id as "communityId" from (${found(sought)}) f`,
  )
  return rows
}

/** Which of the people live below a place now. */
export async function livingBelow(
  db: Executor,
  personIds: readonly string[],
  placeId: string,
  now: Date,
): Promise<number> {
  const at = sql`${now.toISOString()}::timestamptz`
  const { rows } = await db.execute<{ people: number }>(sql`
    select count(distinct s.person_id)::int as people
    from residencies s join homes h on h.id = s.home_id and h.community_id = s.community_id
      join places e on e.id = h.entrance_id
    where s.person_id = any(${uuids(personIds)}) and e.path @> ${uuids([placeId])}
      and s.since <= ${at} and (s.until is null or s.until > ${at})`)
  return rows[0]!.people
}
