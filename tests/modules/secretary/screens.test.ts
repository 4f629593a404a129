import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lackOf, piecesOf, wordsOf } from '../../../src/modules/secretary/dispatch/hits'
import { amountOf, setWords, spanOf, spanWords } from '../../../src/modules/secretary/promises/span'
import { reportMarks } from '../../../src/parts/orders/standing'

describe('what was looked for', () => {
  test.each([
    ['', '写上要找的'],
    ['  ', '写上要找的'],
    ['灯', '至少两个字'],
    ['路灯 亮', '至少两个字'],
    ['3', '至少两个字'],
    ['路灯', null],
    ['路灯 3', null],
    ['2611-0386', null],
  ])('「%s」 lacks %s', (typed, lack) => {
    if (lack === null) expect(lackOf(typed)).toBeNull()
    else expect(lackOf(typed)).toContain(lack)
  })

  test('stands out wherever it stands, whatever its width and case; what overlaps is one', () => {
    const marked = (text: string, typed: string) =>
      piecesOf(text, wordsOf(typed))
        .map(({ text: piece, isHit }) => (isHit ? `[${piece}]` : piece))
        .join('')
    expect(marked('3号楼路灯，路灯又灭', '路灯')).toBe('3号楼[路灯]，[路灯]又灭')
    expect(marked('Ｗifi坏了，WIFI又坏', 'wifi 坏了')).toBe('[Ｗifi坏了]，[WIFI]又坏')
    expect(marked('哈哈哈', '哈哈')).toBe('[哈哈哈]')
    expect(marked('没有', '路灯')).toBe('没有')
    expect(marked('', '路灯')).toBe('')
  })

  test('nothing of a text is lost or made up by marking it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, typed) => {
        const pieces = piecesOf(text, wordsOf(typed))
        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
      }),
    )
  })
})

test('a span is said in its own measure, and read back as it was', () => {
  const spans = [{ workingHours: 4 }, { workingDays: 3 }, { calendarHours: 2 }]
  expect(spans.map((span) => spanWords(span))).toEqual(['4 个工作小时', '3 个工作日', '2 小时'])
  expect(spans.map((span) => spanOf(amountOf(span)))).toEqual(spans)
  expect(setWords({ setAt: { id: '1', name: '青檀街道' } })).toBe('青檀街道定的')
  expect(setWords({ setAt: null })).toBe('通用的期限')
})

test('a list says by when the department must come, and how late it is', () => {
  const now = new Date('2026-11-24T10:00:00+08:00')
  expect(reportMarks({ reportDueAt: null }, now)).toEqual([])
  expect(reportMarks({ reportDueAt: '2026-11-24T08:00:00Z' }, now)[0]).toMatchObject({
    word: '今天 16:00 前报到',
    tone: 'info',
  })
  expect(reportMarks({ reportDueAt: '2026-11-24T00:00:00Z' }, now)[0]).toMatchObject({
    word: '报到晚了 2 小时',
    tone: 'danger',
  })
})
