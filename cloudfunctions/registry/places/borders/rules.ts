import { BORDER_CORNERS, type Point } from '../../../contract/places'
import { areaOf, isTangled, isWithin, sharedArea } from './geometry'

/** Borders drawn by hand overlap a little: up to this share of the smaller grid. */
export const OVERLAP_SHARE = 0.02

/** No grid is smaller: what is has its corners in one line. In m². */
const AREA_MIN = 100

export type BorderFlaw = 'corners' | 'tangled' | 'empty'

/** What makes it no border at all: too few corners, sides that cross or touch, nothing inside. Null: nothing. */
export function flawOf(border: readonly Point[]): BorderFlaw | null {
  if (border.length < BORDER_CORNERS.min) return 'corners'
  if (isTangled(border)) return 'tangled'
  return areaOf(border) < AREA_MIN ? 'empty' : null
}

/** More than the pen is to blame for. */
export const isTooMuch = (sharedM2: number, one: readonly Point[], other: readonly Point[]): boolean =>
  sharedM2 > OVERLAP_SHARE * Math.min(areaOf(one), areaOf(other))

/** Below this nobody has drawn an overlap: lines that run beside each other. In m². */
const SHARED_MIN = 1

export interface Neighbour {
  id: string
  name: string
  communityId: string
  communityName: string
  border: Point[]
}

export interface Standing {
  id: string
  label: string
  point: Point
  homes: number
}

export interface Overlap {
  id: string
  name: string
  communityName: string
  /** It reaches into another community. */
  isForeign: boolean
  sharedM2: number
  isTooMuch: boolean
}

export interface Judged {
  flaw: BorderFlaw | null
  areaM2: number
  overlaps: Overlap[]
  /** The grid's own buildings that would stand outside, with their homes. */
  leaving: Standing[]
}

/** What a new border of a grid would mean. Of one that is none nothing but the flaw is told. */
export function judgeBorder(
  border: readonly Point[],
  of: { communityId: string; others: readonly Neighbour[]; buildings: readonly Standing[] },
): Judged {
  const flaw = flawOf(border)
  if (flaw) return { flaw, areaM2: 0, overlaps: [], leaving: [] }
  const overlaps = of.others.flatMap(({ id, name, communityId, communityName, border: other }): Overlap[] => {
    const sharedM2 = flawOf(other) ? 0 : sharedArea(border, other)
    if (sharedM2 < SHARED_MIN) return []
    const isForeign = communityId !== of.communityId
    return [{ id, name, communityName, isForeign, sharedM2, isTooMuch: isTooMuch(sharedM2, border, other) }]
  })
  return {
    flaw,
    areaM2: areaOf(border),
    overlaps: overlaps.sort((a, b) => b.sharedM2 - a.sharedM2),
    leaving: of.buildings.filter(({ point }) => !isWithin(point, border)),
  }
}

/** It may be saved: a border, and in nobody else's way. Homes that leave are for whoever saves it to know. */
export const isSavable = ({ flaw, overlaps }: Judged): boolean =>
  flaw === null && !overlaps.some((one) => one.isTooMuch)

export const homesOf = (leaving: readonly Standing[]): number => leaving.reduce((sum, { homes }) => sum + homes, 0)

/** The middle of its corners, to a centimetre. */
export const middleOf = (border: readonly Point[]): Point =>
  rounded({
    lat: border.reduce((sum, { lat }) => sum + lat, 0) / border.length,
    lng: border.reduce((sum, { lng }) => sum + lng, 0) / border.length,
  })

/** To a centimetre, so that what was written out reads back the same. */
export const rounded = ({ lat, lng }: Point): Point => ({ lat: Number(lat.toFixed(7)), lng: Number(lng.toFixed(7)) })

/** As PostgreSQL spells a polygon. */
export const polygonText = (border: readonly Point[]): string =>
  `(${border.map((p) => `(${p.lng},${p.lat})`).join(',')})`

/** The way back: its corners in their order. */
export const borderOf = (polygon: string): Point[] =>
  Array.from(polygon.matchAll(/\(([-+.\de]+),([-+.\de]+)\)/g), ([, lng, lat]) => ({
    lat: Number(lat),
    lng: Number(lng),
  }))
