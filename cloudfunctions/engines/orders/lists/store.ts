import { and, desc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm'
import { type OrderState, RUNNING_STATES } from '../../../contract/orders'
import type { Point } from '../../../contract/places'
import { PAGE_SIZE } from '../../../contract/reply'
import type { Database } from '../../../kernel/database/open'
import { renderedOnce, statement } from '../../../kernel/database/statement'
import { people } from '../../../registry/people/table'
import { places } from '../../../registry/places/table'
import type { PlacedOrder } from '../store'
import { orderNotes, orders } from '../table'

/** Far more than one department has open at a time. */
const CALLED_MAX = 100

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

/** What somebody told of for one they act for. */
export const ordersToldFor = (
  db: Database,
  { guardianId, personId, kind }: { guardianId: string; personId: string; kind: string },
  cursor?: string,
) => newest(db, and(eq(orders.guardianId, guardianId), eq(orders.requesterId, personId), eq(orders.kind, kind)), cursor)

/** What a worker wrote down for others. */
export const ordersRegisteredBy = (db: Database, personId: string, cursor?: string) =>
  newest(db, eq(orders.registeredBy, personId), cursor)

export const ordersOfHolder = (db: Database, personId: string, states: OrderState[], cursor?: string) =>
  newest(db, and(eq(orders.holderId, personId), inArray(orders.state, states)), cursor)

/** Orders below any of the places: a secretary's community, a subdistrict, the county. */
export const ordersBelow = (db: Database, placeIds: string[], states: OrderState[] | null, cursor?: string) =>
  newest(
    db,
    and(sql`${places.path} && ${sql.param(placeIds)}::uuid[]`, states ? inArray(orders.state, states) : undefined),
    cursor,
  )

const byIds = renderedOnce((db) => from(db).where(sql`${orders.id} = any(${sql.placeholder('ids')}::uuid[])`))

/** Orders by id, as lists show them; what is not there is left out. */
export async function ordersByIds(db: Database, ids: string[]): Promise<Map<string, ListedOrder>> {
  if (ids.length === 0) return new Map()
  const rows = await byIds(db).execute({ ids })
  return new Map(rows.map((row) => [row.order.id, listed(row)]))
}

/** What these departments are to come for, have in hand or help with, the first promised first. */
export async function ordersOfDepartments(db: Database, departmentIds: string[]): Promise<ListedOrder[]> {
  const ids = sql.param(departmentIds)
  const rows = await from(db)
    .where(
      and(
        sql`${orders.departments} && ${ids}::uuid[] and ${orders.departments} <> '{}'
          and (${orders.departmentId} = any(${ids}::uuid[]) or ${orders.helpers} && ${ids}::uuid[])`,
        inArray(orders.state, [...RUNNING_STATES]),
      ),
    )
    .orderBy(orders.promisedAt, orders.id)
    .limit(CALLED_MAX)
  return rows.map(listed)
}

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

const value = sql.placeholder

const POOL = sql`${orders.state} = 'waiting'
  and ${orders.gridId} = any(array(select id from places where kind = 'grid' and path && ${value('placeIds')}::uuid[]))
  and ${orders.kind} = any(${value('kinds')}::text[]) and ${orders.requesterId} <> ${value('exceptRequesterId')}::uuid`

const METRES = sql<number>`coalesce(round(sqrt(power((${orders.lat} - ${value('lat')}::float8) * 111195, 2)
  + power((${orders.lng} - ${value('lng')}::float8) * 111195 * cos(radians(${value('lat')}::float8)), 2)))::float8, 1e9)`
const PROMISED = sql<number>`extract(epoch from ${orders.promisedAt})::float8`

/** The page's orders are chosen by the index alone; only they are read whole. */
const chosenBy = (distance: SQL<number>, isContinued: boolean) => sql`(
  select ${orders.id} from ${orders} where ${POOL} ${
    isContinued
      ? sql`and (${URGENCY_RANK}, ${distance}, ${orders.id})
          > (${value('rank')}::int, ${value('distance')}::float8, ${value('id')}::uuid)`
      : sql``
  } order by ${URGENCY_RANK}, ${distance}, ${orders.id} limit ${sql.raw(String(PAGE_SIZE + 1))})`

const poolBy = (distance: SQL<number>, isContinued: boolean) =>
  renderedOnce((db) =>
    db
      .select({ ...columns, rank: URGENCY_RANK, distance })
      .from(orders)
      .innerJoin(places, eq(places.id, orders.gridId))
      .innerJoin(orderNotes, and(eq(orderNotes.id, orders.noteId), eq(orderNotes.communityId, orders.communityId)))
      .leftJoin(people, eq(people.id, orders.holderId))
      .where(sql`${orders.id} in ${chosenBy(distance, isContinued)}`)
      .orderBy(URGENCY_RANK, distance, orders.id),
  )

const POOL_LISTS = {
  near: { first: poolBy(METRES, false), next: poolBy(METRES, true) },
  promised: { first: poolBy(PROMISED, false), next: poolBy(PROMISED, true) },
}

/** Waiting orders for the desk: most urgent first, then nearest, or first promised where the place is not known. */
export async function ordersInPool(
  db: Database,
  { point, ...pool }: Pool,
  cursor: PoolCursor | null,
): Promise<(ListedOrder & { rank: number; distance: number })[]> {
  const list = POOL_LISTS[point ? 'near' : 'promised'][cursor ? 'next' : 'first']
  const rows = await list(db).execute({ ...pool, ...point, ...cursor })
  return rows.map(({ rank, distance, ...row }) => {
    const metres = point && distance < 1e9 ? { metres: distance } : {}
    return { ...listed(row), ...metres, rank, distance }
  })
}

const counted = statement<{ kind: string; n: number }>(
  sql`select kind, count(*)::int as n from ${orders} where ${POOL} group by kind`,
)

/** How many wait, by kind. */
export async function countPool(db: Database, { point: _, ...pool }: Pool): Promise<Record<string, number>> {
  const { rows } = await counted(db, pool)
  return Object.fromEntries(rows.map((row) => [row.kind, row.n]))
}
