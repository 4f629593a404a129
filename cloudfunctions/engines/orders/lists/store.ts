import { and, desc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { OrderState } from '../../../contract/orders'
import type { Point } from '../../../contract/places'
import { PAGE_SIZE } from '../../../contract/reply'
import type { Database } from '../../../kernel/database/open'
import { people } from '../../../registry/people/table'
import { places } from '../../../registry/places/table'
import type { PlacedOrder } from '../store'
import { orderNotes, orders } from '../table'

/** One line of a list, with what its card needs. */
export interface ListedOrder {
  order: PlacedOrder
  noteText: string | null
  noteCheck: 'pending' | 'passed' | 'refused'
  noteAuthorId: string
  holderName: string | null
  metres?: number
}

const columns = {
  order: orders,
  gridPath: places.path,
  noteText: orderNotes.text,
  noteCheck: orderNotes.checkState,
  noteAuthorId: orderNotes.authorId,
  holderName: people.name,
}

const from = (db: Database) =>
  db
    .select(columns)
    .from(orders)
    .innerJoin(places, eq(places.id, orders.gridId))
    .innerJoin(orderNotes, and(eq(orderNotes.id, orders.noteId), eq(orderNotes.communityId, orders.communityId)))
    .leftJoin(people, eq(people.id, orders.holderId))

type Row = Awaited<ReturnType<ReturnType<typeof from>['execute']>>[number]
const listed = ({ order, gridPath, ...rest }: Row): ListedOrder => ({ order: { ...order, gridPath }, ...rest })

/** Newest first, before the order with id `cursor`; one more than a page, so that the caller knows whether there is a next. */
async function newest(db: Database, where: SQL | undefined, cursor?: string): Promise<ListedOrder[]> {
  const rows = await from(db)
    .where(and(where, cursor ? lt(orders.id, cursor) : undefined))
    .orderBy(desc(orders.id))
    .limit(PAGE_SIZE + 1)
  return rows.map(listed)
}

export const ordersOfRequester = (
  db: Database,
  personId: string,
  kind: string,
  states: OrderState[] | null,
  cursor?: string,
) =>
  newest(
    db,
    and(eq(orders.requesterId, personId), eq(orders.kind, kind), states ? inArray(orders.state, states) : undefined),
    cursor,
  )

export const ordersOfHolder = (db: Database, personId: string, states: OrderState[], cursor?: string) =>
  newest(db, and(eq(orders.holderId, personId), inArray(orders.state, states)), cursor)

/** Orders below any of the places: a secretary's community, a subdistrict, the county. */
export const ordersBelow = (db: Database, placeIds: string[], states: OrderState[] | null, cursor?: string) =>
  newest(
    db,
    and(sql`${places.path} && ${sql.param(placeIds)}::uuid[]`, states ? inArray(orders.state, states) : undefined),
    cursor,
  )

const URGENCY_RANK = sql<number>`case ${orders.urgency} when 'emergency' then 0 when 'urgent' then 1 else 2 end`

export interface PoolCursor {
  rank: number
  distance: number
  id: string
}

export interface Pool {
  /** Places where the viewer holds a role of the pool. */
  placeIds: string[]
  kinds: string[]
  exceptRequesterId: string
  point: Point | null
}

const poolWhere = ({ placeIds, kinds, exceptRequesterId }: Pool) => sql`${orders.state} = 'waiting'
  and ${orders.gridId} in (select id from places where kind = 'grid' and path && ${sql.param(placeIds)}::uuid[])
  and ${orders.kind} = any(${sql.param(kinds)}::text[]) and ${orders.requesterId} <> ${exceptRequesterId}`

/** Waiting orders for the desk: most urgent first, then nearest, or first promised where the place is not known. */
export async function ordersInPool(
  db: Database,
  pool: Pool,
  cursor: PoolCursor | null,
): Promise<(ListedOrder & { rank: number; distance: number })[]> {
  const distance = pool.point
    ? sql<number>`coalesce(round(sqrt(power((${orders.lat} - ${pool.point.lat}::float8) * 111195, 2)
        + power((${orders.lng} - ${pool.point.lng}::float8) * 111195 * cos(radians(${pool.point.lat}::float8)), 2)))::float8, 1e9)`
    : sql<number>`extract(epoch from ${orders.promisedAt})::float8`
  const rows = await db
    .select({ ...columns, rank: URGENCY_RANK, distance })
    .from(orders)
    .innerJoin(places, eq(places.id, orders.gridId))
    .innerJoin(orderNotes, and(eq(orderNotes.id, orders.noteId), eq(orderNotes.communityId, orders.communityId)))
    .leftJoin(people, eq(people.id, orders.holderId))
    .where(
      and(
        poolWhere(pool),
        cursor
          ? sql`(${URGENCY_RANK}, ${distance}, ${orders.id}) > (${cursor.rank}::int, ${cursor.distance}::float8, ${cursor.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(URGENCY_RANK, distance, orders.id)
    .limit(PAGE_SIZE + 1)
  return rows.map(({ rank, distance: d, ...row }) => {
    const metres = pool.point && d < 1e9 ? { metres: d } : {}
    return { ...listed(row), ...metres, rank, distance: d }
  })
}

/** How many wait, by kind. */
export async function countPool(db: Database, pool: Pool): Promise<Record<string, number>> {
  const { rows } = await db.execute<{ kind: string; n: number }>(
    sql`select kind, count(*)::int as n from ${orders} where ${poolWhere(pool)} group by kind`,
  )
  return Object.fromEntries(rows.map((row) => [row.kind, row.n]))
}
