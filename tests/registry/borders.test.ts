import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Point } from '../../cloudfunctions/contract/places'
import { areaOf, isTangled, isWithin, sharedArea } from '../../cloudfunctions/registry/places/borders/geometry'
import {
  borderOf,
  flawOf,
  homesOf,
  isSavable,
  judgeBorder,
  middleOf,
  polygonText,
  rounded,
} from '../../cloudfunctions/registry/places/borders/rules'

const ORIGIN = { lat: 35.4, lng: 116.3 }
const LAT = 1 / 111_195
const LNG = LAT / Math.cos((ORIGIN.lat * Math.PI) / 180)
/** Metres east and north of somewhere in the town. */
const at = (east: number, north: number): Point =>
  rounded({ lat: ORIGIN.lat + north * LAT, lng: ORIGIN.lng + east * LNG })
const rectangle = (west: number, south: number, wide: number, tall: number): Point[] => [
  at(west, south),
  at(west + wide, south),
  at(west + wide, south + tall),
  at(west, south + tall),
]

const metres = fc.integer({ min: -300, max: 300 })
const size = fc.integer({ min: 20, max: 400 })
const box = fc.record({ west: metres, south: metres, wide: size, tall: size })
const cornersOf = (b: { west: number; south: number; wide: number; tall: number }) =>
  rectangle(b.west, b.south, b.wide, b.tall)
/** Corners at growing angles around a middle: a star, which never crosses itself. */
const star = fc.array(fc.integer({ min: 40, max: 250 }), { minLength: 4, maxLength: 12 }).map((radii) =>
  radii.map((radius, i) => {
    const angle = (2 * Math.PI * i) / radii.length
    return at(radius * Math.cos(angle), radius * Math.sin(angle))
  }),
)

describe('geometry', () => {
  test('a rectangle has its area, from whichever corner and in whichever direction it is told', () => {
    fc.assert(
      fc.property(box, fc.nat(3), fc.boolean(), (b, from, isBackwards) => {
        const corners = cornersOf(b)
        const turned = [...corners.slice(from), ...corners.slice(0, from)]
        const told = isBackwards ? turned.reverse() : turned
        expect(areaOf(told) / (b.wide * b.tall)).toBeCloseTo(1, 2)
        expect(isTangled(told)).toBe(false)
      }),
      { numRuns: 200 },
    )
  })

  test('two rectangles share what plain arithmetic says they share', () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        const wide = Math.min(a.west + a.wide, b.west + b.wide) - Math.max(a.west, b.west)
        const tall = Math.min(a.south + a.tall, b.south + b.tall) - Math.max(a.south, b.south)
        const shared = wide > 0 && tall > 0 ? wide * tall : 0
        const found = sharedArea(cornersOf(a), cornersOf(b))
        expect(Math.abs(found - shared)).toBeLessThan(2 + shared * 0.01)
        // Each is measured on a plane around its own first corner.
        expect(Math.abs(sharedArea(cornersOf(b), cornersOf(a)) - found)).toBeLessThan(1 + found * 1e-4)
      }),
      { numRuns: 200 },
    )
  })

  test('a star is no tangle and shares all of itself with itself; two of its corners changed places are one', () => {
    fc.assert(
      fc.property(star, (corners) => {
        expect(isTangled(corners)).toBe(false)
        expect(sharedArea(corners, corners) / areaOf(corners)).toBeCloseTo(1, 3)
        expect(isWithin(at(0, 0), corners)).toBe(true)
        expect(isWithin(at(260, 260), corners)).toBe(false)
      }),
      { numRuns: 100 },
    )
    const [a, b, c, d] = rectangle(0, 0, 100, 100) as [Point, Point, Point, Point]
    expect(isTangled([a, c, b, d])).toBe(true)
    expect(isTangled([a, b, b, c])).toBe(true)
  })

  test('written as PostgreSQL does and read again it is the same', () => {
    fc.assert(
      fc.property(star, (corners) => {
        expect(borderOf(polygonText(corners))).toEqual(corners)
      }),
    )
    expect(borderOf('((1.5e-7,-2),(3,4.25))')).toEqual([
      { lng: 1.5e-7, lat: -2 },
      { lng: 3, lat: 4.25 },
    ])
  })
})

describe('what a new border would mean', () => {
  const own = rectangle(0, 0, 200, 200)
  const neighbour = (id: string, border: Point[], communityId = 'here') => ({
    id,
    name: id,
    communityId,
    communityName: communityId,
    border,
  })
  const building = (label: string, point: Point) => ({ id: label, label, point, homes: 12 })
  const judge = (border: Point[], others = [] as ReturnType<typeof neighbour>[]) =>
    judgeBorder(border, {
      communityId: 'here',
      others,
      buildings: [building('west', at(20, 100)), building('east', at(180, 100))],
    })

  test.each([
    ['nothing', [], 'corners'],
    ['two corners', own.slice(0, 2), 'corners'],
    ['a bow', [own[0]!, own[2]!, own[1]!, own[3]!], 'tangled'],
    ['a corner told twice', [own[0]!, own[1]!, own[1]!, own[2]!], 'tangled'],
    ['a line there and back', [at(0, 0), at(100, 0), at(50, 0)], 'tangled'],
    ['a sliver', rectangle(0, 0, 50, 1), 'empty'],
    ['a rectangle', own, null],
  ])('%s', (_title, border, flaw) => {
    expect(flawOf(border)).toBe(flaw)
    expect(isSavable(judge(border))).toBe(flaw === null)
  })

  test('names whom it overlaps, the most first; a pen’s breadth may stay', () => {
    const found = judge(own, [
      neighbour('breadth', rectangle(199.5, 0, 200, 200)),
      neighbour('much', rectangle(150, 0, 200, 200), 'there'),
      neighbour('beside', rectangle(200, 0, 200, 200)),
      neighbour('far', rectangle(400, 0, 200, 200)),
    ])
    expect(found.overlaps.map(({ id, isForeign, isTooMuch }) => [id, isForeign, isTooMuch])).toEqual([
      ['much', true, true],
      ['breadth', false, false],
    ])
    expect(found.overlaps[0]!.sharedM2).toBeCloseTo(10_000, -2)
    expect(isSavable(found)).toBe(false)
    expect(isSavable(judge(own, [neighbour('breadth', rectangle(199.5, 0, 200, 200))]))).toBe(true)
  })

  test('counts the homes that would stand outside, and forbids nothing for their sake', () => {
    const found = judge(rectangle(0, 0, 150, 200))
    expect(found.leaving.map(({ label }) => label)).toEqual(['east'])
    expect(homesOf(found.leaving)).toBe(12)
    expect(isSavable(found)).toBe(true)
    expect(judge(own).leaving).toEqual([])
  })

  test('the middle of a rectangle is its middle', () => {
    expect(middleOf(own)).toEqual(at(100, 100))
  })
})
