import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ROLES } from '../../cloudfunctions/contract/roles'
import { maskIdNumber, maskName, maskPhone, normalisePhone } from '../../cloudfunctions/registry/people/masking'
import { covers, metresBetween } from '../../cloudfunctions/registry/places/rules'
import { hasRoleAt } from '../../cloudfunctions/registry/roles/rules'

const placeId = fc.constantFrom('county', 'north', 'south', 'lane', 'grid', 'building')
const path = fc.uniqueArray(placeId, { maxLength: 6 })
const grants = fc.array(fc.record({ role: fc.constantFrom(...ROLES), placeId }), { maxLength: 6 })
const roles = fc.uniqueArray(fc.constantFrom(...ROLES), { maxLength: 4 })
const point = fc.record({
  lat: fc.double({ min: 35, max: 36, noNaN: true }),
  lng: fc.double({ min: 116, max: 117, noNaN: true }),
})

test('a grant covers its place and all below it, never beside or above', () => {
  fc.assert(
    fc.property(path, placeId, (above, at) => {
      fc.pre(!above.includes(at))
      const own = [...above, at]
      expect(covers(at, own)).toBe(true)
      for (const higher of above) expect(covers(higher, own)).toBe(true)
      expect(covers(at, above)).toBe(false)
    }),
  )
})

test('hasRoleAt: one grant of one of the roles covers the place', () => {
  fc.assert(
    fc.property(grants, roles, path, (held, wanted, placePath) => {
      const expected = held
        .filter((grant) => wanted.includes(grant.role))
        .some((grant) => placePath.includes(grant.placeId))
      expect(hasRoleAt(held, wanted, placePath)).toBe(expected)
    }),
  )
  expect(hasRoleAt([{ role: 'county', placeId: 'county' }], [], ['county'])).toBe(false)
})

test('what a role covers above, it covers below', () => {
  fc.assert(
    fc.property(grants, roles, path, placeId, (held, wanted, placePath, below) => {
      fc.pre(!placePath.includes(below) && hasRoleAt(held, wanted, placePath))
      expect(hasRoleAt(held, wanted, [...placePath, below])).toBe(true)
    }),
  )
})

test('metres: symmetric, none to oneself, by the triangle, right on a known stretch', () => {
  fc.assert(
    fc.property(point, point, point, (a, b, c) => {
      expect(metresBetween(a, a)).toBe(0)
      expect(metresBetween(a, b)).toBeCloseTo(metresBetween(b, a), 6)
      expect(metresBetween(a, c)).toBeLessThanOrEqual(metresBetween(a, b) + metresBetween(b, c) + 1e-6)
    }),
  )
  expect(metresBetween({ lat: 35, lng: 116 }, { lat: 36, lng: 116 })).toBeCloseTo(111_195, -1)
})

test('masks keep what lets a person recognise their own, and no more', () => {
  expect(maskPhone('13812341234')).toBe('138****1234')
  expect(maskPhone('05374421234')).toBe('053****1234')
  expect(maskPhone('12345')).toBe('*****')
  expect(maskIdNumber('370829199001019234')).toBe('370829********9234')
  expect(maskIdNumber('H123456')).toBe('****' + '*56')
  expect(maskIdNumber('')).toBe('')
  expect(['孙秀英', '王强', '欧阳小娜', '赵', '𠮷田', '新邻居', '已注销', ''].map(maskName)).toEqual([
    '孙*英',
    '王*',
    '欧**娜',
    '*',
    '𠮷*',
    '新邻居',
    '已注销',
    '',
  ])
})

test('phones are read from their usual spellings', () => {
  for (const text of [
    '16412345678',
    ' 164-1234-5678',
    '+86 164 1234 5678',
    '0086-16412345678',
    '86164 12345678',
    "'１６４１２３４５６７８",
    '164\u200b12345678',
  ]) {
    expect(normalisePhone(text)).toBe('16412345678')
  }
  expect(normalisePhone('(0537) 442-1234')).toBe('05374421234')
  for (const text of ['', '无', '1641234567', '164123456789', '12345678901', '4421234', 'x16412345678']) {
    expect(normalisePhone(text)).toBeNull()
  }
})

test('normalising twice changes nothing, and a mask never shows the middle', () => {
  fc.assert(
    fc.property(fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }), (n) => {
      const phone = normalisePhone(String(n))!
      expect(normalisePhone(phone)).toBe(phone)
      expect(maskPhone(phone)).toBe(`${phone.slice(0, 3)}****${phone.slice(7)}`)
    }),
  )
})
