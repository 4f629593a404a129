import type { Point } from '../../contract/places'

/** The ellipsoid of Krasovsky 1940, on which the offset between the two datums is defined. */
const AXIS = 6_378_245
const ECCENTRICITY = 0.006693421622965943

/** The offset of GCJ-02 as the public re-implementations of it agree on; good to some metres within China. */
function offsetAt({ lat, lng }: Point): Point {
  const [x, y] = [lng - 105, lat - 35]
  const wave = (at: number, ...parts: [size: number, divisor: number][]) =>
    parts.reduce((sum, [size, divisor]) => sum + size * Math.sin((at / divisor) * Math.PI), 0)
  const ripple = wave(x, [20, 1 / 6], [20, 1 / 2])
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    ((ripple + wave(y, [20, 1], [40, 3], [160, 12], [320, 30])) * 2) / 3
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    ((ripple + wave(x, [20, 1], [40, 3], [150, 12], [300, 30])) * 2) / 3
  const radians = (lat / 180) * Math.PI
  const magic = 1 - ECCENTRICITY * Math.sin(radians) ** 2
  return {
    lat: (north * 180) / (((AXIS * (1 - ECCENTRICITY)) / (magic * Math.sqrt(magic))) * Math.PI),
    lng: (east * 180) / ((AXIS / Math.sqrt(magic)) * Math.cos(radians) * Math.PI),
  }
}

/** Degrees as satellites give them to degrees as phones in China report them. */
export function gcjFromWgs(point: Point): Point {
  const offset = offsetAt(point)
  return { lat: point.lat + offset.lat, lng: point.lng + offset.lng }
}

const ROUNDS = 4

/** The way back, closer with each round: to less than a millimetre after four. */
export function wgsFromGcj(point: Point): Point {
  let found = point
  for (let round = 0; round < ROUNDS; round++) {
    const there = gcjFromWgs(found)
    found = { lat: found.lat + point.lat - there.lat, lng: found.lng + point.lng - there.lng }
  }
  return found
}
