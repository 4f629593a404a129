import { BORDER_CORNERS, type Point } from '../../../../cloudfunctions/contract/places'
import { toGcj02 } from '../../../lib/gcj02'

/** gcj02: as maps in China show them; wgs84: as a receiver of satellites gives them. */
export type Datum = 'gcj02' | 'wgs84'

/** One corner a line, longitude first. */
export const textOf = (corners: readonly Point[]): string => corners.map(({ lng, lat }) => `${lng},${lat}`).join('\n')

const isWithin = (value: number, [least, most]: readonly [number, number]) => value >= least && value <= most
const LNG = [73, 136] as const
const LAT = [3, 54] as const

function cornerOf(line: string, number: number): Point | string {
  const numbers = line.split(/[,，;；\s]+/).filter(Boolean)
  const [first, second] = numbers.map(Number)
  if (numbers.length !== 2 || !Number.isFinite(first) || !Number.isFinite(second))
    return `第 ${number} 行没看懂，写成「116.3245,35.4205」这样`
  if (isWithin(first!, LAT) && isWithin(second!, LNG)) return `第 ${number} 行写反了，先写经度，再写纬度`
  if (!isWithin(first!, LNG) || !isWithin(second!, LAT)) return `第 ${number} 行不在国内，看看是不是写错了`
  return { lng: first!, lat: second! }
}

const isSame = (a: Point | undefined, b: Point | undefined) => a?.lat === b?.lat && a?.lng === b?.lng

/** Corners as written, in GCJ-02, or a sentence about the first line that cannot be read. A border that is closed is opened. */
export function readCorners(text: string, datum: Datum): { corners: Point[] } | { error: string } {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const read = lines.map((line, at) => cornerOf(line, at + 1))
  const error = read.find((one) => typeof one === 'string')
  if (error) return { error: error as string }
  const corners = read as Point[]
  const open = corners.length > 1 && isSame(corners[0], corners.at(-1)) ? corners.slice(0, -1) : corners
  if (open.length < BORDER_CORNERS.min) return { error: '至少要写 3 个角，一行一个' }
  if (open.length > BORDER_CORNERS.max) return { error: `最多 ${BORDER_CORNERS.max} 个角，请少写几个` }
  return { corners: datum === 'wgs84' ? open.map(toGcj02) : open }
}
