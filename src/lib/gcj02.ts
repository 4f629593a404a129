import type { Point } from '../../cloudfunctions/contract/places'

/** Krasovsky 1940: semi-major axis in metres and squared eccentricity, as GCJ-02 uses them. */
const AXIS = 6378245
const ECCENTRICITY = 0.006693421622965943

const wave = (x: number, scale: number) => Math.sin(x * Math.PI * scale)

const ripple = (x: number) => ((20 * wave(x, 6) + 20 * wave(x, 2)) * 2) / 3

function shiftLat(x: number, y: number): number {
  const plain = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x))
  const slow =
    ((20 * wave(y, 1) + 40 * wave(y, 1 / 3)) * 2) / 3 + ((160 * wave(y, 1 / 12) + 320 * wave(y, 1 / 30)) * 2) / 3
  return plain + ripple(x) + slow
}

function shiftLng(x: number, y: number): number {
  const plain = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x))
  const slow =
    ((20 * wave(x, 1) + 40 * wave(x, 1 / 3)) * 2) / 3 + ((150 * wave(x, 1 / 12) + 300 * wave(x, 1 / 30)) * 2) / 3
  return plain + ripple(x) + slow
}

/**
 * A browser's WGS-84 point as GCJ-02, which maps and polygons in China use. The public approximation of the national
 * offset; good to a few metres, and only meant for points within China.
 */
export function toGcj02({ lat, lng }: Point): Point {
  const x = lng - 105
  const y = lat - 35
  const latitude = (lat / 180) * Math.PI
  const magic = 1 - ECCENTRICITY * Math.sin(latitude) ** 2
  const meridian = (AXIS * (1 - ECCENTRICITY)) / (magic * Math.sqrt(magic))
  const parallel = (AXIS / Math.sqrt(magic)) * Math.cos(latitude)
  return {
    lat: lat + (shiftLat(x, y) * 180) / (meridian * Math.PI),
    lng: lng + (shiftLng(x, y) * 180) / (parallel * Math.PI),
  }
}
