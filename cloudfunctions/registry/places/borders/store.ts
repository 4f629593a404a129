import { sql } from 'drizzle-orm'
import type { Point } from '../../../contract/places'
import type { Executor, Tx } from '../../../kernel/database/open'
import { borderOf, middleOf, type Neighbour, polygonText, type Standing } from './rules'

export interface DrawnGrid {
  id: string
  name: string
  estateName: string
  border: Point[] | null
  homes: number
}

/** Grids in use of a community, in the order of their numbers, each with its border and how many homes it has. */
export async function gridsOf(db: Executor, communityId: string): Promise<DrawnGrid[]> {
  const { rows } = await db.execute<{
    id: string
    name: string
    estateName: string
    shape: string | null
    homes: number
  }>(sql`
    select g.id, g.name, e.name as "estateName", g.shape::text as shape,
      (select count(*)::int from homes h where h.grid_id = g.id) as homes
    from places g join places e on e.id = g.parent_id
    where g.community_id = ${communityId} and g.kind = 'grid' and not g.is_closed
    order by substring(g.name from '[0-9]{1,9}')::int nulls last, g.name, g.id`)
  return rows.map(({ shape, ...grid }) => ({ ...grid, border: shape === null ? null : borderOf(shape) }))
}

/** A grid's border with what tells whether it has changed meanwhile; null where there is no such grid in use. */
export async function borderOfGrid(
  db: Executor,
  gridId: string,
): Promise<{ border: Point[] | null; version: string } | null> {
  const { rows } = await db.execute<{ shape: string | null; version: string }>(sql`
    select shape::text as shape, md5(coalesce(shape::text, '')) as version from places
    where id = ${gridId} and kind = 'grid' and not is_closed`)
  const row = rows[0]
  return row ? { border: row.shape === null ? null : borderOf(row.shape), version: row.version } : null
}

/** Other grids in use whose box meets a border's: whatever it could overlap. */
export async function gridsMeeting(db: Executor, gridId: string, border: readonly Point[]): Promise<Neighbour[]> {
  const { rows } = await db.execute<Omit<Neighbour, 'border'> & { shape: string }>(sql`
    select g.id, g.name, g.community_id as "communityId", c.name as "communityName", g.shape::text as shape
    from places g join places c on c.id = g.community_id
    where g.kind = 'grid' and not g.is_closed and g.id <> ${gridId} and g.shape && ${polygonText(border)}::polygon
    order by g.id`)
  return rows.map(({ shape, ...grid }) => ({ ...grid, border: borderOf(shape) }))
}

/** Buildings in use of a grid that stand somewhere, with their homes. */
export async function standingIn(db: Executor, gridId: string): Promise<Standing[]> {
  const { rows } = await db.execute<Omit<Standing, 'point'> & Point & Record<string, unknown>>(sql`
    select b.id, b.label, b.lat, b.lng, (
      select count(*)::int from homes h join places e on e.id = h.entrance_id where e.parent_id = b.id) as homes
    from places b
    where b.parent_id = ${gridId} and b.kind = 'building' and not b.is_closed and b.lat is not null and b.lng is not null
    order by substring(b.name from '[0-9]{1,9}')::int nulls last, b.id`)
  return rows.map(({ lat, lng, ...building }) => ({ ...building, point: { lat, lng } }))
}

/** Lets one person at a time draw in a county: two who each keep clear of what was there could meet one another. */
export async function drawAlone(tx: Tx, countyId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`borders ${countyId}`}, 0))`)
}

/** Gives a grid its border, and the middle of it as the place where it stands. */
export async function saveBorder(tx: Tx, gridId: string, border: readonly Point[]): Promise<void> {
  const { lat, lng } = middleOf(border)
  await tx.execute(sql`
    update places set shape = ${polygonText(border)}::polygon, lat = ${lat}, lng = ${lng} where id = ${gridId}`)
}
