import type { Point } from '../../../../../cloudfunctions/contract/places'
import type { IconName } from '../../../../ui/icon-names'
import type { Tone } from '../../../../ui/tones'
import type { PublicPoint } from './public-appeal'

/** How an appeal stands on the map, the most pressing first. Each has a shape, an icon and a word of its own. */
export const KINDS = ['red', 'yellow', 'green', 'done'] as const
export type Kind = (typeof KINDS)[number]

export const KIND_LOOKS: Record<Kind, { word: string; icon: IconName; tone: Tone }> = {
  red: { word: '超期', icon: 'alert-circle', tone: 'danger' },
  yellow: { word: '快到期', icon: 'alert-triangle', tone: 'warn' },
  green: { word: '按时', icon: 'clock', tone: 'brand' },
  done: { word: '有结果', icon: 'circle-check', tone: 'mute' },
}

export interface Spot {
  key: string
  lat: number
  lng: number
  /** The most pressing of its appeals. */
  kind: Kind
  /** How many of it are as pressing. */
  pressing: number
  /** The most pressing first. */
  points: PublicPoint[]
  /** 檀溪苑3号楼, or 檀溪苑3号楼等 2 处. */
  name: string
}

/** No light: nobody owes anything any more. */
const kindOf = ({ light }: PublicPoint): Kind => light ?? 'done'
const rank = (kind: Kind) => KINDS.indexOf(kind)

export const countsOf = (points: readonly PublicPoint[]): Record<Kind, number> => {
  const counts = { red: 0, yellow: 0, green: 0, done: 0 }
  for (const point of points) counts[kindOf(point)] += 1
  return counts
}

/** 超期 2 件，按时 1 件. */
export const countWords = (points: readonly PublicPoint[]): string => {
  const counts = countsOf(points)
  const told = KINDS.filter((kind) => counts[kind] > 0)
  return told.map((kind) => `${KIND_LOOKS[kind].word} ${counts[kind]} 件`).join('，')
}

function nameOf(points: readonly PublicPoint[]): string {
  const places = [...new Set(points.map(({ place }) => place))]
  return places.length > 1 ? `${places[0]}等 ${places.length} 处` : places[0]!
}

const distance = (a: Point, b: Point) => Math.hypot(a.lat - b.lat, (a.lng - b.lng) * Math.cos((a.lat * Math.PI) / 180))

/**
 * Gathers points into spots that lie at least so far apart that a thumb tells them apart: many lie on one another, for they
 * are told to about 100 m. A spot stands where the most pressing of it is. The most pressing first.
 * @param apart in degrees of latitude
 */
export function spotsOf(points: readonly PublicPoint[], apart: number): Spot[] {
  const pressing = [...points].sort((a, b) => rank(kindOf(a)) - rank(kindOf(b)))
  const gathered: PublicPoint[][] = []
  for (const point of pressing) {
    const near = gathered.find(([first]) => first && distance(first, point) < apart)
    if (near) near.push(point)
    else gathered.push([point])
  }
  return gathered.map((found): Spot => {
    const { lat, lng } = found[0]!
    const kind = kindOf(found[0]!)
    const pressing = countsOf(found)[kind]
    return { key: `${lat},${lng}`, lat, lng, kind, pressing, points: found, name: nameOf(found) }
  })
}
