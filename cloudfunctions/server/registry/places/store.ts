import { asc, eq } from 'drizzle-orm'
import type { Executor, Tx } from '../../../kernel/database/open'
import { borderOf, polygonText } from '../../../registry/places/borders/rules'
import { places } from '../../../registry/places/table'
import type { PlaceKept, PlacePlanned } from './rules'

/** All places in use, those above before those below. */
export async function placesKept(db: Executor): Promise<PlaceKept[]> {
  const rows = await db.select().from(places).where(eq(places.isClosed, false)).orderBy(asc(places.path))
  return rows.map(({ shape, lat, lng, isClosed: _, ...row }) => ({
    ...row,
    point: lat === null || lng === null ? null : { lat, lng },
    border: shape === null ? null : borderOf(shape),
  }))
}

const AT_ONCE = 500

/** Writes what is new and what has changed. */
export async function savePlaces(tx: Tx, planned: readonly PlacePlanned[]): Promise<void> {
  const added = planned.filter(({ outcome }) => outcome === 'added').map(rowOf)
  for (let i = 0; i < added.length; i += AT_ONCE) await tx.insert(places).values(added.slice(i, i + AT_ONCE))
  for (const place of planned) {
    if (place.outcome !== 'changed') continue
    const { name, label, lat, lng, shape } = rowOf(place)
    await tx.update(places).set({ name, label, lat, lng, shape }).where(eq(places.id, place.id))
  }
}

function rowOf(place: PlacePlanned): typeof places.$inferInsert {
  const { id, kind, name, parentId, path, communityId, label, point, border } = place
  const at = { lat: point?.lat ?? null, lng: point?.lng ?? null }
  return {
    id,
    kind,
    name,
    parentId,
    path,
    communityId,
    label,
    ...at,
    shape: border && polygonText(border),
    isClosed: false,
  }
}
