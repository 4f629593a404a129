import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Point } from '../../cloudfunctions/contract/places'
import { metresBetween } from '../../cloudfunctions/registry/places/rules'
import {
  buildingsOf,
  children,
  communitiesOf,
  locate,
  NEARBY_BUILDING_METRES,
  pathOf,
  placeById,
} from '../../cloudfunctions/registry/places/store'
import { placeId, placeIds } from '../../local/county/cast'
import { borderOf } from '../../local/county/ground'
import { Town } from '../../local/county/places'
import { countyDatabase } from './county-database'

let county: Awaited<ReturnType<typeof countyDatabase>>
beforeAll(async () => {
  county = await countyDatabase()
})
afterAll(() => county.drop())

const town = new Town()
const unknown = '00000000-0000-7000-8000-000000000000'

test('every building is found by the point it stands at, in its own grid', async () => {
  for (const building of town.places.filter((place) => place.kind === 'building')) {
    const located = await locate(county.db, building.point!)
    expect(located?.gridId).toBe(building.parentId)
    expect(located?.gridPath).toEqual(building.path.slice(0, -1))
    expect(located?.building).toEqual({ id: building.id, label: building.label, metres: 0 })
  }
})

test('the resident stands in grid 1 of 青檀里社区', async () => {
  const located = await locate(county.db, town.places.find((place) => place.id === placeIds.building)!.point!)
  expect(located).toMatchObject({
    gridId: placeIds.grid,
    gridName: '青檀里第1网格',
    communityId: placeIds.community,
    communityName: '青檀里社区',
  })
})

test('a point on a border belongs to one of the grids that share it, the same each time', async () => {
  for (const corner of [borderOf(1, 1)[0]!, borderOf(1, 1)[4]!, borderOf(4, 4)[2]!]) {
    const sharing = town.places
      .filter((place) => place.shape?.includes(`(${corner.lng},${corner.lat})`))
      .map((place) => place.id)
    expect(sharing.length).toBeGreaterThan(1)
    expect((await locate(county.db, corner))?.gridId).toBe([...sharing].sort()[0])
  }
})

test('outside all grids nothing is found, even next to the border', async () => {
  const corner = borderOf(0, 0)[0]!
  for (const point of [
    { lat: corner.lat + 0.001, lng: corner.lng },
    { lat: corner.lat, lng: corner.lng - 0.001 },
    { lat: 0, lng: 0 },
    { lat: -90, lng: 180 },
  ]) {
    expect(await locate(county.db, point)).toBeNull()
  }
})

test('the nearest building is the nearest of the grid and never further than 150 m', async () => {
  const inTown = fc.record({
    lat: fc.double({ min: 35.4, max: 35.42, noNaN: true }),
    lng: fc.double({ min: 116.3245, max: 116.353, noNaN: true }),
  })
  await fc.assert(
    fc.asyncProperty(inTown, async (point: Point) => {
      const located = await locate(county.db, point)
      if (!located) return
      const near = town.places
        .filter((place) => place.kind === 'building' && place.parentId === located.gridId)
        .map((place) => ({ id: place.id, metres: metresBetween(point, place.point!) }))
        .sort((a, b) => a.metres - b.metres)[0]!
      if (Math.abs(near.metres - NEARBY_BUILDING_METRES) < 0.5) return
      expect(located.building?.metres ?? null).toBe(
        near.metres <= NEARBY_BUILDING_METRES ? Math.round(near.metres) : null,
      )
    }),
    { numRuns: 150 },
  )
})

test('a closed grid is not located, a closed place not listed', async () => {
  const { ownerUrl: _, db } = county
  const estate = placeId('枣林花园')
  const [grid] = await children(db, estate)
  const building = (await children(db, grid!.id))[0]!
  const point = { lat: building.lat!, lng: building.lng! }
  await db.execute(sql`update places set is_closed = true where id = ${grid!.id}`)
  expect(await locate(db, point)).toBeNull()
  expect(await placeById(db, grid!.id)).toBeNull()
  expect((await children(db, estate)).map((place) => place.id)).not.toContain(grid!.id)
  await db.execute(sql`update places set is_closed = false where id = ${grid!.id}`)
})

test('the tree is walked from county to entrance', async () => {
  const { db } = county
  expect((await children(db, placeIds.community)).map((place) => place.name)).toEqual([
    '东关嘉园',
    '檀溪苑',
    '运河人家',
  ])
  expect((await children(db, placeIds.estate)).map((place) => place.name)).toEqual(['青檀里第1网格', '青檀里第2网格'])
  expect((await children(db, placeIds.building)).map((place) => place.label)).toEqual([
    '檀溪苑3号楼1单元',
    '檀溪苑3号楼2单元',
  ])
  expect(await children(db, placeIds.entrance)).toEqual([])
  const entrance = await placeById(db, placeIds.entrance)
  expect(entrance).toMatchObject({
    gridId: placeIds.grid,
    communityId: placeIds.community,
    parentId: placeIds.building,
  })
  expect(await pathOf(db, placeIds.entrance)).toEqual(entrance?.path)
  expect(entrance?.path).toEqual([
    placeIds.county,
    placeIds.subdistrict,
    placeIds.community,
    placeIds.estate,
    placeIds.grid,
    placeIds.building,
    placeIds.entrance,
  ])
  expect((await placeById(db, placeIds.estate))?.gridId).toBeNull()
  expect((await placeById(db, placeIds.otherGrid))?.gridId).toBe(placeIds.otherGrid)
  expect(await placeById(db, unknown)).toBeNull()
  expect(await pathOf(db, unknown)).toEqual([])
})

test('communities and buildings are listed by number, not by letter', async () => {
  const { db } = county
  expect(await communitiesOf(db)).toHaveLength(23)
  const own = await communitiesOf(db, placeIds.subdistrict)
  expect(own).toHaveLength(5)
  expect(own).toContainEqual({ id: placeIds.community, name: '青檀里社区', subdistrictName: '青檀街道' })
  const labels = (await buildingsOf(db, placeIds.community)).map((place) => place.label)
  expect(labels).toHaveLength(18)
  expect(labels.filter((label) => label.startsWith('运河人家'))).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `运河人家${n}号楼`),
  )
})
