import { type SQL, sql } from 'drizzle-orm'
import type { OrderState } from '../../../contract/orders'
import type { Point } from '../../../contract/places'
import type { Database } from '../../../kernel/database/open'
import { statement } from '../../../kernel/database/statement'

/** An order near a point, with what was said when it was checked. */
export interface NearOrder {
  id: string
  state: OrderState
  category: string
  createdAt: Date
  promisedAt: Date
  placeLabel: string
  requesterId: string
  text: string | null
  metres: number
}

const METRES_PER_DEGREE = 111_195
/** Compared one by one: more than stand within reach of one building. */
const NEAR_MAX = 200

const value = sql.placeholder
const IS_OPEN = sql`state in ('waiting', 'accepted', 'handling', 'whistled', 'objected', 'reopened', 'resolved')`

const pictures = statement<{ id: string; phash: string }>(sql`
  select o.id, b.phash::text as phash from orders o
    join order_files f on f.order_id = o.id and f.community_id = o.community_id and f.note_id = o.note_id
    join files b on b.id = f.file_id and b.check_state = 'passed' and b.phash is not null
  where o.id = any(${value('ids')}::uuid[])`)

/** How the pictures look that came with these orders and have passed their check. */
export async function picturesOf(db: Database, orderIds: readonly string[]): Promise<Map<string, bigint[]>> {
  const looks = new Map<string, bigint[]>()
  if (orderIds.length === 0) return looks
  const { rows } = await pictures(db, { ids: [...orderIds] })
  for (const { id, phash } of rows) looks.set(id, [...(looks.get(id) ?? []), BigInt(phash)])
  return looks
}

type Row = Omit<NearOrder, 'createdAt' | 'promisedAt'> & { createdAt: string; promisedAt: string }

const METRES = sql`coalesce(round(sqrt(power((o.lat - ${value('lat')}::float8) * ${sql.raw(String(METRES_PER_DEGREE))}, 2)
  + power((o.lng - ${value('lng')}::float8) * ${sql.raw(String(METRES_PER_DEGREE))}
    * cos(radians(${value('lat')}::float8)), 2))), 1e9)::float8`

const told = (metres: SQL, chosen: SQL) => sql`
  select o.id, o.state, o.category, o.created_at as "createdAt", o.promised_at as "promisedAt", p.label as "placeLabel",
    o.requester_id as "requesterId", case when n.check_state = 'passed' then n.text end as text, ${metres} as metres
  from (select * from orders where ${IS_OPEN} and kind = ${value('kind')} and created_at > ${value('since')} ${chosen}
      limit ${sql.raw(String(NEAR_MAX))}) o
    join places p on p.id = o.place_id
    join order_notes n on n.id = o.note_id and n.community_id = o.community_id`

/** By the index; how far each is, is seen afterwards: the planner thinks a box would be small, and is wrong in towns. */
const nearest = statement<Row>(
  told(METRES, sql`order by point(lng, lat) <-> point(${value('lng')}::float8, ${value('lat')}::float8)`),
)
const atPlaces = statement<Row>(
  told(sql`0`, sql`and place_id = any(${value('placeIds')}::uuid[]) order by orders.id desc`),
)

/** Open orders of a kind within reach of a point, or at one of these places, nearest first. */
export async function ordersNear(
  db: Database,
  given: { kind: string; point: Point; metres: number; placeIds: readonly string[]; since: Date },
): Promise<NearOrder[]> {
  const { kind, point, metres, placeIds, since } = given
  const [around, here] = await Promise.all([
    nearest(db, { kind, since, ...point }),
    atPlaces(db, { kind, since, placeIds: [...placeIds] }),
  ])
  const isHere = new Set(here.rows.map((row) => row.id))
  const within = around.rows
    .filter((row) => row.metres <= metres && !isHere.has(row.id))
    .sort((a, b) => a.metres - b.metres || (a.id < b.id ? -1 : 1))
  return [...here.rows, ...within]
    .slice(0, NEAR_MAX)
    .map((row) => ({ ...row, createdAt: new Date(row.createdAt), promisedAt: new Date(row.promisedAt) }))
}
