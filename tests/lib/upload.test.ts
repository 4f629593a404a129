import { beforeEach, expect, test, vi } from 'vitest'
import { gate } from '../../src/lib/gate'

const PERSON = 'a'
let owner: string | null = PERSON
let posting = 0
let most = 0
/** Statuses the server answers the next postings with; 200 after that. */
const answers: number[] = []
const begun: string[] = []

vi.mock('../../src/lib/owner', () => ({ currentOwner: () => owner }))
vi.mock('../../src/lib/token', () => ({ readToken: () => 'token' }))
vi.mock('../../src/lib/transport', () => ({ addressOf: (url: string) => url }))
vi.mock('../../src/lib/rpc', () => ({
  api: {
    files: {
      begin: async ({ key }: { key: string }) => ({ id: key, uploadUrl: begun[begun.push(`/files/${key}`) - 1] }),
      finish: async ({ id }: { id: string }) => ({ file: { id } }),
    },
  },
}))
vi.mock('../../src/lib/photo-bytes', () => ({
  readPhoto: async () => new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...Array(12).fill(0)]).buffer,
  postBytes: async () => {
    posting += 1
    most = Math.max(most, posting)
    await new Promise((done) => setTimeout(done, 5))
    posting -= 1
    return answers.shift() ?? 200
  },
}))

const { uploadFile } = await import('../../src/lib/upload')

beforeEach(() => {
  vi.useRealTimers()
  owner = PERSON
  most = 0
  begun.length = 0
})

test('work waits in line at a gate, and one that fails lets the next in', async () => {
  const through = gate(1)
  const order: number[] = []
  const one = through(async () => {
    order.push(1)
    throw new Error('no')
  })
  const two = through(async () => order.push(2))
  await expect(one).rejects.toThrow('no')
  await two
  expect(order).toEqual([1, 2])
})

test('nine pictures go up two at a time', async () => {
  const files = await Promise.all(Array.from({ length: 9 }, () => uploadFile('x', PERSON)))
  expect(new Set(files.map(({ id }) => id)).size).toBe(9)
  expect(most).toBe(2)
})

test('a server that is full for the moment is asked again, for the same file', async () => {
  vi.useFakeTimers()
  answers.push(429, 429, 429, 429, 429)
  const upload = uploadFile('x', PERSON)
  await vi.advanceTimersByTimeAsync(30_000)
  await expect(upload).resolves.toHaveProperty('id')
  expect(begun).toHaveLength(1)
})

test('a picture waits for its owner while somebody else uses the phone', async () => {
  vi.useFakeTimers()
  owner = 'b'
  const upload = uploadFile('x', PERSON).catch((cause) => cause)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await upload).toMatchObject({ isUncertain: true })
  expect(begun).toEqual([])
})
