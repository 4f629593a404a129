import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { APPEAL_CATEGORIES } from '../../../../cloudfunctions/contract/governance/appeals'
import { placeById } from '../../../../cloudfunctions/registry/places/store'
import { wgsFromGcj } from '../../../../cloudfunctions/registry/places/wgs84'
import { personId, placeId, placeIds } from '../../../../local/county/cast'
import { lampAppeal } from '../../../appeals'
import { copies, otherSystem } from '../../../fixtures/open311/world'
import { type TestHost, testHost } from '../../../host'

let host: TestHost
let system: ReturnType<typeof otherSystem>
beforeAll(async () => {
  host = await testHost()
  host.clock.offsetMs += Date.parse('2026-11-24T10:00:00+08:00') - host.clock.now().getTime()
  system = otherSystem(host)
})
afterAll(() => host.stop())

const submitted = async (given: object = {}): Promise<string> =>
  (await (await host.as('resident')).mutate('appeals.submit', { ...lampAppeal(), ...given })).id
const requests = (query: string) => system.get(`requests.json?${query}`, 'service_requests')
const found = async (query: string): Promise<string[]> =>
  (await requests(query)).data.map((one: { service_request_id: string }) => one.service_request_id)
const day = (text: string) => encodeURIComponent(`${text}T00:00:00+08:00`)

test('discovery names this endpoint and its formats, the same in both', async () => {
  const { data } = await system.get('discovery.json', 'discovery')
  expect(data.endpoints).toEqual([
    {
      specification: 'http://wiki.open311.org/GeoReport_v2',
      url: `${host.url}/open311/v2`,
      changeset: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/),
      type: 'test',
      formats: ['application/json', 'text/xml'],
    },
  ])
  expect((await system.get('discovery.xml', 'discovery')).data).toEqual(data)
  expect((await (await fetch(`${data.endpoints[0].url}/services.json`)).json()).length).toBeGreaterThan(0)
})

describe('services', () => {
  test('are our categories, the same in both formats', async () => {
    const { data } = await system.get('services.json', 'services')
    expect(data.map((one: { service_code: string }) => one.service_code)).toEqual(APPEAL_CATEGORIES)
    expect(data[0]).toMatchObject({ service_name: '环境卫生', metadata: false, type: 'realtime' })
    expect((await system.get(`services.xml?jurisdiction_id=${placeIds.county}`, 'services')).data).toEqual(data)
  })

  test.each(['json', 'xml'])('a definition asks for nothing more, in %s', async (format) => {
    const { data } = await system.get(`services/noise.${format}`, 'service_definition')
    expect(data).toEqual({ service_code: 'noise', attributes: [] })
  })

  test.each([
    ['services/potholes.json', '没有这个 service_code'],
    ['services/potholes.xml', '没有这个 service_code'],
    ['services/toString.json', '没有这个 service_code'],
    [`services.json?jurisdiction_id=${placeIds.community}`, '没有这个 jurisdiction_id'],
    ['services.xml?jurisdiction_id=city.gov', '没有这个 jurisdiction_id'],
    ['cities.json', '没有这个地址'],
    ['services', '地址要以 .json 或 .xml 结尾'],
    ['a/b/c.json', '没有这个地址'],
  ])('%s is not found', async (path, description) => {
    const response = await host.app.request(`/open311/v2/${path}`)
    const text = await response.text()
    expect([response.status, text.includes('404'), text.includes(description)]).toEqual([404, true, true])
  })
})

describe('reading requests', () => {
  test('one, the same in both formats; its description and its requester stay with us', async () => {
    const point = (await placeById(host.deps.db, placeIds.building))!
    const id = await submitted({ point: { lat: point.lat, lng: point.lng } })
    const { data } = await system.get(`requests/${id}.json`, 'service_requests')
    const at = wgsFromGcj({ lat: point.lat!, lng: point.lng! })
    expect(data).toEqual([
      {
        service_request_id: id,
        status: 'open',
        status_notes: '等待接单',
        service_name: '公共设施',
        service_code: 'publicFacility',
        description: null,
        agency_responsible: '青檀里社区',
        service_notice: null,
        requested_datetime: expect.stringMatching(/^2026-11-24T02:/),
        updated_datetime: expect.stringMatching(/^2026-11-24T02:/),
        expected_datetime: expect.stringMatching(/^2026-/),
        address: '檀溪苑3号楼',
        address_id: placeIds.building,
        zipcode: null,
        lat: Number(at.lat.toFixed(3)),
        long: Number(at.lng.toFixed(3)),
        media_url: null,
      },
    ])
    expect((await system.get(`requests/${id}.xml`, 'service_requests')).data).toEqual(data)
  })

  test('follows the order: the department in charge, closed when ended, with the day it closed', async () => {
    const id = await submitted()
    const secretary = await host.as('secretary')
    await secretary.mutate('dispatch.whistle', { id, text: '灯杆归市政管', departmentId: placeId('市政养护所') })
    const [called] = (await requests(`service_request_id=${id}`)).data
    expect(called).toMatchObject({ status: 'open', status_notes: '等部门报到', agency_responsible: '市政养护所' })
    const other = await submitted()
    await secretary.mutate('appeals.decline', { id: other, text: '不在社区职责范围' })
    const [declined] = (await requests(`service_request_id=${other}`)).data
    expect(declined).toMatchObject({ status: 'closed', status_notes: '不予受理' })
  })

  test('by service, status and time; ids override all else', async () => {
    const pets = await submitted({ category: 'pets' })
    const [ended, old, away] = await copies(host, pets, [
      { state: 'closed', ended_at: '2026-11-24T12:00:00+08:00' },
      { created_at: '2026-03-01T12:00:00+08:00' },
      { community_id: placeIds.otherCommunity },
    ])
    const noise = await submitted({ category: 'noise' })
    const of = async (query: string) => (await found(query)).sort()
    expect(await of('service_code=pets')).toEqual([pets, ended, away].sort())
    expect(await of('service_code=pets,noise&status=open')).toEqual([pets, away, noise].sort())
    expect(await of('service_code=pets&status=closed')).toEqual([ended])
    expect(await of('service_code=pets&status=open,closed&start_date=&end_date=')).toEqual([pets, ended, away].sort())
    expect(await of(`service_code=pets&start_date=${day('2026-02-28')}`)).toEqual([old])
    expect(await of(`service_code=pets&end_date=${day('2026-03-02')}`)).toEqual([old])
    expect(await of(`service_code=pets&start_date=${day('2026-03-02')}&end_date=${day('2026-03-03')}`)).toEqual([])
    // A plus that nobody encoded.
    expect(await of('service_code=pets&end_date=2026-03-02T00:00:00+08:00')).toEqual([old])
    expect(await of(`service_request_id=${old},%20${noise},${randomUUID()},x&status=closed`)).toEqual(
      [old, noise].sort(),
    )
    expect(await of(`service_code=noise&jurisdiction_id=${placeIds.county}`)).toEqual([noise])
  })

  test('at most a thousand, the newest first', async () => {
    const id = await submitted({ category: 'elderCare' })
    await copies(host, id, Array(1100).fill({}))
    const { data } = await requests('service_code=elderCare')
    expect(data).toHaveLength(1000)
    const moments = data.map((one: { requested_datetime: string }) => one.requested_datetime)
    expect(moments).toEqual([...moments].sort().reverse())
  })

  test.each([
    [`start_date=${day('2026-01-01')}&end_date=${day('2026-04-02')}`, 400, '最多查 90 天'],
    [`start_date=${day('2026-04-02')}&end_date=${day('2026-01-01')}`, 400, '不能晚于'],
    ['start_date=2026-01-01', 400, '带时区'],
    ['start_date=2026-01-01T00:00:00', 400, '带时区'],
    ['end_date=2026-13-41T00:00:00Z', 400, '带时区'],
    ['status=broken', 400, 'open 或 closed'],
    ['status=all', 400, 'open 或 closed'],
    ['service_code=potholes', 404, 'service_code'],
    ['jurisdiction_id=city.gov', 404, 'jurisdiction_id'],
  ])('%s is refused', async (query, status, words) => {
    for (const format of ['json', 'xml']) {
      const refused = await system.get(`requests.${format}?${query}`, 'service_requests')
      expect(refused).toMatchObject({ status, data: [{ code: status, description: expect.stringContaining(words) }] })
    }
  })

  test.each([randomUUID(), 'x', personId('resident')])('%s is no request', async (id) => {
    const { status, data } = await system.get(`requests/${id}.xml`, 'service_requests')
    expect([status, data[0].code]).toEqual([404, 404])
  })

  test('exactly 90 days are not too many', async () => {
    expect((await requests(`start_date=${day('2026-01-01')}&end_date=${day('2026-04-01')}`)).status).toBe(200)
  })

  test('names with signs of XML come through whole', async () => {
    const name = `檀溪苑<3号楼>&"东"'西'`
    await host.database.pool.query('update places set label = $1 where id = $2', [name, placeIds.building])
    const id = await submitted()
    const { text, data } = await system.get(`requests/${id}.xml`, 'service_requests')
    expect(data[0].address).toBe(name)
    expect(text).toContain('檀溪苑&lt;3号楼&gt;&amp;')
    expect((await system.get(`requests/${id}.json`, 'service_requests')).data).toEqual(data)
  })

  test('a fault of ours is told without its cause', async () => {
    const findDb = host.deps.db.execute
    host.deps.db.execute = () => Promise.reject(new Error('secret of ours')) as never
    const { status, text } = await system.get('requests.json', 'service_requests')
    host.deps.db.execute = findDb
    expect([status, text.includes('secret')]).toEqual([500, false])
    expect(host.log.lines.join()).not.toContain('secret of ours')
  })
})
