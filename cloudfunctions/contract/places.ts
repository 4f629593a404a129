/**
 * The place tree, from top to bottom. Homes stand below an entrance and are kept apart; a department stands below the
 * county or subdistrict it serves and covers no ground.
 */
export const PLACE_KINDS = [
  'county',
  'subdistrict',
  'community',
  'estate',
  'grid',
  'building',
  'entrance',
  'department',
] as const

export type PlaceKind = (typeof PLACE_KINDS)[number]

/** Degrees, GCJ-02, as phones in China report them. */
export interface Point {
  lat: number
  lng: number
}
