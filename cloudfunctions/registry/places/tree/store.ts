import { and, eq, sql } from 'drizzle-orm'
import type { PlaceKind } from '../../../contract/places'
import type { Executor, Tx } from '../../../kernel/database/open'
import { homes } from '../../homes/table'
import { places } from '../table'

/** Keeps others from adding below a place, renaming or retiring it, until the transaction ends. */
export async function lockPlace(tx: Tx, id: string): Promise<void> {
  await tx.select({ id: places.id }).from(places).where(eq(places.id, id)).for('update')
}

export interface PlaceBelow {
  id: string
  kind: PlaceKind
  name: string
  /** Homes at and below it. */
  homes: number
  /** Nothing in use stands below it, and no home. */
  isEmpty: boolean
}

/** Places in use directly below, each with its homes, in the order of their numbers. */
export async function placesUnder(db: Executor, parentId: string): Promise<PlaceBelow[]> {
  const { rows } = await db.execute<PlaceBelow & Record<string, unknown>>(sql`
    select p.id, p.kind, p.name, c.homes,
      c.homes = 0 and not exists (select 1 from places b where b.parent_id = p.id and not b.is_closed) as "isEmpty"
    from places p cross join lateral (
      select count(h.id)::int as homes from places e join homes h on h.entrance_id = e.id
      where e.path @> array[p.id] and e.kind = 'entrance') c
    where p.parent_id = ${parentId} and not p.is_closed and p.kind <> 'department'
    order by p.kind, substring(p.name from '[0-9]{1,9}')::int nulls last, p.name, p.id`)
  return rows
}

/** Whether something in use bears the name directly below a place. */
export async function isNamed(db: Executor, parentId: string, kind: PlaceKind, name: string): Promise<boolean> {
  const rows = await db
    .select({ id: places.id })
    .from(places)
    .where(and(eq(places.parentId, parentId), eq(places.kind, kind), eq(places.name, name), eq(places.isClosed, false)))
  return rows.length > 0
}

export const insertPlace = async (tx: Tx, row: typeof places.$inferInsert): Promise<void> => {
  await tx.insert(places).values(row)
}

export async function renamePlace(tx: Tx, id: string, named: { name: string; label: string }): Promise<void> {
  await tx.update(places).set(named).where(eq(places.id, id))
}

/** Puts a place out of use; what was written down there keeps its name. */
export async function closePlace(tx: Tx, id: string): Promise<void> {
  await tx.update(places).set({ isClosed: true }).where(eq(places.id, id))
}

export async function hasRoom(db: Executor, entranceId: string, room: string): Promise<boolean> {
  const rows = await db
    .select({ id: homes.id })
    .from(homes)
    .where(and(eq(homes.entranceId, entranceId), eq(homes.room, room)))
  return rows.length > 0
}

export const insertHome = async (tx: Tx, row: typeof homes.$inferInsert): Promise<void> => {
  await tx.insert(homes).values(row)
}
