import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkTemplateData, fitValue, TEMPLATE_LIMITS } from '../../cloudfunctions/kernel/wechat/template-limits'

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })
const split = (text: string) => [...graphemes.segment(text)].map(({ segment }) => segment)
const reasonOf = (key: string, value: string) => checkTemplateData({ [key]: value })[0]?.reason ?? null

/** Text as people type it: Han, rare Han, emoji with joiners, letters, line ends, broken halves. */
const piece = fc.constantFrom(
  '楼',
  '灯',
  '𠮷',
  '𡈽',
  '👨‍👩‍👧',
  '🏳️‍🌈',
  'é',
  'A',
  '7',
  '，',
  '·',
  ' ',
  '\n',
  '\t',
  '\u0000',
  '\ud83d',
)
const text = fc.oneof(
  fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
)
const stripped = ['thing1', 'phrase2', 'name3', 'character_string4', 'letter5', 'symbol6']

describe('at a limit and one over it', () => {
  test.each([
    ['thing1', '灯', 20],
    ['phrase2', '灯', 5],
    ['name3', '王', 10],
    ['character_string4', '-', 32],
    ['letter5', 'a', 32],
    ['number6', '9', 32],
    ['symbol7', '￥', 5],
    ['car_number8', 'A', 8],
    ['phone_number9', '1', 17],
  ])('%s: %j %i times', (key, unit, max) => {
    expect(reasonOf(key, unit.repeat(max))).toBeNull()
    expect(reasonOf(key, unit.repeat(max + 1))).toBe('tooLong')
  })

  test('a rare character and an emoji count for as much as they may', () => {
    expect(reasonOf('thing1', '𠮷'.repeat(10))).toBeNull()
    expect(reasonOf('thing1', '𠮷'.repeat(11))).toBe('tooLong')
    expect(reasonOf('phrase1', '𠮷𠮷吉')).toBeNull()
    expect(reasonOf('phrase1', '𠮷𠮷𠮷')).toBe('tooLong')
    expect(reasonOf('thing1', '🏳️‍🌈'.repeat(3))).toBeNull()
    expect(reasonOf('thing1', '🏳️‍🌈'.repeat(4))).toBe('tooLong')
  })
})

describe('characters of a kind', () => {
  test.each([
    ['time1', '2026年11月24日 14:18'],
    ['time1', '14:18'],
    ['time1', '14:18~15:00'],
    ['time1', '2026-11-24 14:18:00'],
    ['date1', '2026年11月24日'],
    ['date1', '2026-11-24 09:42'],
    ['amount1', '¥12.50'],
    ['amount1', '3元'],
    ['number1', '-12.5'],
    ['car_number1', '鲁H12345'],
    ['car_number1', '鲁HD12345'],
    ['name1', '阿卜杜·热合曼'],
    ['character_string1', 'SQ-2026/001'],
    ['phone_number1', '0537-6821234'],
  ])('%s takes %s', (key, value) => expect(reasonOf(key, value)).toBeNull())

  test.each([
    ['time1', '下午两点'],
    ['time1', '25:00'],
    ['date1', '14:18'],
    ['amount1', '十元'],
    ['number1', '12个'],
    ['phrase1', '已受理。'],
    ['name1', '王5'],
    ['character_string1', '编号1'],
    ['letter1', 'a1'],
    ['symbol1', 'a'],
    ['thing1', '一行\n两行'],
    ['thing1', 'half \ud83d'],
  ])('%s refuses %j', (key, value) => expect(reasonOf(key, value)).toBe('wrongCharacters'))

  test('empty values and unknown keys are told', () => {
    const data = { thing1: ' ', thing: '灯', things2: '灯', constructor1: '灯' }
    expect(checkTemplateData(data)).toEqual([
      { key: 'thing1', reason: 'empty' },
      { key: 'thing', reason: 'unknownKey' },
      { key: 'things2', reason: 'unknownKey' },
      { key: 'constructor1', reason: 'unknownKey' },
    ])
    expect(() => fitValue('things2', '灯')).toThrow(RangeError)
  })
})

describe('fitting', () => {
  test('whatever people type either fits or leaves nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...stripped), text, (key, value) => {
        const fitted = fitValue(key, value)
        expect(fitted === '' ? null : reasonOf(key, fitted)).toBeNull()
        expect(fitValue(key, fitted)).toBe(fitted)
      }),
      { numRuns: 2000 },
    )
  })

  test('what fits is left alone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...stripped), text, (key, value) => {
        fc.pre(reasonOf(key, value) === null && value === value.trim() && !/\s{2}/.test(value))
        expect(fitValue(key, value)).toBe(value.replace(/\s/g, ' '))
      }),
    )
  })

  test('a thing is cut between graphemes, as late as possible, and shows that it was cut', () => {
    fc.assert(
      fc.property(text, (value) => {
        const whole = split(
          fitValue('thing1', '起')
            .concat(value)
            .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ')
            .trim(),
        )
        const fitted = fitValue('thing1', `起${value}`)
        if (whole.join('').length <= 20) {
          expect(fitted).toBe(whole.join(''))
          return
        }
        expect(fitted.endsWith('…')).toBe(true)
        const kept = fitted.slice(0, -1)
        const count = split(kept).length
        expect(whole.slice(0, count).join('')).toBe(kept)
        const next = whole.slice(0, count + 1).join('')
        expect(next.trimEnd() === kept || next.length > 19).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  test('a status keeps its first five Han characters, a number its meaning', () => {
    expect(fitValue('phrase1', '已受理（街道）')).toBe('已受理街道')
    expect(fitValue('thing1', '三号楼二单元门口的路灯连续三天晚上都不亮')).toHaveLength(20)
    expect(fitValue('thing1', '三号楼二单元门口的路灯连续三天晚上都不亮了')).toBe(
      '三号楼二单元门口的路灯连续三天晚上都不…',
    )
    expect(fitValue('character_string1', '编号 SQ-1')).toBe('SQ-1')
    const long = '9'.repeat(40)
    expect(fitValue('number1', long)).toBe(long)
    expect(fitValue('time1', ' 14:18 ')).toBe('14:18')
  })

  test('every kind has a limit', () => {
    expect(Object.values(TEMPLATE_LIMITS).every(({ max }) => max > 0)).toBe(true)
  })
})
