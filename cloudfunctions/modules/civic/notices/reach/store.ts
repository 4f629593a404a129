import { type SQL, sql } from 'drizzle-orm'
import type { ReachClass, UnreachedReason } from '../../../../contract/civic/notices'
import { told } from '../../../../engines/doors/store'
import type { Executor } from '../../../../kernel/database/open'

/** A notice whose readers are sorted, and the keys of the messages that count. */
export interface Reached {
  noticeId: string
  keys: readonly string[]
  isRecalled: boolean
  /** Not everybody's pushes are planned yet. */
  isOnItsWay: boolean
}

/**
 * Every reader with exactly one class, and for the unreachable a reason. Whoever cleared their inbox before the phone
 * rang was spared that and has the message all the same. `within` narrows down the readers `r`.
 */
const sorted = ({ noticeId, keys, isRecalled, isOnItsWay }: Reached, within: SQL = sql`true`): SQL => sql`
  select s.*, case when s.class <> 'unreachable' then null
      when s.over_cap then 'overCap' when s.no_credit then 'noCredit'
      when s.failed or ${isRecalled} or (s.messages = 0 and s.has_account) then 'failed'
      when s.no_phone then 'noPhone' when s.has_account then 'noCredit' else 'noAccount' end as reason
  from (
    select r.person_id, r.home_id, r.home_community_id, r.building_id, r.grid_id, r.has_account, r.read_at, r.read_revision,
      r.confirmed_at, m.messages, m.over_cap, m.no_credit, m.failed, m.no_phone,
      case when r.read_at is not null then 'read'
        when e.id is not null then 'told'
        when m.arrived or m.cleared then 'delivered'
        when m.under_way or (${isOnItsWay} and m.deliveries = 0) then 'waiting'
        else 'unreachable' end as class
    from notice_readers r
      left join door_entries e on e.subject_id = r.notice_id and e.person_id = r.person_id and e.how in (${told})
      left join lateral (
        select count(i.id) as messages, count(d.id) as deliveries, bool_or(d.state in ('sent', 'delivered')) as arrived,
          bool_or(i.read_at is not null and (d.id is null or d.state = 'cancelled')) as cleared,
          bool_or(d.state in ('queued', 'sending')) as under_way, bool_or(d.state = 'overCap') as over_cap,
          bool_or(d.state = 'noCredit') as no_credit, bool_or(d.state = 'noPhone') as no_phone,
          bool_or(d.state in ('failed', 'uncertain', 'unbound', 'cancelled')) as failed
        from inbox i left join deliveries d on d.message_id = i.id and d.person_id = i.person_id
        where i.person_id = r.person_id and i.dedupe_key = any(${sql.param([...keys])}::text[])) m on true
    where r.notice_id = ${noticeId} and ${within}) s`

export interface ReachGroup {
  /** The building, or the community where the readers are of several; null for who lives at none of them. */
  placeId: string | null
  label: string | null
  class: ReachClass
  reason: UnreachedReason | null
  people: number
}

export interface ReachTotals {
  homes: number
  confirmed: number
  /** Read an earlier revision last. */
  readBefore: number
}

/** How many readers are in each class, by place. One pass over the readers. */
export async function reachGroups(db: Executor, reached: Reached, by: 'building' | 'community'): Promise<ReachGroup[]> {
  const at = by === 'building' ? sql`s.building_id` : sql`s.home_community_id`
  const label = by === 'building' ? sql`p.label` : sql`p.name`
  const { rows } = await db.execute<ReachGroup & Record<string, unknown>>(sql`
    select g.at as "placeId", ${label} as label, g.class, g.reason, g.people from (
      select ${at} as at, s.class, s.reason, count(*)::int as people from (${sorted(reached)}) s group by 1, 2, 3) g
      left join places p on p.id = g.at
    order by regexp_replace(p.label, '[0-9]+.*$', ''), substring(p.name from '[0-9]{1,9}')::int nulls last, p.name, g.at`)
  return rows
}

/** Figures beside the classes, of each community. */
export async function reachTotals(db: Executor, noticeId: string, revision: number): Promise<ReachTotals[]> {
  const { rows } = await db.execute<ReachTotals & Record<string, unknown>>(sql`
    select count(distinct home_id)::int as homes, count(confirmed_at)::int as confirmed,
      count(*) filter (where read_revision < ${revision}::int)::int as "readBefore"
    from notice_readers where notice_id = ${noticeId} group by home_community_id`)
  return rows
}

/** In how many communities the readers live, counted to two. */
export async function isInSeveralCommunities(db: Executor, noticeId: string): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select distinct home_community_id from notice_readers
    where notice_id = ${noticeId} and home_community_id is not null limit 2`)
  return rows.length > 1
}

export interface HomeReach extends Record<string, unknown> {
  homeId: string
  label: string
  /** The entrance's name and the room, by which homes are walked along. */
  position: [string, string]
  read: number
  told: number
  delivered: number
  waiting: number
  unreachable: number
}

/** The homes of a building with their readers by class, in the order of walking, after a position. */
export async function reachHomesOf(
  db: Executor,
  reached: Reached,
  page: { buildingId: string; after: readonly [string, string] | null; limit: number },
): Promise<HomeReach[]> {
  const order = sql`lpad(coalesce(substring(e.name from '[0-9]{1,9}'), ''), 9, '0'), lpad(h.room, 20, '0')`
  const after = page.after ? sql`where g.position > array[${page.after[0]}, ${page.after[1]}]::text[]` : sql``
  const counts = sql.join(
    (['read', 'told', 'delivered', 'waiting', 'unreachable'] as const).map(
      (name) => sql`count(*) filter (where s.class = ${sql.raw(`'${name}'`)})::int as ${sql.raw(name)}`,
    ),
    sql`, `,
  )
  const { rows } = await db.execute<HomeReach>(sql`
    select * from (
      select s.home_id as "homeId", h.label, array[${order}] as position, ${counts}
      from (${sorted(reached, sql`r.building_id = ${page.buildingId}`)}) s
        join homes h on h.id = s.home_id and h.community_id = s.home_community_id
        join places e on e.id = h.entrance_id
      group by s.home_id, h.label, h.room, e.name) g
    ${after} order by g.position limit ${page.limit}`)
  return rows
}

export interface Unreached extends Record<string, unknown> {
  personId: string
  homeId: string
  communityId: string
  gridId: string
  class: ReachClass
  reason: UnreachedReason | null
}

/** Of some readers those who have neither read it nor been told, with a home to knock at. */
export async function unreachedAmong(
  db: Executor,
  reached: Reached,
  personIds: readonly string[],
): Promise<Unreached[]> {
  const { rows } = await db.execute<Unreached>(sql`
    select s.person_id as "personId", s.home_id as "homeId", s.home_community_id as "communityId", s.grid_id as "gridId",
      s.class, s.reason
    from (${sorted(reached, sql`r.person_id = any(${sql.param([...personIds])}::uuid[])`)}) s
    where s.class not in ('read', 'told') and s.grid_id is not null
    order by s.person_id`)
  return rows
}

/** How many of a class have a home to knock at and stand on no list yet, of each community that has any. */
export async function countForDoors(db: Executor, reached: Reached, classes: readonly ReachClass[]): Promise<number[]> {
  const { rows } = await db.execute<{ people: number }>(sql`
    select count(*)::int as people from (${sorted(reached)}) s
    where s.class = any(${sql.param([...classes])}::text[]) and s.grid_id is not null
      and not exists (select 1 from door_entries e where e.subject_id = ${reached.noticeId} and e.person_id = s.person_id)
    group by s.home_community_id`)
  return rows.map(({ people }) => people)
}

/** What sending it has cost so far, in fen: what is reserved or billed. */
export async function costOfNotice(db: Executor, noticeId: string): Promise<number> {
  const { rows } = await db.execute<{ cost: number }>(sql`
    select coalesce(sum(paid.cost_fen) filter (where paid.reserved_in is not null), 0)::int as cost
    from notice_readers r join inbox i on i.person_id = r.person_id and i.subject_id = r.notice_id
      join deliveries d on d.message_id = i.id and d.person_id = i.person_id
      join paid_deliveries paid on paid.delivery_id = d.id and paid.person_id = d.person_id
    where r.notice_id = ${noticeId}`)
  return rows[0]!.cost
}
