import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  enqueue,
  inputOf,
  nextToSend,
  notePhoto,
  type Outcome,
  restore,
  settle,
  type Unsent,
} from '../../src/lib/drafts'

const entry = (key: string, part: Partial<Unsent> = {}): Unsent => ({
  key,
  path: 'appeals.submit',
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
    expect(nextToSend(queue)?.key).toBe('b')
  })

  test('one of unknown fate stays first, under the same key', () => {
    const queue = settle([entry('a'), entry('b')], 'a', { kind: 'later' })
    expect(nextToSend(queue)).toEqual(entry('a'))
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
          const next = nextToSend(queue)
          if (!next) break
          const fate = network.next().value
          if (fate !== 'lost before' && !seen.has(next.key)) {
            seen.add(next.key)
            effects.push(next.key)
          }
          const outcome: Outcome = { kind: fate === 'arrives' ? 'sent' : 'later' }
          queue = settle(restore(JSON.parse(JSON.stringify(queue))), next.key, outcome)
        }
        return nextToSend(queue) !== null || JSON.stringify(effects) === JSON.stringify(keys)
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
  expect(restore([null, 7, { key: 'a' }, entry('b')])).toEqual([entry('b')])
})
