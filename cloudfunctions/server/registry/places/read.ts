import { z } from 'zod'
import { PLACE_KINDS, type PlaceKind, type Point } from '../../../contract/places'
import { rounded } from '../../../registry/places/borders/rules'
import { gcjFromWgs } from '../../../registry/places/wgs84'

export type Datum = 'wgs84' | 'gcj02'

/** A feature as read: in GCJ-02, its border open and without its last, repeated corner. */
export interface PlaceGiven {
  /** Its number in the file, from 1. */
  number: number
  id: string | null
  kind: PlaceKind
  name: string
  /** Names from the county down; empty for a county. */
  parent: string[]
  point: Point | null
  border: Point[] | null
}

export interface Problem {
  number: number
  what: string
}

/** China and some sea: what lies outside was given the wrong way round. */
const inChina = z
  .tuple([z.number().min(73).max(136), z.number().min(3).max(54)])
  .rest(z.number())
  .transform(([lng, lat]): Point => ({ lng, lat }))
const name = z
  .string()
  .transform((text) => text.trim())
  .pipe(
    z
      .string()
      .min(1)
      .max(40)
      .regex(/^[^/]*$/),
  )

const FEATURE = z.object({
  type: z.literal('Feature'),
  properties: z.object({
    id: z.uuid().nullish(),
    kind: z.enum(PLACE_KINDS),
    name,
    parent: z
      .union([z.string().transform((text) => text.split('/').map((part) => part.trim())), z.array(z.string())])
      .nullish(),
    point: inChina.nullish(),
  }),
  geometry: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('Point'), coordinates: inChina }),
      z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(inChina)).length(1) }),
    ])
    .nullish(),
})

const WHAT: Record<string, string> = {
  type: 'is no Feature',
  kind: `kind must be one of ${PLACE_KINDS.join(', ')}`,
  name: 'name must have 1 to 40 characters and no /',
  parent: 'parent must be names from the county down, as a list or joined by /',
  id: 'id is none',
  point: 'point must be [longitude, latitude] within China',
  geometry: 'geometry must be a Point, a Polygon of one ring, or null, as [longitude, latitude] within China',
}

/** Reads a FeatureCollection; says of each feature that cannot be read what is wrong, by its number from 1. */
export function readPlaces(text: string, datum: Datum): { places: PlaceGiven[]; problems: Problem[] } {
  const features = featuresOf(text)
  if (!features) return { places: [], problems: [{ number: 0, what: 'The file is no GeoJSON FeatureCollection' }] }
  const places: PlaceGiven[] = []
  const problems: Problem[] = []
  features.forEach((feature, i) => {
    const read = FEATURE.safeParse(feature)
    if (read.success) places.push(placeOf(i + 1, read.data, datum))
    else {
      const path = read.error.issues[0]!.path
      const key = String(path[0] === 'properties' ? (path[1] ?? 'kind') : (path[0] ?? 'type'))
      problems.push({ number: i + 1, what: WHAT[key] ?? WHAT.type! })
    }
  })
  return { places, problems }
}

function featuresOf(text: string): unknown[] | null {
  try {
    const { type, features } = JSON.parse(text.replace(/^\uFEFF/, '')) as { type?: unknown; features?: unknown }
    return type === 'FeatureCollection' && Array.isArray(features) ? features : null
  } catch {
    return null
  }
}

function placeOf(number: number, { properties, geometry }: z.infer<typeof FEATURE>, datum: Datum): PlaceGiven {
  const convert = (point: Point) => rounded(datum === 'wgs84' ? gcjFromWgs(point) : point)
  const point = properties.point ?? (geometry?.type === 'Point' ? geometry.coordinates : null)
  const ring = geometry?.type === 'Polygon' ? geometry.coordinates[0]!.map(convert) : null
  const { id, kind, name, parent } = properties
  return {
    number,
    id: id ?? null,
    kind,
    name,
    parent: parent ?? [],
    point: point && convert(point),
    border: ring && opened(ring),
  }
}

function opened(ring: Point[]): Point[] {
  const [first, last] = [ring[0], ring.at(-1)]
  return ring.length > 1 && first!.lat === last!.lat && first!.lng === last!.lng ? ring.slice(0, -1) : ring
}
