import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newKey } from '../../src/lib/key'

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('a key is a UUID v4, whatever the randomness gives', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (n) => UUID_V4.test(newKey(() => n))),
  )
})

test('keys follow the randomness and do not meet', () => {
  expect(newKey(() => 0)).toBe('00000000-0000-4000-8000-000000000000')
  expect(new Set(Array.from({ length: 1000 }, () => newKey())).size).toBe(1000)
})
