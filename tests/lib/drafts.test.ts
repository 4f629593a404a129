import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  adopt,
  enqueue,
  inputOf,
  mayStay,
  nextToSend,
  notePhoto,
  type Outcome,
  ofOwner,
  ownerAfter,
  restore,
  settle,
  slimDraft,
  slimQueue,
  type Unsent,
} from '../../src/lib/drafts'

const entry = (key: string, part: Partial<Unsent> = {}): Unsent => ({
  key,
  path: 'appeals.submit',
  owner: 'me',
  input: { text: '路灯不亮' },
  photos: [],
  title: '路灯不亮',
  savedAt: '2026-11-23T06:18:00.000Z',
  refusal: null,
  ...part,
})

describe('the queue of what could not be sent', () => {
  test('keeps the order and holds a key once', () => {
    const queue = enqueue(enqueue(enqueue([], entry('a')), entry('b')), entry('a', { title: '改过' }))
    expect(queue.map(({ key, title }) => [key, title])).toEqual([
      ['a', '改过'],
      ['b', '路灯不亮'],
    ])
  })

  test('one that is refused stays to be read and lets the others go', () => {
    const queue = settle([entry('a'), entry('b')], 'a', { kind: 'refused', sentence: '文字没有通过检查' })
    expect(queue[0]?.refusal).toBe('文字没有通过检查')
    expect(nextToSend(queue, 'me')?.key).toBe('b')
  })

  test('one of unknown fate stays first, under the same key', () => {
    const queue = settle([entry('a'), entry('b')], 'a', { kind: 'later' })
    expect(nextToSend(queue, 'me')).toEqual(entry('a'))
  })

  test('goes in the name of who made it, and of nobody else', () => {
    const queue = [entry('a'), entry('b', { owner: 'you' }), entry('c', { owner: null })]
    expect(nextToSend(queue, 'you')?.key).toBe('b')
    expect(nextToSend(queue, 'she')).toBeNull()
    expect(ofOwner(queue, 'me').map(({ key }) => key)).toEqual(['a'])
    expect(ofOwner(queue, null).map(({ key }) => key)).toEqual(['c'])
    expect(ofOwner(queue, undefined)).toEqual([])
  })

  test('a guest’s becomes theirs who signs in', () => {
    const queue = adopt([entry('a'), entry('c', { owner: null })], 'she')
    expect(queue.map(({ owner }) => owner)).toEqual(['me', 'she'])
  })

  test('one on its way is not sent beside itself', () => {
    expect(nextToSend([entry('a'), entry('b')], 'me', new Set(['a']))?.key).toBe('b')
  })

  test('whatever happens on the way, each key takes effect once', () => {
    const lost: fc.Arbitrary<'arrives' | 'lost before' | 'lost after'> = fc.constantFrom(
      'arrives',
      'lost before',
      'lost after',
    )
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 5 }), fc.infiniteStream(lost), (keys, network) => {
        const effects: string[] = []
        const seen = new Set<string>()
        let queue = keys.reduce<Unsent[]>((all, key) => enqueue(all, entry(key)), [])
        for (let tries = 0; tries < 200; tries += 1) {
          const next = nextToSend(queue, 'me')
          if (!next) break
          const fate = network.next().value
          if (fate !== 'lost before' && !seen.has(next.key)) {
            seen.add(next.key)
            effects.push(next.key)
          }
          const outcome: Outcome = { kind: fate === 'arrives' ? 'sent' : 'later' }
          queue = settle(restore(JSON.parse(JSON.stringify(queue))), next.key, outcome)
        }
        return nextToSend(queue, 'me') !== null || JSON.stringify(effects) === JSON.stringify(keys)
      }),
    )
  })
})

test('pictures are noted as they arrive and sent along with the words', () => {
  const photos = [
    { id: '1', path: '/a.jpg', fileId: null },
    { id: '2', path: '/b.jpg', fileId: null },
  ]
  const queue = notePhoto(notePhoto([entry('a', { photos }), entry('b', { photos })], 'a', '1', 'f1'), 'a', '2', 'f2')
  expect(inputOf(queue[0]!)).toEqual({ text: '路灯不亮', key: 'a', fileIds: ['f1', 'f2'] })
  expect(inputOf(queue[1]!)).toEqual({ text: '路灯不亮', key: 'b', fileIds: [] })
  expect(inputOf(entry('c'))).toEqual({ text: '路灯不亮', key: 'c' })
})

test('what an earlier run left is read; what is damaged is dropped', () => {
  expect(restore(JSON.parse(JSON.stringify([entry('a')])))).toEqual([entry('a')])
  expect(restore(null)).toEqual([])
  expect(restore({ key: 'a' })).toEqual([])
  expect(restore([{ ...entry('a'), owner: undefined }])).toEqual([])
  expect(restore([null, 7, { key: 'a' }, entry('b')])).toEqual([entry('b')])
})

describe('on a phone that is nearly full', () => {
  const arrived = { id: '1', path: 'data:image/jpeg;base64,AAAA', fileId: 'f1' }
  const missing = { id: '2', path: 'data:image/jpeg;base64,BBBB', fileId: null }
  const inFiles = { id: '3', path: 'wxfile://kept/3.jpg', fileId: null }

  test('a draft keeps every word and what is held elsewhere', () => {
    expect(slimDraft({ text: '路灯不亮', photos: [arrived, missing, inFiles] })).toEqual({
      text: '路灯不亮',
      photos: [{ ...arrived, path: '' }, inFiles],
    })
    expect(slimDraft({ documents: [arrived, missing, inFiles] })).toEqual({
      documents: [{ ...arrived, path: '' }, inFiles],
    })
    expect(slimDraft({ text: '路灯不亮' })).toEqual({ text: '路灯不亮' })
  })

  test('the queue loses nothing that is needed to send it', () => {
    const [slim] = slimQueue([entry('a', { photos: [arrived, missing] })])
    expect(slim?.photos).toEqual([{ ...arrived, path: '' }, missing])
  })
})

test('what stands in a form passes from guest to person, outlives a session, and never meets the next person', () => {
  expect(mayStay(null, 'me')).toBe(true)
  expect(ownerAfter(null, 'me')).toBe('me')
  expect(mayStay('me', null)).toBe(true)
  expect(ownerAfter('me', null)).toBe('me')
  expect(mayStay('me', undefined)).toBe(true)
  expect(ownerAfter('me', undefined)).toBe('me')
  expect(mayStay('me', 'you')).toBe(false)
})
