import { expect, test } from 'vitest'
import { isWorking, mayRegister, postLine, postsOf } from '../../src/parts/posts'

const post = (role: 'gridWorker' | 'courier' | 'secretary', placeName: string) => ({
  role,
  placeName,
  placeId: placeName,
  communityId: 'c',
})

test('posts are named by role, each word once', () => {
  const worker = { roles: [post('gridWorker', '青檀里第4网格'), post('gridWorker', '青檀里第1网格')] }
  expect(postsOf(worker)).toEqual(['网格员：青檀里第4网格、青檀里第1网格'])
  expect(postLine(worker)).toBe('网格员，共 2 处')
  expect(postsOf({ roles: [post('secretary', '青檀里社区')] })).toEqual(['青檀里社区 社区书记'])
  expect(postLine({ roles: [] })).toBeUndefined()
})

test('who supervises is in no pool', () => {
  expect(isWorking({ roles: [post('secretary', '青檀里社区')] })).toBe(false)
  expect(isWorking({ roles: [post('courier', '青檀里第1网格')] })).toBe(true)
  expect(mayRegister({ roles: [post('secretary', '青檀里社区')] })).toBe(true)
  expect(mayRegister(undefined)).toBe(false)
})
