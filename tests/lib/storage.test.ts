import { beforeEach, expect, test, vi } from 'vitest'

const shelf = new Map<string, unknown>()
let isFull = false

vi.mock('@tarojs/taro', () => ({
  default: {
    getStorageSync: (key: string) => shelf.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => {
      if (isFull) throw new Error('exceed storage max size')
      shelf.set(key, value)
    },
    removeStorageSync: (key: string) => shelf.delete(key),
  },
}))

const { forgetText, keepJson, keepText, readJson, readText, storagePrefix } = await import('../../src/lib/storage')
const { noteOwner, onOwnerChange } = await import('../../src/lib/owner')

beforeEach(() => {
  shelf.clear()
  isFull = false
})

test('three phones in one browser keep their things apart', () => {
  expect(storagePrefix('?phone=1')).toBe('linli.1.')
  expect(storagePrefix('?a=b&phone=3&c=d')).toBe('linli.3.')
  expect(storagePrefix('')).toBe('linli.')
  expect(storagePrefix('?phone=../x')).toBe('linli.')
})

test('texts are kept, read and forgotten under our prefix', () => {
  expect(readText('session')).toBeNull()
  expect(keepText('session', 'token')).toBe(true)
  expect(shelf.get('linli.session')).toBe('token')
  expect(readText('session')).toBe('token')
  forgetText('session')
  expect(readText('session')).toBeNull()
})

test('a full phone is told of, and damaged data reads as none', () => {
  isFull = true
  expect(keepJson('draft.a', { text: '水' })).toBe(false)
  shelf.set('linli.draft.a', '{"text":')
  expect(readJson('draft.a')).toBeNull()
})

test('drafts pass from guest to person, never from person to person', () => {
  const forget = vi.fn()
  onOwnerChange(forget)
  noteOwner('a')
  noteOwner('a')
  expect(forget).not.toHaveBeenCalled()
  noteOwner('b')
  expect(forget).toHaveBeenCalledTimes(1)
  noteOwner(null)
  expect(forget).toHaveBeenCalledTimes(2)
})
