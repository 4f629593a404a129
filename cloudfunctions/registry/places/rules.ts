import type { PlaceKind, Point } from '../../contract/places'

/** A place covers itself and all below it. `placePath` lists a place and all above it, county first. */
export const covers = (grantPlaceId: string, placePath: readonly string[]): boolean => placePath.includes(grantPlaceId)

const EARTH_RADIUS_METRES = 6_371_008.8
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Metres over the ground between two points in degrees, by the haversine formula on a mean sphere. */
export function metresBetween(a: Point, b: Point): number {
  const [latA, latB] = [radians(a.lat), radians(b.lat)]
  const h =
    Math.sin((latB - latA) / 2) ** 2 + Math.cos(latA) * Math.cos(latB) * Math.sin(radians(b.lng - a.lng) / 2) ** 2
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** The building and the entrance that a place stands for; none where it is as wide as a grid. */
export const builtPlaces = (place: { kind: PlaceKind; path: readonly string[] } | null): string[] => {
  if (place?.kind === 'building') return place.path.slice(-1)
  return place?.kind === 'entrance' ? place.path.slice(-2) : []
}
