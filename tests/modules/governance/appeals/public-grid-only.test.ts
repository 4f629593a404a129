import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { GRID_ONLY_CATEGORIES } from '../../../../cloudfunctions/contract/governance/appeals'
import { placeById } from '../../../../cloudfunctions/registry/places/store'
import { placeIds } from '../../../../local/county/cast'
import { lampAppeal } from '../../../appeals'
import { copies, otherSystem, registered } from '../../../fixtures/open311/world'
import { type TestHost, testHost } from '../../../host'

/** What is between neighbours or inside a home is told by its grid alone, in every way out. */
const BUILDING = '檀溪苑3号楼'
const GRID = '青檀里第1网格'
const communityId = placeIds.community

let host: TestHost
let system: ReturnType<typeof otherSystem>
beforeAll(async () => {
  host = await testHost()
  host.clock.offsetMs += Date.parse('2026-11-24T10:00:00+08:00') - host.clock.now().getTime()
  system = otherSystem(host)
})
afterAll(() => host.stop())

async function submitted(category: string): Promise<string> {
  const { lat, lng } = (await placeById(host.deps.db, placeIds.building))!
  const given = { category, placeId: placeIds.entrance, point: { lat, lng } }
  return (await (await host.as('resident')).mutate('appeals.submit', { ...lampAppeal(), ...given })).id
}
const textOf = async (path: string) => (await host.app.request(path)).text()

describe.each(GRID_ONLY_CATEGORIES)('%s', (category) => {
  let id: string
  beforeAll(async () => {
    id = await submitted(category)
  })

  test('the list and its own page say the grid', async () => {
    const { items } = await host.guest.query('publicAppeals.list', { communityId, category })
    expect(items.map((item: { id: string; place: string }) => [item.id, item.place])).toEqual([[id, GRID]])
    expect((await host.guest.query('publicAppeals.get', { id })).place).toBe(GRID)
  })

  test('it has no point on the map', async () => {
    const { points } = await host.guest.query('publicAppeals.map', { communityId })
    expect(points.map((point: { id: string }) => point.id)).not.toContain(id)
  })

  test('the table says the grid', async () => {
    const { code } = await host.guest.query('publicAppeals.get', { id })
    const lines = (await textOf(`/open/appeals.csv?community=${communityId}`)).split('\r\n')
    expect(lines.find((line) => line.startsWith(`${code},`))!.split(',')[3]).toBe(GRID)
  })

  test.each(['json', 'xml'])('other systems get the grid and no point, in %s', async (format) => {
    for (const path of [`requests/${id}.${format}`, `requests.${format}?service_code=${category}`]) {
      const { data, text } = await system.get(path, 'service_requests')
      expect(data[0]).toMatchObject({ address: GRID, address_id: placeIds.grid, lat: null, long: null })
      expect([text.includes(BUILDING), text.includes(placeIds.building)]).toEqual([false, false])
    }
  })

  test('no light in it counts among the map’s, however many there are', async () => {
    await copies(host, id, Array(20).fill({}))
    const { points } = await host.guest.query('publicAppeals.map', { communityId })
    expect(points.filter((point: { category: string }) => point.category === category)).toEqual([])
  })
})

test('other categories are told by the building, with a point', async () => {
  const id = await submitted('noise')
  expect((await host.guest.query('publicAppeals.get', { id })).place).toBe(BUILDING)
  const { points } = await host.guest.query('publicAppeals.map', { communityId })
  expect(points).toMatchObject([{ id, place: BUILDING }])
})

test('what another system passes on comes back by the grid as well', async () => {
  const { key } = await registered(host, placeIds.county)
  const form = { api_key: key, service_code: 'elderCare', description: '老人一个人在家', address_id: placeIds.entrance }
  const made = await system.post('requests.json', form)
  const { data } = await system.get(`requests/${made.data[0].service_request_id}.json`, 'service_requests')
  expect(data[0]).toMatchObject({ address: GRID, address_id: placeIds.grid, lat: null, long: null })
})

describe('one by itself', () => {
  test('says what the list says, and who is in charge; nothing else', async () => {
    const id = await submitted('parking')
    const { items } = await host.guest.query('publicAppeals.list', { communityId, category: 'parking' })
    expect(await host.guest.query('publicAppeals.get', { id })).toEqual({ ...items[0], agency: '青檀里社区' })
  })

  test('a pause is told without its reason', async () => {
    const id = await submitted('utilities')
    const worker = await host.as('worker')
    await worker.mutate('desk.accept', { id })
    await worker.mutate('desk.pause', { id, reason: 'parts', text: '等配件' })
    const told = await host.guest.query('publicAppeals.get', { id })
    expect(told.isPaused).toBe(true)
    expect(JSON.stringify(told)).not.toMatch(/parts|配件/)
  })

  test('there is none by another record’s id', async () => {
    for (const id of [placeIds.grid, communityId])
      expect(await host.guest.send('publicAppeals.get', { id })).toMatchObject({
        status: 404,
        reply: { error: { code: 'record.not_found' } },
      })
  })
})

test('the map comes with the borders of the community’s grids', async () => {
  const { grids } = await host.guest.query('publicAppeals.map', { communityId })
  const grid = grids.find((one: { id: string }) => one.id === placeIds.grid)
  expect([grid.name, grid.border.length >= 4]).toEqual([GRID, true])
  const { lat, lng } = (await placeById(host.deps.db, placeIds.grid))!
  const between = (values: number[], at: number) => Math.min(...values) < at && at < Math.max(...values)
  expect(
    between(
      grid.border.map((corner: { lat: number }) => corner.lat),
      lat!,
    ),
  ).toBe(true)
  expect(
    between(
      grid.border.map((corner: { lng: number }) => corner.lng),
      lng!,
    ),
  ).toBe(true)
})
