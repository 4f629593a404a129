import { type SQL, sql } from 'drizzle-orm'
import { type AppealCategory, GRID_ONLY_CATEGORIES } from '../../../../contract/governance/appeals'
import { type OrderState, RUNNING_STATES } from '../../../../contract/orders'
import type { Database, Executor } from '../../../../kernel/database/open'
import { type MonthFigures, spanOf } from './rules'

/** What everyone may know of an appeal: no words, no pictures, no person, no place smaller than a building. */
export interface PublicAppeal {
  id: string
  communityId: string
  code: string
  category: AppealCategory
  state: OrderState
  /** The building, or the grid where no building was named or none is told. */
  placeId: string
  place: string
  /** The department in charge, else the community. */
  agency: string
  /** Exact, in GCJ-02: to be blunted before it is shown. None of what is told by its grid alone. */
  lat: number | null
  lng: number | null
  createdAt: Date
  updatedAt: Date
  promisedFrom: Date
  yellowAt: Date
  promisedAt: Date
  pausedAt: Date | null
  endedAt: Date | null
}

export interface Wanted {
  communityId: string
  category?: string | undefined
  /** Null for all. */
  states: readonly OrderState[] | null
  from?: Date | undefined
  until?: Date | undefined
}

const MOMENTS = ['createdAt', 'updatedAt', 'promisedFrom', 'yellowAt', 'promisedAt', 'pausedAt', 'endedAt'] as const
type Row = Record<string, unknown>

/** Driver rows of plain SQL bring moments as text. */
function shaped(row: Row): PublicAppeal {
  const moments = MOMENTS.map((name) => [name, row[name] === null ? null : new Date(row[name] as string)])
  return { ...row, ...Object.fromEntries(moments) } as PublicAppeal
}

const IS_GRID_ONLY = sql.raw(`o.category in (${GRID_ONLY_CATEGORIES.map((one) => `'${one}'`).join(', ')})`)

/** All that leaves this module of a row of `orders o`. The chosen place may be an entrance: its building is told. */
const PUBLIC_COLUMNS = sql`o.id, o.community_id as "communityId", o.code, o.category, o.state,
  case when not ${IS_GRID_ONLY} then o.lat end as lat, case when not ${IS_GRID_ONLY} then o.lng end as lng,
  b.id as "placeId", b.label as place, coalesce(d.name, c.name) as agency, o.created_at as "createdAt",
  o.updated_at as "updatedAt", o.promised_from as "promisedFrom", o.yellow_at as "yellowAt", o.promised_at as "promisedAt", o.paused_at as "pausedAt",
  o.ended_at as "endedAt"`
/** A place is told as the building it is or is an entrance of; else as its grid. By keys alone: `any(path)` would read all places. */
const PUBLIC_JOINS = sql`join places c on c.id = o.community_id left join places d on d.id = o.department_id
  join places p on p.id = case when ${IS_GRID_ONLY} then o.grid_id else o.place_id end
  join places b on b.id = case when p.kind = 'entrance' then p.parent_id else p.id end`

/**
 * Which appeals are wanted. The state is compared as an expression on purpose: bare, it would lead the planner to the desk's
 * partial indexes of all open orders of the county.
 */
const within = ({ category, states, from, until }: Omit<Wanted, 'communityId'>): SQL => sql`o.kind = 'appeal'
  ${category ? sql`and o.category = ${category}` : sql``}
  ${states ? sql`and o.state || '' = any(${sql.param([...states])}::text[])` : sql``}
  ${from ? sql`and o.created_at >= ${from.toISOString()}::timestamptz` : sql``}
  ${until ? sql`and o.created_at < ${until.toISOString()}::timestamptz` : sql``}`

/** A community's appeals, the newest first; `after` is the last of the page before. */
export async function publicAppeals(
  db: Database,
  wanted: Wanted,
  limit: number,
  after: { createdAt: string; id: string } | null = null,
): Promise<PublicAppeal[]> {
  // The page's keys first, from the index alone, however many the filters leave out; then its rows.
  const { rows } = await db.execute<Row>(sql`
    select ${PUBLIC_COLUMNS} from (
      select o.id, o.community_id from orders o where o.community_id = ${wanted.communityId} and ${within(wanted)}
        ${after ? sql`and (o.created_at, o.id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)` : sql``}
      order by o.created_at desc, o.id desc limit ${limit}
    ) page join orders o on o.id = page.id and o.community_id = page.community_id ${PUBLIC_JOINS}
    order by o.created_at desc, o.id desc`)
  return rows.map(shaped)
}

/** The newest located ones since a moment, but for what is told by its grid alone. */
export async function publicPoints(db: Database, communityId: string, from: Date, limit: number) {
  const { rows } = await db.execute<Row>(sql`
    select ${PUBLIC_COLUMNS} from (
      select * from orders o where o.community_id = ${communityId} and ${within({ states: null, from })}
        and o.lat is not null and o.lng is not null and not ${IS_GRID_ONLY}
      order by o.created_at desc, o.id desc limit ${limit}
    ) o ${PUBLIC_JOINS} order by o.created_at desc, o.id desc`)
  return rows.map(shaped)
}

/** Its grids with their borders as PostgreSQL spells a polygon. */
export async function gridBorders(db: Database, communityId: string) {
  const { rows } = await db.execute<{ id: string; name: string; border: string }>(sql`
    select id, name, shape::text as border from places
    where community_id = ${communityId} and kind = 'grid' and not is_closed and shape is not null order by id`)
  return rows
}

/** The newest of a county, community by community, since each has its own index and may have its own machine. */
export async function publicAppealsBelow(
  db: Database,
  countyId: string | undefined,
  wanted: { from: Date; until: Date; categories: string[] | null; states: readonly OrderState[] | null },
  limit: number,
): Promise<PublicAppeal[]> {
  const { categories, ...rest } = wanted
  const { rows } = await db.execute<Row>(sql`
    select ${PUBLIC_COLUMNS} from (
      select o.* from places m join lateral (
        select * from orders o where o.community_id = m.id and ${within(rest)}
          ${categories ? sql`and o.category = any(${sql.param(categories)}::text[])` : sql``}
        order by o.created_at desc, o.id desc limit ${limit}
      ) o on true
      where m.kind = 'community' ${countyId ? sql`and m.path @> array[${countyId}]::uuid[]` : sql``}
      order by o.created_at desc, o.id desc limit ${limit}
    ) o ${PUBLIC_JOINS} order by o.created_at desc, o.id desc`)
  return rows.map(shaped)
}

/** Those with these ids; what is not there is left out. */
export async function publicAppealsByIds(db: Executor, ids: string[], countyId?: string): Promise<PublicAppeal[]> {
  if (ids.length === 0) return []
  const { rows } = await db.execute<Row>(sql`
    select ${PUBLIC_COLUMNS} from orders o ${PUBLIC_JOINS}
    where o.id = any(${sql.param(ids)}::uuid[]) and o.kind = 'appeal'
      ${countyId ? sql`and c.path @> array[${countyId}]::uuid[]` : sql``}
    order by o.created_at desc, o.id desc`)
  return rows.map(shaped)
}

/**
 * What each of the months' appeals came to, by the month in Shanghai in which they were told. Answered means said to be done, or
 * ended otherwise than by withdrawing; in time, by the promise as it stands. One that was reopened is counted by its
 * second answer.
 */
export async function monthFigures(
  db: Database,
  communityId: string,
  months: readonly string[],
  now: Date,
): Promise<MonthFigures[]> {
  const spans = months.map(spanOf)
  const moments = (dates: Date[]) => sql`${sql.param(dates.map((date) => date.toISOString()))}::timestamptz[]`
  const { rows } = await db.execute<MonthFigures & Record<string, unknown>>(sql`
    select m.month, f.* from unnest(
      ${sql.param([...months])}::text[], ${moments(spans.map(({ from }) => from))}, ${moments(spans.map(({ until }) => until))}
    ) with ordinality m (month, starts, ends, position)
    cross join lateral (
      select count(*)::int as received,
        count(*) filter (where answered_at is not null or is_late)::int as due,
        count(*) filter (where answered_at <= promised_at)::int as "inTime",
        count(*) filter (where answered_at is not null or reopenings > 0)::int as answered,
        count(*) filter (where reopenings > 0)::int as reopened,
        count(*) filter (where rating is not null)::int as rated,
        count(*) filter (where rating in ('satisfied', 'fair'))::int as satisfied,
        count(*) filter (where resolved_at is not null)::int as resolved,
        (percentile_cont(0.5) within group (order by extract(epoch from resolved_at - created_at)::float8 / 3600)
          filter (where resolved_at is not null))::float8 as "medianHours"
      from (
        select promised_at, resolved_at, created_at, rating, reopenings,
          case when state <> 'withdrawn' then coalesce(resolved_at, ended_at) end as answered_at,
          state = any(${sql.param([...RUNNING_STATES])}::text[])
            and coalesce(paused_at, ${now.toISOString()}::timestamptz) > promised_at as is_late
        from orders
        where community_id = ${communityId} and kind = 'appeal' and created_at >= m.starts and created_at < m.ends
      ) o
    ) f order by m.position`)
  return rows
}
