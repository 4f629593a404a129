import { type SQL, sql } from 'drizzle-orm'
import type { Light, OrderState } from '../../../contract/orders'
import { PAGE_SIZE } from '../../../contract/reply'
import type { Database, Executor } from '../../../kernel/database/open'
import { statement } from '../../../kernel/database/statement'
import { type ListedOrder, ordersByIds } from '../lists/store'

export interface BoardCursor {
  promisedAt: string
  id: string
}

export interface BoardFilter {
  states: readonly OrderState[]
  category: string | null
  /** Overdue, nearly, or on time; a promise that stands still shows no light here. */
  light: Light | null
}

const value = sql.placeholder

const OPEN = sql.raw(`state in ('waiting', 'accepted', 'handling', 'whistled', 'objected', 'reopened', 'contested')`)
const LIMIT = sql.raw(String(PAGE_SIZE + 1))

/** Bounds that the index knows: late ones are not gone through for those on time. */
const LIT = {
  red: sql`and paused_at is null and state <> 'contested' and promised_at < ${value('now')}::timestamptz`,
  yellow: sql`and paused_at is null and state <> 'contested' and promised_at >= ${value('now')}::timestamptz
    and yellow_at <= ${value('now')}::timestamptz`,
  green: sql`and paused_at is null and state <> 'contested' and promised_at >= ${value('now')}::timestamptz
    and yellow_at > ${value('now')}::timestamptz`,
} as const satisfies Record<Light, SQL>

/**
 * Each community below the places gives its own first page by an index, and these are merged: no county is too large.
 * What is not asked for does not stand in the text, so that the plan kept for it walks along the index.
 */
const boardWith = (light: Light | null, isOfCategory: boolean, isContinued: boolean) =>
  statement<{ id: string; promised: string }>(sql`
  select o.id, to_char(o.promised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as promised
  from places c cross join lateral (
    select id, promised_at from orders
    where community_id = c.id and ${OPEN} and state = any(${value('states')}::text[])
      ${isOfCategory ? sql`and category = ${value('category')}` : sql``} ${light ? LIT[light] : sql``}
      ${isContinued ? sql`and (promised_at, id) > (${value('afterAt')}::timestamptz, ${value('afterId')}::uuid)` : sql``}
    order by promised_at, id limit ${LIMIT}
  ) o
  where c.kind = 'community' and c.path && ${value('placeIds')}::uuid[]
  order by o.promised_at, o.id limit ${LIMIT}`)

const boards = new Map<string, ReturnType<typeof boardWith>>()

function boardFor({ light, category }: BoardFilter, isContinued: boolean) {
  const key = `${light} ${category !== null} ${isContinued}`
  const board = boards.get(key) ?? boardWith(light, category !== null, isContinued)
  boards.set(key, board)
  return board
}

/** Open orders below the places, overdue first, then those promised soonest; one more than a page. */
export async function ordersOnBoard(
  db: Database,
  given: { placeIds: string[]; filter: BoardFilter; cursor: BoardCursor | null; now: Date },
): Promise<{ listed: ListedOrder; promised: string }[]> {
  const { placeIds, filter, cursor, now } = given
  const { rows } = await boardFor(filter, cursor !== null)(db, {
    states: [...filter.states],
    category: filter.category,
    placeIds,
    now,
    ...(cursor && { afterAt: cursor.promisedAt, afterId: cursor.id }),
  })
  const listed = await ordersByIds(
    db,
    rows.map((row) => row.id),
  )
  return rows.flatMap(({ id, promised }) => {
    const found = listed.get(id)
    return found ? [{ listed: found, promised }] : []
  })
}

export type LightCounts = Record<Light, number>

/** How many open orders of a community stand under which light, by grid; one whose promise stands still counts as on time. */
export async function lightsByGrid(db: Executor, communityId: string, now: Date): Promise<Map<string, LightCounts>> {
  const at = sql`${now.toISOString()}::timestamptz`
  const isStill = sql`(paused_at is not null or state = 'contested')`
  const { rows } = await db.execute<LightCounts & { gridId: string }>(sql`
    select grid_id as "gridId",
      count(*) filter (where not ${isStill} and promised_at < ${at})::int as red,
      count(*) filter (where not ${isStill} and promised_at >= ${at} and yellow_at <= ${at})::int as yellow,
      count(*) filter (where ${isStill} or yellow_at > ${at})::int as green
    from orders
    where community_id = ${communityId}
      and state in ('waiting', 'accepted', 'handling', 'whistled', 'objected', 'reopened', 'contested')
    group by grid_id`)
  return new Map(rows.map(({ gridId, red, yellow, green }) => [gridId, { red, yellow, green }]))
}
