import { beforeEach, describe, expect, test, vi } from 'vitest'

const shelf = new Map<string, unknown>()
/** Characters the phone takes in all. */
let room = Number.POSITIVE_INFINITY
const told: string[] = []

const used = (without: string) =>
  [...shelf].reduce((sum, [key, value]) => sum + (key === without ? 0 : String(value).length), 0)

vi.mock('@tarojs/taro', () => ({
  default: {
    getStorageSync: (key: string) => shelf.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => {
      if (used(key) + String(value).length > room) throw new Error('exceed storage max size')
      shelf.set(key, value)
    },
    removeStorageSync: (key: string) => shelf.delete(key),
    showToast: ({ title }: { title: string }) => Promise.resolve(told.push(title)),
  },
}))

const { forgetText, keepJson, keepText, readJson, readText, storagePrefix } = await import('../../src/lib/storage')
const { keepToken } = await import('../../src/lib/token')
const { currentOwner, endSession, forgetOwner, noteOwner, onLeaving } = await import('../../src/lib/owner')
const { keepDraft } = await import('../../src/lib/use-draft')

const draftOf = (owner: string, name: string) => readJson(`draft.${owner}.${name}`)

beforeEach(() => {
  forgetOwner()
  shelf.clear()
  room = Number.POSITIVE_INFINITY
  told.length = 0
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
  room = 0
  expect(keepJson('draft.a', { text: '水' })).toBe(false)
  shelf.set('linli.draft.a', '{"text":')
  expect(readJson('draft.a')).toBeNull()
})

describe('who uses the phone', () => {
  const signIn = (token: string, personId: string) => {
    keepToken(token)
    noteOwner(token, personId)
  }

  test('is known for the very session that was asked for, and for no other', () => {
    expect(currentOwner()).toBeNull()
    keepToken('t1')
    expect(currentOwner()).toBeUndefined()
    noteOwner('t1', 'a')
    expect(currentOwner()).toBe('a')
    keepToken('t2')
    expect(currentOwner()).toBeUndefined()
  })

  test('is a guest once a session has ended, and the same person after signing in again', () => {
    const forget = vi.fn()
    onLeaving(forget)
    signIn('t1', 'a')
    endSession('t1')
    expect(currentOwner()).toBeNull()
    signIn('t2', 'a')
    expect(forget).not.toHaveBeenCalled()
    signIn('t3', 'b')
    expect(forget).toHaveBeenLastCalledWith('a', false)
    forgetOwner()
    expect(forget).toHaveBeenLastCalledWith('b', true)
  })

  test('a session that has been replaced ends nothing', () => {
    signIn('t2', 'b')
    endSession('t1')
    expect(currentOwner()).toBe('b')
  })

  test('drafts pass from guest to person, never from person to person', () => {
    keepDraft('form', { text: '楼道灯坏了' })
    expect(draftOf('guest', 'form')).toEqual({ text: '楼道灯坏了' })
    signIn('t1', 'a')
    expect(draftOf('guest', 'form')).toBeNull()
    expect(draftOf('a', 'form')).toEqual({ text: '楼道灯坏了' })
    endSession('t1')
    keepDraft('other', { text: '井盖松了' })
    signIn('t2', 'b')
    expect(draftOf('a', 'form')).toBeNull()
    expect(draftOf('b', 'form')).toBeNull()
    expect(draftOf('b', 'other')).toEqual({ text: '井盖松了' })
  })
})

test('words are kept also where pictures do not fit, and that is said once', () => {
  const picture = (size: number) => ({ id: '1', path: `data:${'x'.repeat(size)}`, fileId: null })
  room = 5_000
  keepDraft('first', { text: '先写的', photos: [picture(4_500)] })
  expect(told).toEqual([])
  keepDraft('second', { text: '后写的'.repeat(50), photos: [picture(3_000)] })
  expect(draftOf('guest', 'second')).toEqual({ text: '后写的'.repeat(50), photos: [] })
  keepDraft('third', { text: '最后写的'.repeat(100) })
  expect(draftOf('guest', 'third')).toEqual({ text: '最后写的'.repeat(100) })
  expect(draftOf('guest', 'first')).toMatchObject({ text: '先写的' })
  expect(told).toHaveLength(1)
})
