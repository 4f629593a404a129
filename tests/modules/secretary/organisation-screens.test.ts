import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Point } from '../../../cloudfunctions/contract/places'
import { metresBetween } from '../../../cloudfunctions/registry/places/rules'
import { gcjFromWgs } from '../../../cloudfunctions/registry/places/wgs84'
import {
  dayIn,
  daysOf,
  gapWords,
  startingAt,
  turnWords,
  weeksOn,
  weekWords,
} from '../../../src/modules/secretary/duties/duty-words'
import {
  addCorner,
  begin,
  type Direction,
  dropCorner,
  type Edit,
  nudge,
  put,
  replace,
  select,
  undo,
} from '../../../src/modules/secretary/organisation/border-edit'
import { readCorners, textOf } from '../../../src/modules/secretary/organisation/coordinates'
import { drawingOf } from '../../../src/parts/places/drawing'

const seven = (n: number) => Number(n.toFixed(7))
const point = fc.record({
  lat: fc.double({ min: 35.39, max: 35.42, noNaN: true }).map(seven),
  lng: fc.double({ min: 116.3, max: 116.35, noNaN: true }).map(seven),
})
const border = fc.array(point, { minLength: 3, maxLength: 9 })

describe('a border being drawn', () => {
  const direction = fc.constantFrom<Direction>('north', 'south', 'east', 'west')
  const step = fc.oneof(
    point.map((to) => (edit: Edit) => put(edit, to)),
    fc.tuple(direction, fc.constantFrom(1, 5, 20)).map(
      ([way, metres]) =>
        (edit: Edit) =>
          nudge(edit, way, metres),
    ),
    fc.constant(addCorner),
    fc.constant(dropCorner),
    border.map((corners) => (edit: Edit) => replace(edit, corners)),
    fc.nat(20).map((at) => (edit: Edit) => select(edit, at % Math.max(1, edit.corners.length))),
  )

  test('whatever is done, step by step it goes back to what it was; three corners stay, and one of them is on', () => {
    fc.assert(
      fc.property(border, fc.array(step, { maxLength: 20 }), (from, steps) => {
        let edit = begin(from)
        for (const act of steps) {
          edit = act(edit)
          expect(edit.corners.length).toBeGreaterThanOrEqual(3)
          expect(edit.corners[edit.selected]).toBeDefined()
        }
        while (edit.past.length > 0) edit = undo(edit)
        expect(edit.corners).toEqual(from)
        expect(undo(edit)).toBe(edit)
      }),
    )
  })

  test('a corner goes as far as is said, and the way it is said; the others stay', () => {
    fc.assert(
      fc.property(border, direction, fc.constantFrom(1, 5, 20), (from, way, metres) => {
        const moved = nudge(begin(from), way, metres).corners
        expect(metresBetween(from[0]!, moved[0]!)).toBeCloseTo(metres, 1)
        const north = Math.sign(Math.round((moved[0]!.lat - from[0]!.lat) * 1e6))
        const east = Math.sign(Math.round((moved[0]!.lng - from[0]!.lng) * 1e6))
        expect([north, east].map(Math.abs).sort()).toEqual([0, 1])
        expect({ north: [1, 0], south: [-1, 0], east: [0, 1], west: [0, -1] }[way].map((n) => n + 0)).toEqual([
          north + 0,
          east + 0,
        ])
        expect(moved.slice(1)).toEqual(from.slice(1))
      }),
    )
  })

  test('a new corner lies halfway to the next, and is on; from nothing the first taps make the border', () => {
    const edit = addCorner(
      select(
        begin([
          { lat: 35, lng: 116 },
          { lat: 35.2, lng: 116 },
          { lat: 35, lng: 116.2 },
        ]),
        2,
      ),
    )
    expect([edit.corners.length, edit.selected, edit.corners[3]]).toEqual([4, 3, { lat: 35, lng: 116.1 }])
    let drawn = begin(null)
    for (const lat of [35, 35.1, 35.2]) drawn = put(drawn, { lat, lng: 116 })
    expect(drawn.corners.map(({ lat }) => lat)).toEqual([35, 35.1, 35.2])
    expect(put(drawn, { lat: 36, lng: 116 }).corners.map(({ lat }) => lat)).toEqual([35, 35.1, 36])
  })
})

describe('coordinates as text', () => {
  const read = (text: string, datum: 'gcj02' | 'wgs84' = 'gcj02') => readCorners(text, datum)
  const wrong = (text: string) => {
    const found = read(text)
    return 'error' in found ? found.error : null
  }

  test('written and read again they are the same, closed or open', () => {
    fc.assert(
      fc.property(fc.uniqueArray(point, { minLength: 3, maxLength: 9, selector: ({ lat }) => lat }), (corners) => {
        expect(read(textOf(corners))).toEqual({ corners })
        expect(read(textOf([...corners, corners[0]!]))).toEqual({ corners })
      }),
    )
  })

  test('from satellites they are shifted as everywhere else', () => {
    const corners: Point[] = [
      { lat: 35.4, lng: 116.3 },
      { lat: 35.41, lng: 116.3 },
      { lat: 35.4, lng: 116.31 },
    ]
    const found = read(textOf(corners), 'wgs84') as { corners: Point[] }
    for (const [i, corner] of found.corners.entries())
      expect(metresBetween(corner, gcjFromWgs(corners[i]!))).toBeLessThan(0.1)
  })

  test.each([
    ['', '至少要写 3 个角'],
    ['116.3,35.4\n116.3,35.5', '至少要写 3 个角'],
    ['116.3,35.4\n35.5,116.3\n116.4,35.4', '第 2 行写反了'],
    ['116.3,35.4\n东边,35.5\n116.4,35.4', '第 2 行没看懂'],
    ['116.3,35.4\n116.3,35.5,1\n116.4,35.4', '第 2 行没看懂'],
    ['116.3,35.4\n116.3,35.5\n200,35.4', '第 3 行不在国内'],
  ])('「%s」: %s', (text, sentence) => {
    expect(wrong(text)).toContain(sentence)
  })

  test('commas of any kind, blanks and empty lines are taken', () => {
    expect(wrong('116.3， 35.4\n\n 116.3 35.5 \n116.4;35.4\n')).toBeNull()
  })
})

test('a point of the drawing and its place on the screen are each other’s', () => {
  fc.assert(
    fc.property(border, point, (corners, at) => {
      const drawing = drawingOf([corners], [at])!
      const found = drawing.pointAt(drawing.shareOf(at))
      expect(found.lat).toBeCloseTo(at.lat, 9)
      expect(found.lng).toBeCloseTo(at.lng, 9)
    }),
  )
})

describe('duty in words', () => {
  const span = (from: string, until: string) => ({
    startsAt: new Date(`2026-11-${from}+08:00`).toISOString(),
    endsAt: new Date(`2026-11-${until}+08:00`).toISOString(),
  })

  test.each([
    ['25T08:00', '25T20:00', '08:00–20:00', '周三 08:00 到 20:00 没人值班'],
    ['25T20:00', '26T08:00', '20:00–周四 08:00', '周三 20:00 到 周四 08:00 没人值班'],
    ['25T20:00', '26T00:00', '20:00–24:00', '周三 20:00 到 24:00 没人值班'],
    ['25T00:00', '26T00:00', '00:00–24:00', '周三全天没人值班'],
    ['25T00:00', '30T00:00', '00:00–周日 24:00', '周三到周日全天没人值班'],
    ['29T20:00', '30T08:00', '20:00–周一 08:00', '周日 20:00 到 周一 08:00 没人值班'],
  ])('%s to %s', (from, until, turn, gap) => {
    expect(turnWords(span(from, until))).toBe(turn)
    expect(gapWords(span(from, until))).toBe(gap)
  })

  test('a week has its days, and a turn its day in it', () => {
    expect(weekWords('2026-11-23')).toBe('11月23日 到 11月29日')
    expect([weeksOn('2026-11-23', 1), weeksOn('2026-11-02', -1)]).toEqual(['2026-11-30', '2026-10-26'])
    expect(daysOf('2026-11-30').map(({ name, date }) => `${name} ${date}`)[1]).toBe('周二 12月1日')
    expect(startingAt('2026-11-23', 2, 20)).toBe('2026-11-25T12:00:00.000Z')
    for (let day = 0; day < 7; day++) expect(dayIn('2026-11-23', startingAt('2026-11-23', day, 0))).toBe(day)
    expect(dayIn('2026-11-23', startingAt('2026-11-23', 0, 0).replace('22T16', '22T15'))).toBe(-1)
  })
})
