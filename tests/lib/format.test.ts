import { describe, expect, test } from 'vitest'
import {
  clockSince,
  countOf,
  dayOf,
  leftOf,
  metresOf,
  promiseOf,
  shortTimeOf,
  spanParts,
  timeOf,
  walkOf,
} from '../../src/lib/format'

/** 14:18 on 23 November 2026 in Shanghai. */
const now = new Date('2026-11-23T06:18:00Z')
const MINUTE = 60_000
const after = (ms: number) => new Date(now.getTime() + ms).toISOString()

describe('times are said in Shanghai, whatever the zone of the machine', () => {
  test.each([
    ['2026-11-23T09:30:00Z', '今天 17:30'],
    ['2026-11-22T16:00:00Z', '今天 00:00'],
    ['2026-11-22T15:59:00Z', '昨天 23:59'],
    ['2026-11-21T01:10:00Z', '前天 09:10'],
    ['2026-11-23T16:00:00Z', '明天 00:00'],
    ['2026-11-25T15:59:00Z', '后天 23:59'],
    ['2026-11-20T00:00:00Z', '11月20日 08:00'],
    ['2025-12-03T00:05:00Z', '2025年12月3日 08:05'],
  ])('%s is %s', (iso, words) => expect(timeOf(iso, now)).toBe(words))

  test('a promise, a day and the short form of lists', () => {
    expect(promiseOf('2026-11-23T09:30:00Z', now)).toBe('今天 17:30 前办好')
    expect(dayOf('2026-12-31T16:30:00Z', now)).toBe('2027年1月1日')
    expect(shortTimeOf('2026-11-23T05:30:00Z', now)).toBe('13:30')
    expect(shortTimeOf('2026-11-22T05:30:00Z', now)).toBe('昨天')
  })
})

test('how long an alarm has rung is told to the second', () => {
  const since = (seconds: number) => clockSince(after(-seconds * 1000), now)
  expect([0, 47, 725, 3723].map(since)).toEqual(['00:00', '00:47', '12:05', '1:02:03'])
  // A phone that does not know the server's time yet.
  expect(since(-5)).toBe('00:00')
})

describe('what is left', () => {
  test.each([
    [192 * MINUTE, '还剩 3 小时'],
    [59 * MINUTE, '还剩 59 分钟'],
    [20_000, '还剩 1 分钟'],
    [0, '还剩 1 分钟'],
    [-20_000, '晚了 1 分钟'],
    [-3 * 24 * 60 * MINUTE, '晚了 3 天'],
  ])('%i ms is %s', (ms, words) => expect(leftOf(after(ms), now)).toBe(words))

  test('a span has at most two parts and no empty one', () => {
    expect(spanParts(192 * MINUTE)).toEqual([
      { value: 3, unit: '小时' },
      { value: 12, unit: '分钟' },
    ])
    expect(spanParts(24 * 60 * MINUTE)).toEqual([{ value: 1, unit: '天' }])
    expect(spanParts(-26 * 60 * MINUTE)).toEqual([
      { value: 1, unit: '天' },
      { value: 2, unit: '小时' },
    ])
  })
})

test('distances and counts', () => {
  expect([3, 118, 262, 949, 995, 1240, 12_000].map(metresOf)).toEqual([
    '10 米',
    '120 米',
    '260 米',
    '950 米',
    '1 公里',
    '1.2 公里',
    '12 公里',
  ])
  expect([20, 120, 400].map(walkOf)).toEqual(['走 1 分钟', '走 2 分钟', '走 5 分钟'])
  expect([0, 999, 1186, 1_234_567].map(countOf)).toEqual(['0', '999', '1,186', '1,234,567'])
})
