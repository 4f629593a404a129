import { createHash } from 'node:crypto'

/** When the demo county's records were made: long before any test plays. */
export const COUNTY_MADE_AT = new Date('2025-01-01T00:00:00Z')

/** The id of a thing of the demo county by its name: UUIDv7 in shape, the same on every machine. */
export function seededId(name: string, at = COUNTY_MADE_AT): string {
  const digest = createHash('sha256').update(`linli county ${name}`).digest('hex')
  const time = at.getTime().toString(16).padStart(12, '0')
  const variant = '89ab'[Number.parseInt(digest[15]!, 16) % 4]
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digest.slice(0, 3)}-${variant}${digest.slice(3, 6)}-${digest.slice(16, 28)}`
}

/** A stream of chance that depends on its name alone, so that one part may grow without changing another. */
export interface Chance {
  /** At least 0, below 1. */
  fraction(): number
  /** Whole number, both ends included. */
  int(low: number, high: number): number
  pick<T>(list: readonly T[]): T
  /** True in this share of cases. */
  happens(share: number): boolean
}

/** mulberry32 seeded by a name. */
export function chance(name: string): Chance {
  let state = createHash('sha256').update(name).digest().readUInt32LE()
  const fraction = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (low: number, high: number) => low + Math.floor(fraction() * (high - low + 1))
  return { fraction, int, pick: (list) => list[int(0, list.length - 1)]!, happens: (share) => fraction() < share }
}
