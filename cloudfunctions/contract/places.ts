/** The place tree, from top to bottom. Homes stand below an entrance and are kept apart. */
export const PLACE_KINDS = ['county', 'subdistrict', 'community', 'estate', 'grid', 'building', 'entrance'] as const

export type PlaceKind = (typeof PLACE_KINDS)[number]

export const PLACE_KIND_LABELS: Record<PlaceKind, string> = {
  county: '县',
  subdistrict: '街道',
  community: '社区',
  estate: '小区',
  grid: '网格',
  building: '楼栋',
  entrance: '单元',
}

/** Degrees, GCJ-02, as phones in China report them. */
export interface Point {
  lat: number
  lng: number
}
