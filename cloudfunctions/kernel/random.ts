import { randomFillSync } from 'node:crypto'

/** Source of unguessable bytes; tests inject a seeded one. */
export type Random = (bytes: number) => Buffer

const POOL_BYTES = 4096
let pool = Buffer.alloc(0)

/** Each byte is given out once. Asked for in large lots: a call to the kernel costs more than its few bytes. */
export const systemRandom: Random = (bytes) => {
  if (bytes > pool.length) pool = randomFillSync(Buffer.allocUnsafe(Math.max(POOL_BYTES, bytes)))
  const given = pool.subarray(0, bytes)
  pool = pool.subarray(bytes)
  return given
}
