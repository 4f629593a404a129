import type { Point } from '../../../cloudfunctions/contract/places'

export interface Drawing {
  /** Height by width. */
  ratio: number
  /** Shares of the width for one degree of latitude. */
  scale: number
  /** Borders as an SVG, in lines alone: laid over a colour as a mask. */
  linesOf(borders: readonly (readonly Point[])[]): string
  /** The ground within a border as an SVG, to be laid over a colour likewise. */
  groundOf(border: readonly Point[]): string
  /** Where a point stands, in shares of width and height from the north-west. */
  shareOf(point: Point): { x: number; y: number }
  /** The way back: which point stands there. */
  pointAt(share: { x: number; y: number }): Point
}

const WIDTH = 1000
/** Room for marks at the edge, by the drawing's width. */
const EDGE = 0.07
const RATIO_MIN = 0.6
const RATIO_MAX = 1.4

const span = (values: number[]): [from: number, length: number] => {
  const from = Math.min(...values)
  return [from, Math.max(...values) - from]
}

/** Lays borders and points out on a plane, north above; null where there is nothing to draw. */
export function drawingOf(borders: readonly Point[][], points: readonly Point[]): Drawing | null {
  const all = [...borders.flat(), ...points]
  if (all.length === 0) return null
  const [south, tall] = span(all.map(({ lat }) => lat))
  const narrowing = Math.cos((south * Math.PI) / 180)
  const [west, degreesWide] = span(all.map(({ lng }) => lng))
  const wide = degreesWide * narrowing
  const ratio = Math.min(RATIO_MAX, Math.max(RATIO_MIN, tall / (wide || 1)))
  const inside = 1 - 2 * EDGE
  // One scale for both directions, so that nothing is stretched; what is left over lies around.
  const scale = Math.min(inside / (wide || 1), (ratio * inside) / (tall || 1))
  const shareOf = ({ lat, lng }: Point) => ({
    x: 0.5 + ((lng - west) * narrowing - wide / 2) * scale,
    y: 0.5 - ((lat - south - tall / 2) * scale) / ratio,
  })
  const pointAt = ({ x, y }: { x: number; y: number }) => ({
    lat: south + tall / 2 + ((0.5 - y) * ratio) / scale,
    lng: west + ((x - 0.5) / scale + wide / 2) / narrowing,
  })
  return {
    ratio,
    scale,
    shareOf,
    pointAt,
    linesOf: (lines) =>
      svgOf(lines, { ratio, shareOf }, `fill='none' stroke='#000' stroke-width='4' stroke-linejoin='round'`),
    groundOf: (border) => svgOf([border], { ratio, shareOf }, `fill='#000'`),
  }
}

function svgOf(
  borders: readonly (readonly Point[])[],
  { ratio, shareOf }: Pick<Drawing, 'ratio' | 'shareOf'>,
  look: string,
): string {
  const height = Math.round(WIDTH * ratio)
  const corner = (point: Point) => {
    const { x, y } = shareOf(point)
    return `${Math.round(x * WIDTH)} ${Math.round(y * height)}`
  }
  const path = borders.map((border) => `M${border.map(corner).join('L')}Z`).join('')
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${WIDTH} ${height}'><path d='${path}' ${look}/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

/** Where in a border a name may stand, by shares from the south-west: the middle is the best of equals. */
const SEATS = [0.5, 0.35, 0.65, 0.2, 0.8].flatMap((y) => [0.5, 0.35, 0.65].map((x) => ({ x, y })))
/** A name is so much wider than high. */
const NAME_RATIO = 2.5

/** Where in a border to write its name: the seat that lies furthest from what stands on the map. */
export function freeIn(border: readonly Point[], standing: readonly Point[]): Point {
  const [south, tall] = span(border.map(({ lat }) => lat))
  const [west, wide] = span(border.map(({ lng }) => lng))
  const narrowing = Math.cos((south * Math.PI) / 180)
  const seats = SEATS.map(({ x, y }) => ({ lat: south + tall * y, lng: west + wide * x }))
  const room = (seat: Point) =>
    Math.min(
      ...standing.map(({ lat, lng }) =>
        Math.max(Math.abs(lat - seat.lat) * NAME_RATIO, Math.abs(lng - seat.lng) * narrowing),
      ),
    )
  return seats.reduce((best, seat) => (room(seat) > room(best) ? seat : best))
}
