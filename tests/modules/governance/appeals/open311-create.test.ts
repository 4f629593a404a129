import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { revokeApiKey } from '../../../../cloudfunctions/kernel/api-keys/store'
import { phoneOf } from '../../../../cloudfunctions/registry/people/store'
import { placeById } from '../../../../cloudfunctions/registry/places/store'
import { wgsFromGcj } from '../../../../cloudfunctions/registry/places/wgs84'
import { CAST, personId, placeIds } from '../../../../local/county/cast'
import { otherSystem, registered } from '../../../fixtures/open311/world'
import { type TestHost, testHost } from '../../../host'

const TEXT = '楼上半夜装修，电钻声吵得睡不着'
let host: TestHost
let system: ReturnType<typeof otherSystem>
let key: string
let systemId: string
beforeAll(async () => {
  host = await testHost()
  system = otherSystem(host)
  ;({ id: systemId, key } = await registered(host, placeIds.community))
})
afterAll(() => host.stop())

const form = (more: Record<string, string> = {}): Record<string, string> => ({
  api_key: key,
  service_code: 'noise',
  description: TEXT,
  ...(more.lat === undefined && { address_id: placeIds.building }),
  ...more,
})
const created = async (more: Record<string, string> = {}, headers = {}): Promise<string> => {
  const { status, data } = await system.post('requests.json', form(more), headers)
  expect(status, JSON.stringify(data)).toBe(200)
  await host.runner.settle()
  return data[0].service_request_id
}
const orderOf = async (id: string) =>
  (await host.database.pool.query('select * from orders where id = $1', [id])).rows[0]
const without = (name: string) => Object.fromEntries(Object.entries(form()).filter(([field]) => field !== name))

describe('what another system passes on', () => {
  test.each(['json', 'xml'])('is an order in its grid’s pool, answered in %s', async (format) => {
    const { status, data } = await system.post(`requests.${format}`, form())
    const id = data[0].service_request_id
    expect([status, data[0].service_notice, data[0].account_id]).toEqual([200, expect.stringContaining('承诺在'), null])
    await host.runner.settle()
    const worker = await host.as('worker')
    const desk = await worker.query('desk.list')
    expect(desk.items.map((item: { id: string }) => item.id)).toContain(id)
    await worker.mutate('desk.accept', { id })
    // Its words are not WeChat's to check: the system vouches for them by its key.
    const order = await worker.query('appeals.get', { id })
    expect(order).toMatchObject({ category: 'noise', isTextPending: false })
    expect(JSON.stringify(order)).toContain(TEXT)
    const [told] = (await system.get(`requests/${id}.json`, 'service_requests')).data
    expect(told).toMatchObject({ status: 'open', status_notes: '已接单', service_code: 'noise', description: null })
    expect(await orderOf(id)).toMatchObject({ requester_id: systemId, registered_by: null })
  })

  test('finds its grid by satellite degrees', async () => {
    const place = (await placeById(host.deps.db, placeIds.building))!
    const { lat, lng } = wgsFromGcj({ lat: place.lat!, lng: place.lng! })
    const row = await orderOf(await created({ lat: String(lat), long: String(lng), address_string: '楼下花坛边' }))
    expect(row).toMatchObject({ grid_id: placeIds.grid, place_id: placeIds.building, place_text: '楼下花坛边' })
    expect([row.lat - place.lat!, row.lng - place.lng!].map(Math.abs).every((off) => off < 1e-6)).toBe(true)
  })

  test('a matter for 110, 119 or 120 is an emergency, and the answer says to call', async () => {
    const { data } = await system.post('requests.json', form({ description: '楼道着火了冒浓烟' }))
    expect(data[0].service_notice).toMatch(/^请先打 119/)
    expect(await orderOf(data[0].service_request_id)).toMatchObject({ urgency: 'emergency', emergency: '119' })
  })

  test('is the person’s who is named with the phone known here; else a new one’s', async () => {
    const phone = (await phoneOf(host.deps.db, host.deps.encryption, personId('neighbour')))!
    const { name } = CAST.find((member) => member.key === 'neighbour')!
    const known = await orderOf(await created({ last_name: name.slice(0, 1), first_name: name.slice(1), phone }))
    expect(known).toMatchObject({ requester_id: personId('neighbour'), registered_by: systemId })
    const mine = await (await host.as('neighbour')).query('appeals.mine')
    expect(mine.items.map((item: { id: string }) => item.id)).toContain(known.id)
    const other = await orderOf(await created({ first_name: 'John', last_name: 'Smith', phone }))
    const nameless = await orderOf(await created({ phone }))
    const { rows } = await host.database.pool.query('select name from people where id = any($1) order by name', [
      [other.requester_id, nameless.requester_id],
    ])
    expect(rows.map((row) => row.name)).toEqual(['John Smith', '未留姓名的居民'])
  })

  test('is made once when it comes again under the same Idempotency-Key', async () => {
    const headers = { 'idempotency-key': randomUUID() }
    const all = await Promise.all([1, 2, 3].map(() => created({}, headers)))
    expect(new Set(all).size).toBe(1)
    const other = await system.post('requests.json', form({ description: '另一件事' }), headers)
    expect(other.status).toBe(400)
    expect(await created()).not.toBe(await created())
  })

  test('two first calls of a system make one of it', async () => {
    const fresh = await registered(host, placeIds.county, '另一个系统')
    await Promise.all([1, 2, 3, 4].map(() => created({ api_key: fresh.key })))
    const { rows } = await host.database.pool.query('select name from people where id = $1', [fresh.id])
    expect(rows).toEqual([{ name: '另一个系统' }])
  })
})

describe('is refused', () => {
  const WRONG: [about: string, more: Record<string, string>, status: number, words: string][] = [
    ['a wrong key', { api_key: 'nobody' }, 403, 'api_key 不对'],
    ['an unknown service', { service_code: 'potholes' }, 404, 'service_code'],
    ['another jurisdiction', { jurisdiction_id: placeIds.community }, 404, 'jurisdiction_id'],
    ['no description', { description: ' ' }, 400, 'description'],
    ['a long description', { description: '长'.repeat(501) }, 400, 'description'],
    ['a far point', { lat: '39.9', long: '116.4' }, 400, '不在本县的网格里'],
    ['half a point', { lat: '35.4' }, 400, 'lat 和 long'],
    ['a point of words', { lat: '三十五', long: '116.4' }, 400, '十进制'],
    ['a point off the globe', { lat: '91', long: '116.4' }, 400, '十进制'],
    ['an unknown place', { address_id: randomUUID() }, 400, '楼栋'],
    ['a place that is no id', { address_id: '545483' }, 400, 'address_id'],
    ['a place above the grids', { address_id: placeIds.community }, 400, '楼栋'],
    ['a phone that is none', { phone: '12345' }, 400, '电话号码不对'],
    ['a name of many words', { last_name: '很长'.repeat(20) }, 400, '姓名'],
  ]
  test.each(WRONG)('%s', async (_about, more, status, words) => {
    const before = await orders()
    for (const format of ['json', 'xml']) {
      const answer = await system.post(`requests.${format}`, form(more))
      expect(answer).toMatchObject({ status, data: [{ code: status, description: expect.stringContaining(words) }] })
    }
    expect(await orders()).toBe(before)
  })

  test.each([
    ['api_key', 403, '请带上 api_key'],
    ['service_code', 400, '请带上 service_code'],
    ['address_id', 400, '请带上 lat 和 long'],
    ['description', 400, 'description'],
  ])('without %s', async (name, status, words) => {
    const answer = await system.post('requests.xml', without(name))
    expect(answer).toMatchObject({ status, data: [{ code: status, description: expect.stringContaining(words) }] })
  })

  test('a place that the key is not for, and a key that was revoked', async () => {
    const away = await registered(host, placeIds.otherCommunity, '别的社区的系统')
    const refused = await system.post('requests.json', form({ api_key: away.key }))
    expect([refused.status, refused.data[0].description]).toEqual([403, '这个 api_key 管不到这个地点'])
    await host.deps.db.transaction((tx) => revokeApiKey(tx, away.id, host.clock.now()))
    const ended = await system.post('requests.json', form({ api_key: away.key }))
    expect([ended.status, ended.data[0].description]).toEqual([403, 'api_key 不对，或者已经停用'])
  })

  test('what is no form, or too much of one', async () => {
    const json = await system.post('requests.json', form(), { 'content-type': 'application/json' })
    expect([json.status, json.data[0].description]).toEqual([400, expect.stringContaining('x-www-form-urlencoded')])
    const much = await system.post('requests.json', form({ media_url: 'x'.repeat(70_000) }))
    expect([much.status, much.data[0].code]).toEqual([400, 400])
    expect((await system.post('services.json', form())).status).toBe(404)
  })

  test('the key stands nowhere as it is', async () => {
    const { rows } = await host.database.pool.query('select * from api_keys')
    expect(JSON.stringify(rows)).not.toContain(key)
    expect(host.log.lines.join()).not.toContain(key)
  })

  const orders = async () => (await host.database.pool.query('select count(*)::int as n from orders')).rows[0].n
})
