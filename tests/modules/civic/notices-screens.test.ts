import { describe, expect, test } from 'vitest'
import { documentTypeOf } from '../../../src/lib/file-type'
import { audienceWords, isWhole, type Options } from '../../../src/modules/civic/notices/audience-words'
import { marksOf } from '../../../src/modules/civic/notices/marks'
import { dayAndHour, daysToChoose, momentAt } from '../../../src/modules/civic/notices/moments'
import { BLANK_NOTICE, lackOf, savedOf } from '../../../src/modules/civic/notices/notice-draft'

const options: Options = {
  places: [
    { id: 'a', parentId: null, label: '青檀里社区', kind: 'community' },
    { id: 'b', parentId: 'a', label: '檀溪苑', kind: 'estate' },
  ],
  tags: [{ key: 'livesAlone', label: '独居' }],
  roles: [{ key: 'gridWorker', label: '网格员' }],
  lists: [{ id: 'l', title: '独居', people: 12 }],
  smsPriceFen: 5,
  voicePriceFen: 12,
}

describe('whom a notice goes to, in words', () => {
  test.each([
    [{ placeIds: ['b'], who: { kind: 'all' } }, '檀溪苑，全部住户', true],
    [{ placeIds: ['a', 'b'], who: { kind: 'tags', tags: ['livesAlone'] } }, '青檀里社区、檀溪苑，独居', true],
    [{ placeIds: ['a'], who: { kind: 'roles', roles: ['gridWorker'] } }, '青檀里社区，网格员', true],
    [{ placeIds: [], who: { kind: 'list', listId: 'l' } }, '独居名单，12 人', true],
    [{ placeIds: [], who: { kind: 'list', listId: '' } }, '一份名单', false],
    [{ placeIds: [], who: { kind: 'people', personIds: ['p', 'q'] } }, '点名的 2 人', true],
    [{ placeIds: [], who: { kind: 'people', personIds: [] } }, '点名的 0 人', false],
    [{ placeIds: ['a'], who: { kind: 'tags', tags: [] } }, '青檀里社区', false],
    [{ placeIds: [], who: { kind: 'all' } }, '全部住户', false],
  ] as const)('%j', (audience, words, whole) => {
    const asked = audience as unknown as Parameters<typeof isWhole>[0]
    expect(audienceWords(asked, options)).toBe(words)
    expect(isWhole(asked)).toBe(whole)
  })
})

describe('moments by day and hour, in Shanghai', () => {
  // Past midnight there, still the day before in UTC.
  const now = new Date('2026-11-24T17:30:00Z')

  test('days are counted from today there', () => {
    const days = daysToChoose(now)
    expect(days[0]).toEqual({ days: 0, word: '今天 11月25日' })
    expect(days[2]).toEqual({ days: 2, word: '周五 11月27日' })
    expect(days.at(-1)).toEqual({ days: 180, word: '半年后 5月24日' })
  })

  test('a moment and its day and hour are each other’s reverse', () => {
    expect(momentAt(now, 0, 18)).toBe('2026-11-25T10:00:00.000Z')
    for (const [days, hour] of [
      [0, 18],
      [1, 0],
      [6, 23],
    ] as const)
      expect(dayAndHour(now, momentAt(now, days, hour))).toEqual({ days, hour })
  })
})

test('what is lacking is said one thing at a time', () => {
  expect(lackOf(BLANK_NOTICE, false)).toBe('先写标题')
  expect(lackOf({ ...BLANK_NOTICE, title: '停水' }, false)).toBe('先写内容')
  expect(lackOf({ ...BLANK_NOTICE, title: '停水', body: ' ' }, true)).toBe('先写内容')
  expect(lackOf({ ...BLANK_NOTICE, title: '停水', body: '明天' }, false)).toBe('先选发给谁')
  expect(lackOf({ ...BLANK_NOTICE, title: '停水', body: '明天' }, true)).toBeNull()
})

test('the server is given what it keeps, and not what the phone alone needs', () => {
  const saved = savedOf({ ...BLANK_NOTICE, title: ' 停水 ', body: '明天' }, [{ id: '1', path: 'x', fileId: 'f' }])
  expect(saved).toMatchObject({ title: '停水', fileIds: ['f'] })
  for (const field of ['id', 'photos', 'documents', 'publishAt']) expect(saved).not.toHaveProperty(field)
})

test('documents are known by their ending', () => {
  expect(documentTypeOf('停水范围.PDF')).toBe('application/pdf')
  expect(documentTypeOf('表.xlsx')).toContain('spreadsheetml')
  expect(documentTypeOf('宏.docm')).toBeNull()
  expect(documentTypeOf('pdf.exe')).toBeNull()
})

test('what is over asks its reader for nothing', () => {
  const notice = { isPinned: false, isRead: false, isCorrected: false, needsConfirmation: true, isConfirmed: false }
  const wordsOf = (state: 'published' | 'expired') => marksOf({ ...notice, state }).map(({ word }) => word)
  expect(wordsOf('published')).toEqual(['没看', '要您确认'])
  expect(wordsOf('expired')).toEqual(['已过期'])
})
