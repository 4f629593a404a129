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

/** Corners of a grid's border as it is drawn on screen. */
export const BORDER_CORNERS = { min: 3, max: 200 }

/** Places whose duty roster is kept. */
export const DUTY_PLACES = ['community', 'estate', 'grid'] as const satisfies readonly PlaceKind[]
/** A turn of duty is at most as long, and is written down at most so many days ahead. */
export const DUTY_HOURS_MAX = 24
export const DUTY_DAYS_AHEAD = 92

/** What is done to places on screen. */
export const PLACE_ACTIONS = ['border', 'add', 'rename', 'retire'] as const
export type PlaceAction = (typeof PLACE_ACTIONS)[number]
