import { and, asc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import type { PlaceKind, Point } from '../../contract/places'
import type { Executor } from '../../kernel/database/open'
import { statement } from '../../kernel/database/statement'
import { places } from './table'

/** A building further away than this is not where the person stands. */
export const NEARBY_BUILDING_METRES = 150

export interface Place {
  id: string
  kind: PlaceKind
  name: string
  label: string
  parentId: string | null
  /** The place itself and all above it, county first. */
  path: string[]
  communityId: string
  /** The grid it is or stands in; null above the grids. */
  gridId: string | null
  lat: number | null
  lng: number | null
}

export interface Located {
  gridId: string
  gridName: string
  /** The grid and all above it, county first. */
  gridPath: string[]
  communityId: string
  communityName: string
  /** Nearest building of that grid within 150 m. */
  building: { id: string; label: string; metres: number } | null
}

// Spelled out, because drizzle leaves the table off a column and `path` alone would be the inner one.
const gridOf = sql<string | null>`(
  select g.id from places g where g.kind = 'grid' and g.id = any(places.path) limit 1)`

const placeColumns = {
  id: places.id,
  kind: places.kind,
  name: places.name,
  label: places.label,
  parentId: places.parentId,
  path: places.path,
  communityId: places.communityId,
  gridId: gridOf,
  lat: places.lat,
  lng: places.lng,
}

/** 1号楼 before 10号楼: by the number in the name, then by the name. */
const byNumber: SQL[] = [sql`substring(${places.name} from '[0-9]{1,9}')::int nulls last`, asc(places.name)]

const openPlace = statement<Place & Record<string, unknown>>(sql`
  select id, kind, name, label, parent_id as "parentId", path, community_id as "communityId", ${gridOf} as "gridId", lat, lng
  from places where id = ${sql.placeholder('id')} and not is_closed`)

/** One place that is in use, or null. */
export async function placeById(db: Executor, id: string): Promise<Place | null> {
  const { rows } = await openPlace(db, { id })
  return rows[0] ?? null
}

/** The place's own id and those of all above it, county first; empty when there is no such place. */
export async function pathOf(db: Executor, id: string): Promise<string[]> {
  const [row] = await db.select({ path: places.path }).from(places).where(eq(places.id, id))
  return row?.path ?? []
}

/** These places and all below them. */
export async function placesWithin(db: Executor, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from places where path && ${sql.param([...ids])}::uuid[]`)
  return rows.map((row) => row.id)
}

/** What places are called, by id; those that are not there are left out. */
export async function namesOf(db: Executor, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: places.id, name: places.name })
    .from(places)
    .where(inArray(places.id, [...ids]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The same in full, as where somebody lives is said: 檀溪苑3号楼. */
export async function labelsOf(db: Executor, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: places.id, label: places.label })
    .from(places)
    .where(inArray(places.id, [...ids]))
  return new Map(rows.map(({ id, label }) => [id, label]))
}

/** Places directly below, grouped by kind, in the order of their numbers. */
export function children(db: Executor, parentId: string): Promise<Place[]> {
  return db
    .select(placeColumns)
    .from(places)
    .where(and(eq(places.parentId, parentId), eq(places.isClosed, false), ne(places.kind, 'department')))
    .orderBy(asc(places.kind), ...byNumber)
}

/** Departments that serve a place: those below it or below what is above it. */
export async function departmentsFor(db: Executor, path: readonly string[]): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: places.id, name: places.name })
    .from(places)
    .where(and(eq(places.kind, 'department'), eq(places.isClosed, false), inArray(places.parentId, [...path])))
    .orderBy(places.name)
}

export interface Community {
  id: string
  name: string
  subdistrictName: string
}

/** Communities below a place (all without one), by subdistrict. */
export async function communitiesOf(db: Executor, aboveId?: string): Promise<Community[]> {
  const below = aboveId ? sql`and c.path @> array[${aboveId}]::uuid[]` : sql``
  const { rows } = await db.execute<{ id: string; name: string; subdistrictName: string }>(sql`
    select c.id, c.name, s.name as "subdistrictName"
    from places c join places s on s.id = c.parent_id
    where c.kind = 'community' and not c.is_closed ${below}
    order by s.name, c.name`)
  return rows
}

/** Buildings of a community, by label and number. */
export function buildingsOf(db: Executor, communityId: string): Promise<Place[]> {
  return db
    .select(placeColumns)
    .from(places)
    .where(and(eq(places.communityId, communityId), eq(places.kind, 'building'), eq(places.isClosed, false)))
    .orderBy(sql`regexp_replace(${places.label}, '[0-9]+.*$', '')`, ...byNumber)
}

interface LocatedRow extends Record<string, unknown>, Omit<Located, 'building'> {
  buildingId: string | null
  label: string
  metres: number
}

/**
 * The grid a point in GCJ-02 degrees lies in and the nearest building there; null outside all grids.
 * A point on a common border belongs to the first of the grids by id. `&&` stands beside `@>` because only it uses the index.
 */
export async function locate(db: Executor, point: Point): Promise<Located | null> {
  const at = sql`point(${point.lng}::float8, ${point.lat}::float8)`
  // Flat-earth metres: exact to a centimetre over 150 m, and cheap enough to sort a grid's buildings by.
  const metres = sql`sqrt(power((b.lat - ${point.lat}::float8) * 111195, 2)
    + power((b.lng - ${point.lng}::float8) * 111195 * cos(radians(${point.lat}::float8)), 2))`
  const { rows } = await db.execute<LocatedRow>(sql`
    select g.id as "gridId", g.name as "gridName", g.path as "gridPath",
      c.id as "communityId", c.name as "communityName", b.id as "buildingId", b.label, b.metres
    from (
      select id, name, path, community_id from places
      where kind = 'grid' and not is_closed and shape && polygon(box(${at}, ${at})) and shape @> ${at}
      order by id limit 1
    ) g
    join places c on c.id = g.community_id
    left join lateral (
      select b.id, b.label, ${metres} as metres from places b
      where b.parent_id = g.id and b.kind = 'building' and not b.is_closed and b.lat is not null
      order by metres limit 1
    ) b on b.metres <= ${NEARBY_BUILDING_METRES}`)
  const row = rows[0]
  if (!row) return null
  const { buildingId, label, metres: distance, ...grid } = row
  return { ...grid, building: buildingId ? { id: buildingId, label, metres: Math.round(distance) } : null }
}

/** Places of some kinds at or below some places, by label and number. */
export function placesBelow(db: Executor, aboveIds: readonly string[], kinds: readonly PlaceKind[]): Promise<Place[]> {
  return db
    .select(placeColumns)
    .from(places)
    .where(
      and(
        sql`${places.path} && ${sql.param([...aboveIds])}::uuid[]`,
        inArray(places.kind, [...kinds]),
        eq(places.isClosed, false),
      ),
    )
    .orderBy(sql`regexp_replace(${places.label}, '[0-9]+.*$', '')`, ...byNumber)
    .limit(PLACES_AT_ONCE)
}

/** A list to choose from; a secretary has far fewer. */
const PLACES_AT_ONCE = 500
