import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createEncryption,
  type EncryptionAlgorithm,
  type EncryptionConfig,
  EncryptionError,
  type EncryptionFault,
} from '../../cloudfunctions/kernel/encryption'

const key = () => randomBytes(32).toString('base64')
const [old, fresh, indexKey] = [key(), key(), key()]
const keys = { 'k-2025': old, 'k-2026': fresh }
const text = fc.string({ unit: 'grapheme', maxLength: 60 })
const place = fc
  .tuple(fc.constantFrom('people.phone_sealed', 'people.id_number_sealed'), fc.uuid())
  .map((p) => p.join('.'))
const algorithms: EncryptionAlgorithm[] = ['aes-256-gcm', 'sm4-cbc-hmac-sm3']

function faultOf(work: () => unknown): EncryptionFault | 'none' {
  try {
    work()
    return 'none'
  } catch (error) {
    if (error instanceof EncryptionError) return error.code
    throw error
  }
}

describe.each(algorithms)('%s', (algorithm) => {
  const encryption = createEncryption({ keys, current: 'k-2026', indexKey, algorithm })

  test('what is sealed opens at its place, looks like alg.keyId.base64url and never twice the same', () => {
    fc.assert(
      fc.property(text, place, (plain, at) => {
        const sealed = encryption.seal(plain, at)
        expect(sealed).toMatch(new RegExp(`^${algorithm}\\.k-2026\\.[A-Za-z0-9_-]+$`))
        expect(encryption.open(sealed, at)).toBe(plain)
        expect(encryption.seal(plain, at)).not.toBe(sealed)
      }),
    )
  })

  test('one changed character anywhere does not open', () => {
    fc.assert(
      fc.property(text, place, fc.nat(), fc.constantFrom(...'Aa0-_.z'), (plain, at, where, put) => {
        const sealed = encryption.seal(plain, at)
        const i = where % sealed.length
        fc.pre(sealed[i] !== put)
        const changed = sealed.slice(0, i) + put + sealed.slice(i + 1)
        expect(['malformed', 'unknown_key', 'not_authentic']).toContain(faultOf(() => encryption.open(changed, at)))
      }),
      { numRuns: 500 },
    )
  })

  test('a cell moved to another place does not open', () => {
    fc.assert(
      fc.property(text, place, place, (plain, at, elsewhere) => {
        fc.pre(at !== elsewhere)
        expect(faultOf(() => encryption.open(encryption.seal(plain, at), elsewhere))).toBe('not_authentic')
      }),
    )
  })

  test('another key under the same id does not open; a missing one is named', () => {
    const other = createEncryption({ keys: { 'k-2026': key() }, current: 'k-2026', indexKey, algorithm })
    const without = createEncryption({ keys: { 'k-2025': old }, current: 'k-2025', indexKey, algorithm })
    const sealed = encryption.seal('16400000001', 'people.phone_sealed.1')
    expect(faultOf(() => other.open(sealed, 'people.phone_sealed.1'))).toBe('not_authentic')
    expect(faultOf(() => without.open(sealed, 'people.phone_sealed.1'))).toBe('unknown_key')
  })

  test('after a rotation of key or algorithm the old texts still open', () => {
    fc.assert(
      fc.property(text, place, fc.constantFrom(...algorithms), (plain, at, formerAlgorithm) => {
        const former = createEncryption({
          keys: { 'k-2025': old },
          current: 'k-2025',
          indexKey,
          algorithm: formerAlgorithm,
        })
        expect(encryption.open(former.seal(plain, at), at)).toBe(plain)
      }),
    )
  })

  test('the blind index is stable, apart by kind, value and key, and outlives a rotation', () => {
    const rekeyed = createEncryption({ keys, current: 'k-2026', indexKey: key(), algorithm })
    const rotated = createEncryption({ keys, current: 'k-2025', indexKey, algorithm })
    const index = encryption.blindIndex('phone', '16400000001')
    expect(rotated.blindIndex('phone', '16400000001')).toBe(index)
    expect(encryption.blindIndex('idNumber', '16400000001')).not.toBe(index)
    expect(encryption.blindIndex('phone', '16400000002')).not.toBe(index)
    expect(rekeyed.blindIndex('phone', '16400000001')).not.toBe(index)
  })
})

test('nonsense is malformed, whatever it is', () => {
  const encryption = createEncryption({ keys, current: 'k-2026', indexKey })
  fc.assert(
    fc.property(fc.string(), (nonsense) => {
      expect(['malformed', 'unknown_key', 'not_authentic']).toContain(faultOf(() => encryption.open(nonsense, 'a.b.c')))
    }),
  )
  expect(faultOf(() => encryption.open('aes-256-gcm.k-2026.AAAA', 'a.b.c'))).toBe('not_authentic')
  expect(faultOf(() => encryption.open('toString.k-2026.AAAA', 'a.b.c'))).toBe('malformed')
})

test('bad keys are refused at once, and no error carries one', () => {
  const short = randomBytes(16).toString('base64')
  const configs: EncryptionConfig[] = [
    { keys, current: 'k-2027', indexKey },
    { keys: { a: short }, current: 'a', indexKey },
    { keys, current: 'k-2026', indexKey: short },
    { keys, current: 'k-2026', indexKey: fresh },
    { keys: { 'a.b': old }, current: 'a.b', indexKey },
  ]
  for (const config of configs) expect(faultOf(() => createEncryption(config))).toBe('bad_key')
  expect(new EncryptionError('bad_key').message).toBe('encryption: bad_key')
})

test('the random source is the given one', () => {
  const config = { keys, current: 'k-2026', indexKey, random: (bytes: number) => Buffer.alloc(bytes, 7) }
  const sealed = createEncryption(config).seal('same', 'a.b.c')
  expect(createEncryption(config).seal('same', 'a.b.c')).toBe(sealed)
})
