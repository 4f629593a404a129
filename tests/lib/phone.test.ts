import { expect, test } from 'vitest'
import { fileTypeOf } from '../../src/lib/file-type'
import { toGcj02 } from '../../src/lib/gcj02'

const bytes = (...values: number[]) => new Uint8Array([...values, ...Array(12).fill(0)]).buffer

test('pictures and recordings are known by their first bytes', () => {
  expect(fileTypeOf(bytes(0xff, 0xd8, 0xff, 0xe0))).toBe('image/jpeg')
  expect(fileTypeOf(bytes(0x89, 0x50, 0x4e, 0x47))).toBe('image/png')
  expect(fileTypeOf(bytes(0x52, 0x49, 0x46, 0x46, 1, 2, 3, 4, 0x57, 0x45, 0x42, 0x50))).toBe('image/webp')
  expect(fileTypeOf(bytes(0x52, 0x49, 0x46, 0x46, 1, 2, 3, 4, 0x57, 0x41, 0x56, 0x45))).toBe('audio/wav')
  expect(fileTypeOf(bytes(0xff, 0xf3, 0x38, 0xc4))).toBe('audio/mpeg')
  expect(fileTypeOf(bytes(0x49, 0x44, 0x33, 4))).toBe('audio/mpeg')
  expect(fileTypeOf(bytes(0x50, 0x4b, 3, 4))).toBeNull()
  expect(fileTypeOf(new ArrayBuffer(0))).toBeNull()
})

test('a browser point near Jining moves by some hundred metres, as GCJ-02 asks', () => {
  const moved = toGcj02({ lat: 35.4, lng: 116.34 })
  expect(moved.lat - 35.4).toBeGreaterThan(-0.002)
  expect(Math.abs(moved.lng - 116.34)).toBeLessThan(0.01)
  // Tiananmen, a published pair.
  const tiananmen = toGcj02({ lat: 39.90734, lng: 116.39089 })
  expect(tiananmen.lat).toBeCloseTo(39.90874, 3)
  expect(tiananmen.lng).toBeCloseTo(116.39713, 3)
})
