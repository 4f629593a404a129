import type { Point } from '../../../contract/places'
import type { Executor } from '../../../kernel/database/open'
import { wgsFromGcj } from '../../../registry/places/wgs84'
import type { Datum } from './read'
import { placesKept } from './store'

/** All places in use as GeoJSON that the import reads. */
export async function exportPlaces(db: Executor, datum: Datum): Promise<{ text: string; count: number }> {
  const places = await placesKept(db)
  const names = new Map(places.map(({ id, name }) => [id, name]))
  const position = (point: Point) => {
    const { lng, lat } = datum === 'wgs84' ? wgsFromGcj(point) : point
    return [Number(lng.toFixed(8)), Number(lat.toFixed(8))]
  }
  const features = places.map(({ id, kind, name, path, point, border }) => ({
    type: 'Feature',
    properties: {
      id,
      kind,
      name,
      parent: path.slice(0, -1).map((above) => names.get(above)),
      ...(border && point && { point: position(point) }),
    },
    geometry: geometryOf(point && position(point), border?.map(position) ?? null),
  }))
  return { text: `${JSON.stringify({ type: 'FeatureCollection', features }, null, 1)}\n`, count: places.length }
}

function geometryOf(point: number[] | null, border: number[][] | null) {
  if (border) return { type: 'Polygon', coordinates: [[...border, border[0]]] }
  return point && { type: 'Point', coordinates: point }
}
