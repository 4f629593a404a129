import type { Point } from '../../../contract/places'
import { metresBetween } from '../rules'

type Flat = [x: number, y: number]

const cross = ([ax, ay]: Flat, [bx, by]: Flat, [cx, cy]: Flat) => (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)

/** Metres east and north of a point, flat: exact enough over a grid or two. */
function flatten(points: readonly Point[], origin: Point): Flat[] {
  const perLat = metresBetween(origin, { ...origin, lat: origin.lat + 1 })
  const perLng = metresBetween(origin, { ...origin, lng: origin.lng + 1 })
  return points.map(({ lat, lng }) => [(lng - origin.lng) * perLng, (lat - origin.lat) * perLat])
}

/** Twice the area, positive when counter-clockwise. */
const doubled = (polygon: readonly Flat[]) =>
  polygon.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = polygon[(i + 1) % polygon.length]!
    return sum + x * nextY - nextX * y
  }, 0)

/** Square metres within a border. */
export const areaOf = (border: readonly Point[]): number => Math.abs(doubled(flatten(border, border[0]!))) / 2

/** Two sides of the border cross or touch where they are no neighbours, or it turns back on itself. */
export function isTangled(border: readonly Point[]): boolean {
  const at = flatten(border, border[0]!)
  const side = (i: number): [Flat, Flat] => [at[i]!, at[(i + 1) % at.length]!]
  for (let i = 0; i < at.length; i++)
    for (let j = i + 1; j < at.length; j++) {
      const [a, b] = side(i)
      const [c, d] = side(j)
      const areNeighbours = j === i + 1 || (i === 0 && j === at.length - 1)
      if (areNeighbours ? turnsBack(a, b, c, d) : cuts(a, b, c, d)) return true
    }
  return false
}

/** Neighbouring sides run over each other: they share a corner and lie in one line on the same side of it. */
function turnsBack(a: Flat, b: Flat, c: Flat, d: Flat): boolean {
  const [from, corner, to] = b === c ? [a, b, d] : [b, a, c]
  const ahead = (to[0] - corner[0]) * (from[0] - corner[0]) + (to[1] - corner[1]) * (from[1] - corner[1])
  return cross(from, corner, to) === 0 && ahead > 0
}

function cuts(a: Flat, b: Flat, c: Flat, d: Flat): boolean {
  const [abc, abd, cda, cdb] = [cross(a, b, c), cross(a, b, d), cross(c, d, a), cross(c, d, b)]
  if (abc * abd < 0 && cda * cdb < 0) return true
  const isOn = (p: Flat, [x1, y1]: Flat, [x2, y2]: Flat) =>
    Math.min(x1, x2) <= p[0] && p[0] <= Math.max(x1, x2) && Math.min(y1, y2) <= p[1] && p[1] <= Math.max(y1, y2)
  return (
    (abc === 0 && isOn(c, a, b)) ||
    (abd === 0 && isOn(d, a, b)) ||
    (cda === 0 && isOn(a, c, d)) ||
    (cdb === 0 && isOn(b, c, d))
  )
}

/** Square metres that two borders share, each going once around: sums over triangles, each with the sign of its turn. */
export function sharedArea(one: readonly Point[], other: readonly Point[]): number {
  const origin = one[0]!
  const [a, b] = [fan(flatten(one, origin)), fan(flatten(other, origin))]
  let area = 0
  for (const first of a)
    for (const second of b) area += first.sign * second.sign * clippedArea(first.corners, second.corners)
  return Math.abs(area)
}

interface Triangle {
  corners: Flat[]
  sign: number
}

function fan(polygon: readonly Flat[]): Triangle[] {
  return polygon.slice(1, -1).flatMap((corner, i) => {
    const corners = [polygon[0]!, corner, polygon[i + 2]!]
    const turn = doubled(corners)
    if (turn === 0) return []
    return [{ corners: turn > 0 ? corners : corners.reverse(), sign: Math.sign(turn) }]
  })
}

/** Area of what is left of one counter-clockwise triangle within another (Sutherland and Hodgman). */
function clippedArea(subject: Flat[], clip: readonly Flat[]): number {
  let left = subject
  for (let i = 0; i < clip.length && left.length > 0; i++) {
    const [from, to] = [clip[i]!, clip[(i + 1) % clip.length]!]
    const cut: Flat[] = []
    left.forEach((point, j) => {
      const next = left[(j + 1) % left.length]!
      const [here, there] = [cross(from, to, point), cross(from, to, next)]
      if (here >= 0) cut.push(point)
      if (here * there < 0) {
        const share = here / (here - there)
        cut.push([point[0] + share * (next[0] - point[0]), point[1] + share * (next[1] - point[1])])
      }
    })
    left = cut
  }
  return Math.abs(doubled(left)) / 2
}

/** Even-odd rule. */
export function isWithin(point: Point, border: readonly Point[]): boolean {
  let isInside = false
  border.forEach((a, i) => {
    const b = border[(i + 1) % border.length]!
    const isCrossed = a.lat > point.lat !== b.lat > point.lat
    if (isCrossed && point.lng < a.lng + ((point.lat - a.lat) / (b.lat - a.lat)) * (b.lng - a.lng)) isInside = !isInside
  })
  return isInside
}

interface Box {
  west: number
  east: number
  south: number
  north: number
}

const boxOf = (border: readonly Point[]): Box => ({
  west: Math.min(...border.map(({ lng }) => lng)),
  east: Math.max(...border.map(({ lng }) => lng)),
  south: Math.min(...border.map(({ lat }) => lat)),
  north: Math.max(...border.map(({ lat }) => lat)),
})

/** Pairs whose boxes meet, found by a sweep from west to east. */
export function* neighbours<T extends { border: readonly Point[] }>(list: readonly T[]): Generator<[T, T]> {
  const swept = list.map((one) => ({ one, box: boxOf(one.border) })).sort((a, b) => a.box.west - b.box.west)
  let open: typeof swept = []
  for (const next of swept) {
    open = open.filter(({ box }) => box.east > next.box.west)
    for (const { one, box } of open) if (box.south < next.box.north && next.box.south < box.north) yield [one, next.one]
    open.push(next)
  }
}
