import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { ALIKE_BITS, areAlike, bitsApart, HASH_EDGE, hashOf } from '../../cloudfunctions/kernel/files/likeness'
import { readPicture } from '../../cloudfunctions/kernel/files/picture'
import { jpeg, seeThroughPng } from '../fixtures/files/pictures'
import { cut, scene, VARIANTS } from '../fixtures/files/scenes'

const SCENES = 40
const hash = async (bytes: Buffer) => (await readPicture(bytes)).phash!

let scenes: Buffer[]
let hashes: bigint[]
beforeAll(async () => {
  scenes = await Promise.all(Array.from({ length: SCENES }, (_, seed) => scene(seed + 1)))
  hashes = await Promise.all(scenes.map(hash))
}, 60_000)

const bitsBetween = async (change: (picture: Buffer) => Promise<Buffer>) => {
  const apart = await Promise.all(
    scenes.map(async (picture, i) => bitsApart(hashes[i]!, await hash(await change(picture)))),
  )
  return apart.sort((a, b) => a - b)
}

describe('how pictures look', { timeout: 60_000 }, () => {
  test.each(Object.entries(VARIANTS))('the same view %s is alike', async (name, change) => {
    const apart = await bitsBetween(change)
    console.log(`${name}: median ${apart[SCENES / 2]} bits, most ${apart.at(-1)}`)
    expect(apart.at(-1)).toBeLessThanOrEqual(ALIKE_BITS)
  })

  test('cut at its edges it is alike in nine of ten', async () => {
    const apart = await bitsBetween(cut)
    console.log(`cut: median ${apart[SCENES / 2]} bits, nine of ten ${apart[SCENES * 0.9 - 1]}, most ${apart.at(-1)}`)
    expect(apart[SCENES * 0.9 - 1]).toBeLessThanOrEqual(ALIKE_BITS)
  })

  test('different views are not, with room to spare', () => {
    const apart = hashes.flatMap((one, i) => hashes.slice(0, i).map((other) => bitsApart(one, other)))
    console.log(`different: ${apart.length} pairs, least ${Math.min(...apart)} bits`)
    expect(Math.min(...apart)).toBeGreaterThan(ALIKE_BITS + 3)
  })

  test('a picture of one colour has none', async () => {
    expect((await readPicture(await jpeg())).phash).toBeNull()
    expect((await readPicture(await seeThroughPng())).phash).toBeNull()
  })
})

const grey = fc.uint8Array({ minLength: HASH_EDGE ** 2, maxLength: HASH_EDGE ** 2 })
const some = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n })

test('any hash fits a signed 64-bit column, is the same each time, and little light more changes nothing', () => {
  fc.assert(
    fc.property(grey, (levels) => {
      const made = hashOf(levels)
      expect(hashOf(levels)).toBe(made)
      if (made === null) return
      expect(made >= 0n && made < 2n ** 63n).toBe(true)
      const dim = levels.map((level) => level >> 1)
      const lit = dim.map((level) => level + 100)
      const [one, other] = [hashOf(dim), hashOf(lit)]
      if (one !== null && other !== null) expect(bitsApart(one, other)).toBeLessThanOrEqual(2)
    }),
    { numRuns: 60 },
  )
})

test('bits apart is a distance', () => {
  fc.assert(
    fc.property(some, some, some, (a, b, c) => {
      expect(bitsApart(a, a)).toBe(0)
      expect(bitsApart(a, b)).toBe(bitsApart(b, a))
      expect(bitsApart(a, c)).toBeLessThanOrEqual(bitsApart(a, b) + bitsApart(b, c))
      expect(bitsApart(a, b) === 0).toBe(a === b)
    }),
  )
  expect(bitsApart(0n, 2n ** 63n - 1n)).toBe(63)
  expect(areAlike([0n], [])).toBe(false)
  expect(areAlike([0n, 7n << 40n], [2n ** 63n - 1n, 7n << 40n])).toBe(true)
})
