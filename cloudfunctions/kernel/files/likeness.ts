/**
 * Perceptual hash of pictures: two pictures of the same view have hashes that differ in few bits, however they were
 * compressed, resized or lightened. The signs of the 63 lowest frequencies but the mean, of 32 × 32 grey pixels.
 */
export const HASH_EDGE = 32
const LOW = 8
/** Grey levels between the darkest and the lightest pixel; below, a picture shows nothing to tell it by. */
const CONTRAST_MIN = 16

/**
 * At most so many differing bits of 63 count as the same view. Measured on generated scenes: recompressed, resized,
 * lightened, darkened or blurred they differ in at most 8, cut by 3 % at each edge nine of ten in at most 12; of 2,550
 * pairs of different scenes the nearest differed in 18 (tests/kernel/files-likeness.test.ts).
 */
export const ALIKE_BITS = 12

const COSINES = Array.from({ length: LOW }, (_, wave) =>
  Array.from({ length: HASH_EDGE }, (_, at) => Math.cos(((2 * at + 1) * wave * Math.PI) / (2 * HASH_EDGE))),
)

const dot = (wave: number[], values: ArrayLike<number>) =>
  wave.reduce((sum, factor, at) => sum + factor * values[at]!, 0)

/** @param grey HASH_EDGE² bytes, row by row. Null for a picture of one colour. */
export function hashOf(grey: Uint8Array): bigint | null {
  let [least, most] = [255, 0]
  for (const level of grey) [least, most] = [Math.min(least, level), Math.max(most, level)]
  if (most - least < CONTRAST_MIN) return null
  const rows = Array.from({ length: HASH_EDGE }, (_, y) => grey.subarray(y * HASH_EDGE, (y + 1) * HASH_EDGE))
  const across = COSINES.map((wave) => rows.map((row) => dot(wave, row)))
  const waves = across.flatMap((column) => COSINES.map((wave) => dot(wave, column))).slice(1)
  const middle = waves.toSorted((a, b) => a - b)[waves.length >> 1]!
  return waves.reduce((hash, strength) => (hash << 1n) | (strength > middle ? 1n : 0n), 0n)
}

/** In how many bits two hashes differ, 0 to 63. */
export function bitsApart(a: bigint, b: bigint): number {
  let count = 0
  for (let rest = a ^ b; rest > 0n; rest &= rest - 1n) count++
  return count
}

/** Whether any picture of one shows the same view as any of the other. */
export const areAlike = (some: readonly bigint[], others: readonly bigint[]): boolean =>
  some.some((one) => others.some((other) => bitsApart(one, other) <= ALIKE_BITS))
