import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { publicStats } from '../../../../cloudfunctions/modules/governance/appeals/public/rules'
import { chartsOf } from '../../../../src/modules/governance/appeals/public/charts'
import { publicMonths } from '../../../../src/modules/governance/appeals/public/months'
import type { PublicPoint } from '../../../../src/modules/governance/appeals/public/public-appeal'
import { countWords, spotsOf } from '../../../../src/modules/governance/appeals/public/spots'
import { drawingOf, freeIn } from '../../../../src/parts/places/drawing'

const NOW = new Date('2026-11-24T10:00:00+08:00')
const MONTHS = publicMonths(NOW)

test('the months on screen begin with that of Shanghai', () => {
  expect([MONTHS[0], MONTHS.at(-1), MONTHS.length]).toEqual(['2026-11', '2025-12', 12])
  expect(publicMonths(new Date('2026-10-31T16:00:00Z'))[0]).toBe('2026-11')
})

describe('charts', () => {
  const NONE = { received: 0, due: 0, inTime: 0, answered: 0, reopened: 0, rated: 0, satisfied: 0, resolved: 0 }
  /** Twelve months, this one first; those not given had nothing. */
  const months = (given: Record<string, Partial<typeof NONE>>) =>
    MONTHS.map((month) => publicStats({ month, ...NONE, medianHours: 6, ...given[month] }))
  const chart = (given: Parameters<typeof months>[0], id: string) =>
    chartsOf(months(given)).find((one) => one.id === id)!
  const busy = { received: 20, due: 10, inTime: 9, answered: 10, reopened: 1, rated: 10, satisfied: 8, resolved: 10 }

  test('this month stands last and is not over', () => {
    const { bars } = chart({}, 'received')
    expect(bars.map(({ label }) => label).join(' ')).toBe('12 1 2 3 4 5 6 7 8 9 10 11')
    expect(bars.filter(({ isPartial }) => isPartial).map(({ name }) => name)).toEqual(['2026年11月'])
  })

  test('every value is there as words; none and few are said as such', () => {
    const given = {
      '2026-10': busy,
      '2026-09': { received: 3, due: 3, inTime: 3, rated: 1 },
      '2026-11': { ...busy, rated: 4 },
    }
    const half = '，一半在 6 小时内办好'
    const words = (id: string) =>
      chart(given, id)
        .bars.slice(-4)
        .map((bar) => bar.words)
    expect(words('answeredInTime')).toEqual(['无数据', '少于 5 件', '90%，共 10 件', '90%，共 10 件'])
    expect(words('satisfied')).toEqual(['无数据', '少于 5 件', '80%，共 10 件', '少于 5 件'])
    expect(chart(given, 'received').legend).toBe('合计 40 件，少于 5 件的月份没算')
    expect(words('received')).toEqual(['0 件', '少于 5 件', `20 件${half}`, `20 件${half}`])
  })

  test('the sentence is of the last month that is over; the total of those that are told', () => {
    const given = { '2026-11': { ...busy, inTime: 1 }, '2026-10': { ...busy, due: 30, inTime: 30 } }
    expect(chart(given, 'answeredInTime')).toMatchObject({
      saying: '10月该答复的，100% 按期答复了',
      legend: '合计 78%',
    })
    expect(chart({ '2026-10': { ...busy, received: 4 } }, 'answeredInTime')).toMatchObject({
      legend: '还没有能说的数',
      saying: '每个月都少于 5 件，暂时不说',
    })
  })

  test('no bar rises above its scale, whose half is whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), (received) => {
        const { bars, max } = chart({ '2026-10': { received } }, 'received')
        expect(bars.every(({ value }) => value === null || value <= max)).toBe(true)
        expect(max % 2).toBe(0)
      }),
    )
  })
})

describe('the map', () => {
  const degree = (from: number) => fc.double({ min: from, max: from + 0.05, noNaN: true })
  const place = fc.record({ lat: degree(35), lng: degree(116) })

  const point = (given: Partial<PublicPoint>): PublicPoint => ({
    id: 'x',
    category: 'noise',
    categoryLabel: '噪音扰民',
    place: '檀溪苑3号楼',
    state: 'accepted',
    stateLabel: '已接单',
    light: 'green',
    isPaused: false,
    createdAt: NOW.toISOString(),
    lat: 35.419,
    lng: 116.325,
    ...given,
  })

  test('what lies on one another is one spot, marked by the most pressing', () => {
    const all = [
      point({ light: null, state: 'closed' }),
      point({ light: 'red', place: '檀溪苑4号楼' }),
      point({ light: 'yellow', lng: 116.326 }),
    ]
    const spots = spotsOf(all, 0.0001)
    expect(spots.map(({ kind, pressing, name, points }) => [kind, pressing, name, countWords(points)])).toEqual([
      ['red', 1, '檀溪苑4号楼等 2 处', '超期 1 件，有结果 1 件'],
      ['yellow', 1, '檀溪苑3号楼', '快到期 1 件'],
    ])
    expect(spotsOf(all, 0.01).map((spot) => spot.points.length)).toEqual([3])
  })

  test('every point is in one spot, and a thumb tells any two apart', () => {
    fc.assert(
      fc.property(fc.array(place, { maxLength: 60 }), (places) => {
        const points = places.map((at, i) => point({ ...at, id: String(i) }))
        const spots = spotsOf(points, 0.005)
        const found = spots.flatMap((spot) => spot.points.map(({ id }) => id))
        expect(found.sort()).toEqual(points.map(({ id }) => id).sort())
        for (const a of spots)
          for (const b of spots)
            if (a !== b) expect(Math.hypot(a.lat - b.lat, a.lng - b.lng)).toBeGreaterThanOrEqual(0.005)
      }),
    )
  })

  test('everything drawn stands inside, north above south and west before east', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 30 }), (points) => {
        const drawing = drawingOf([points.slice(0, 4)], points)!
        const shares = points.map((one) => ({ ...one, ...drawing.shareOf(one) }))
        for (const { x, y } of shares) expect(Math.min(x, y) >= 0 && Math.max(x, y) <= 1).toBe(true)
        const [a, b] = shares as [(typeof shares)[0], (typeof shares)[0]]
        if (Math.abs(a.lat - b.lat) > 1e-9) expect(a.y < b.y).toBe(a.lat > b.lat)
        if (Math.abs(a.lng - b.lng) > 1e-9) expect(a.x < b.x).toBe(a.lng < b.lng)
      }),
    )
  })

  test('a grid’s name is written where no mark stands', () => {
    const border = [point({}), point({ lat: 35.421 }), point({ lat: 35.421, lng: 116.327 }), point({ lng: 116.327 })]
    const middle = { lat: 35.42, lng: 116.326 }
    expect(freeIn(border, []).lat).toBeCloseTo(middle.lat, 6)
    expect(freeIn(border, [middle]).lat).not.toBeCloseTo(middle.lat, 6)
  })

  test('one point alone stands in the middle; nothing is no drawing', () => {
    expect(drawingOf([], [{ lat: 35, lng: 116 }])!.shareOf({ lat: 35, lng: 116 })).toEqual({ x: 0.5, y: 0.5 })
    expect(drawingOf([], [])).toBeNull()
  })
})
