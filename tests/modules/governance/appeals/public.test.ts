import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { phoneOf } from '../../../../cloudfunctions/registry/people/store'
import { placeById } from '../../../../cloudfunctions/registry/places/store'
import { CAST, personId, placeIds } from '../../../../local/county/cast'
import { lampAppeal } from '../../../appeals'
import { copies, otherSystem, registered } from '../../../fixtures/open311/world'
import { type TestHost, testHost } from '../../../host'

const communityId = placeIds.community
const elsewhereId = placeIds.otherCommunity
let host: TestHost
beforeAll(async () => {
  host = await testHost()
  host.clock.offsetMs += Date.parse('2026-11-24T10:00:00+08:00') - host.clock.now().getTime()
})
afterAll(() => host.stop())

const submitted = async (given: object = {}): Promise<string> =>
  (await (await host.as('resident')).mutate('appeals.submit', { ...lampAppeal(), ...given })).id
const list = (given: object = {}) => host.guest.query('publicAppeals.list', { communityId, ...given })
/** Status and fields of a query that is to be refused. */
async function refused(path: string, input: object) {
  const { status, reply } = await host.guest.send(`publicAppeals.${path}`, input)
  return [status, Object.keys((!reply.ok && reply.error.fields) || {})]
}
const ids = (page: { items: { id: string }[] }) => page.items.map((item) => item.id)
async function csvOf(path: string): Promise<string[][]> {
  const response = await host.app.request(path)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
  const bytes = Buffer.from(await response.arrayBuffer())
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const lines = bytes.subarray(3).toString().split('\r\n')
  expect(lines.pop()).toBe('')
  return lines.map((line) => line.split(','))
}

describe('the list', () => {
  test('tells guests what it is about, down to the building, its state, light and dates', async () => {
    const id = await submitted({ placeId: placeIds.entrance })
    const [item] = (await list()).items
    const { promisedAt, createdAt, code, ...rest } = item
    expect(rest).toEqual({
      id,
      category: 'publicFacility',
      categoryLabel: '公共设施',
      place: '檀溪苑3号楼',
      state: 'waiting',
      stateLabel: '等待接单',
      light: 'green',
      isPaused: false,
      endedAt: null,
    })
    expect([promisedAt > createdAt, code]).toEqual([true, expect.stringMatching(/^\d{4}-\d{4}$/)])
  })

  test('filters by category, state and month, and hides another community’s', async () => {
    const open = await submitted({ category: 'pets' })
    const [ended, old, next, other] = await copies(host, open, [
      { state: 'closed', ended_at: '2026-11-24T12:00:00+08:00' },
      { created_at: '2026-10-31T23:59:59+08:00' },
      { created_at: '2026-12-01T00:00:00+08:00' },
      { community_id: elsewhereId },
    ])
    const pets = async (given: object) => ids(await list({ category: 'pets', ...given })).sort()
    expect(await pets({})).toEqual([open, ended, old, next].sort())
    expect(await pets({ states: 'closed' })).toEqual([ended])
    expect(await pets({ states: 'open' })).toEqual([open, old, next].sort())
    expect(await pets({ month: '2026-11' })).toEqual([open, ended].sort())
    expect(await pets({ month: '2026-10', states: 'closed' })).toEqual([])
    expect(ids(await list({ category: 'pets', communityId: elsewhereId }))).toEqual([other])
    expect(await refused('list', { communityId, month: '2026-13' })).toEqual([400, ['month']])
  })

  test('page after page, the newest first, each once, also of one moment', async () => {
    const id = await submitted({ category: 'utilities' })
    const at = '2026-11-20T08:00:00+08:00'
    const rows = Array.from({ length: 44 }, (_, i) => ({ created_at: i % 2 ? at : `2026-11-2${i % 4}T08:00:00+08:00` }))
    const all = [id, ...(await copies(host, id, rows))]
    const found: { id: string; createdAt: string }[] = []
    let cursor: string | null | undefined
    do {
      const page: any = await list({ category: 'utilities', ...(cursor && { cursor }) })
      found.push(...page.items)
      cursor = page.cursor
    } while (cursor)
    expect(found.map((item) => item.id).sort()).toEqual(all.sort())
    const moments = found.map((item) => item.createdAt)
    expect(moments).toEqual([...moments].sort().reverse())
    const id0 = '00000000-0000-4000-8000-000000000000'
    for (const odd of ['x', '[1,2]', '[1e999,"x"]', '["x","x"]', `[9e15,"${id0}"]`].map((text) => btoa(text)))
      expect(await refused('list', { communityId, cursor: odd })).toEqual([400, ['cursor']])
  })

  test('there is none of a place that is no community', async () => {
    for (const path of ['list', 'map', 'stats'])
      expect(await refused(path, { communityId: placeIds.grid })).toEqual([404, []])
  })

  test('is read by its index, and so are the figures, by that alone', async () => {
    const client = await host.database.pool.connect()
    try {
      // The tables of a test are too small for an index to be worth it.
      await client.query('set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off')
      const { rows } = await client.query(
        `explain select * from orders o where o.community_id = $1 and o.kind = 'appeal'
           and (o.created_at, o.id) < (now(), $1) order by o.created_at desc, o.id desc limit 21`,
        [communityId],
      )
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
      expect(plan).toContain('Index Scan Backward using orders_told')
      expect(plan).not.toContain('Sort')
      const { rows: counted } = await client.query(
        `explain select state, promised_at, resolved_at, ended_at, paused_at, rating, reopenings
           from orders where community_id = $1 and kind = 'appeal' and created_at >= now() order by created_at`,
        [communityId],
      )
      expect(counted.map((row) => row['QUERY PLAN']).join('\n')).toContain('Index Only Scan using orders_told')
    } finally {
      client.release(true)
    }
  })
})

describe('the map', () => {
  test('points of 90 days, to a thousandth of a degree, at most 300', async () => {
    const point = { lat: 35.4191234, lng: 116.3251234 }
    const community = await host.database.pool.query(
      `select id from places where kind = 'community' and id <> all($1) limit 1`,
      [[communityId, elsewhereId]],
    )
    const quiet = community.rows[0].id
    const place = (await placeById(host.deps.db, placeIds.building))!
    const id = await submitted({ point: { lat: place.lat!, lng: place.lng! } })
    const row = { community_id: quiet, ...point }
    const [recent] = await copies(host, id, [
      { ...row, created_at: '2026-08-27T00:00:00+08:00' },
      { ...row, created_at: '2026-08-26T00:00:00+08:00' },
      { ...row, lat: null, lng: null },
    ])
    const at = async () => (await host.guest.query('publicAppeals.map', { communityId: quiet })).points
    expect(await at()).toMatchObject([{ id: recent, lat: 35.419, lng: 116.325, place: '檀溪苑3号楼' }])
    await copies(host, id, Array(320).fill(row))
    expect(await at()).toHaveLength(300)
  })
})

describe('the figures', () => {
  let quiet: string
  beforeAll(async () => {
    const { rows } = await host.database.pool.query(
      `select id from places where kind = 'community' and id <> all($1) order by id desc limit 1`,
      [[communityId, elsewhereId]],
    )
    quiet = rows[0].id
    const id = await submitted()
    const base = {
      community_id: quiet,
      created_at: '2026-10-10T10:00:00+08:00',
      promised_at: '2026-10-12T10:00:00+08:00',
    }
    const closed = { ...base, state: 'closed', ended_at: '2026-10-20T10:00:00+08:00' }
    const resolved = (hours: number) => new Date(Date.parse(base.created_at) + hours * 3_600_000).toISOString()
    await copies(host, id, [
      { ...closed, resolved_at: resolved(2), rating: 'satisfied' },
      { ...closed, resolved_at: resolved(4), rating: 'fair' },
      { ...closed, resolved_at: resolved(6), rating: 'satisfied', reopenings: 1 },
      { ...closed, resolved_at: resolved(48), rating: 'unsatisfied' },
      { ...closed, resolved_at: resolved(49), rating: 'satisfied' },
      // Nobody answered, and its time is over; one that stands still, and one that was taken back, are nobody's fault.
      base,
      {
        ...base,
        state: 'accepted',
        holder_id: personId('worker'),
        paused_at: resolved(5),
        pause_reason: 'parts',
      },
      { ...base, state: 'withdrawn', ended_at: resolved(1) },
      ...Array(4).fill({
        ...closed,
        created_at: '2026-09-10T10:00:00+08:00',
        resolved_at: resolved(1),
        rating: 'fair',
      }),
    ])
  })

  test('of twelve months, this one first; of few nothing is told', async () => {
    const { months } = await host.guest.query('publicAppeals.stats', { communityId: quiet })
    expect(months.map((one: { month: string }) => one.month)).toEqual([
      ...['2026-11', '2026-10', '2026-09', '2026-08', '2026-07', '2026-06', '2026-05', '2026-04', '2026-03', '2026-02'],
      ...['2026-01', '2025-12'],
    ])
    expect(months[1]).toEqual({
      month: '2026-10',
      received: { n: 8, label: '8 件' },
      answeredInTime: { percent: 67, of: { n: 6, label: '6 件' } },
      reopened: { percent: 20, of: { n: 5, label: '5 件' } },
      satisfied: { percent: 80, of: { n: 5, label: '5 件' } },
      medianHours: 6,
    })
    const few = { percent: null, of: { n: null, label: '少于 5 件' } }
    expect(months[2]).toMatchObject({ received: few.of, answeredInTime: few, satisfied: few, medianHours: null })
    expect(months[3].received).toEqual({ n: 0, label: '0 件' })
  })

  test('as a table', async () => {
    const rows = await csvOf(`/open/appeal-stats.csv?community=${quiet}`)
    expect(rows[0]![0]).toBe('月份')
    expect(rows[2]).toEqual(['2026-10', '8', '67', '20', '80', '6'])
    expect(rows[3]).toEqual(['2026-09', '少于 5 件', '少于 5 件', '少于 5 件', '少于 5 件', ''])
    expect(rows[4]).toEqual(['2026-08', '0', '', '', '', ''])
  })
})

describe('open data', () => {
  test('a month of a community; this month when none is named', async () => {
    const id = await submitted({ category: 'parking' })
    const { code } = (await list({ category: 'parking' })).items[0]
    const rows = await csvOf(`/open/appeals.csv?community=${communityId}&month=2026-11`)
    expect(rows[0]).toEqual(['编号', '提交时间', '类别', '地点', '状态', '期限', '承诺时间', '结束时间'])
    expect(rows.find((row) => row[0] === code)!.slice(2, 6)).toEqual(['停车秩序', '檀溪苑3号楼', '等待接单', '期限内'])
    expect(await csvOf(`/open/appeals.csv?community=${communityId}`)).toEqual(rows)
    expect(await csvOf(`/open/appeals.csv?community=${communityId}&month=2025-01`)).toHaveLength(1)
    expect(id).toBeTruthy()
  })

  test('a formula in a name is text in the table', async () => {
    await host.database.pool.query(`update places set label = '=cmd|'' /C calc''!A0' where id = $1`, [
      placeIds.building,
    ])
    const response = await host.app.request(`/open/appeals.csv?community=${communityId}`)
    expect(await response.text()).toContain(`,'=cmd|' /C calc'!A0,`)
    await host.database.pool.query(`update places set label = '檀溪苑3号楼' where id = $1`, [placeIds.building])
  })

  test.each([
    ['appeals.csv', 400, 'input.invalid'],
    ['appeals.csv?community=x', 404, 'record.not_found'],
    [`appeals.csv?community=${placeIds.grid}`, 404, 'record.not_found'],
    [`appeals.csv?community=${placeIds.community}&month=2026-1`, 400, 'input.invalid'],
    ['people.csv', 404, 'record.not_found'],
  ])('%s is refused', async (path, status, code) => {
    const response = await host.app.request(`/open/${path}`)
    expect([response.status, (await response.json()).error.code]).toEqual([status, code])
  })
})

test('nothing personal is in any answer for everyone', async () => {
  const WORDS = ['赵铁柱说灯坏', '桂花树往东第三', '钱有才', '修灯师傅留言']
  const PHONE = '16087654321'
  const at = { text: WORDS[0], placeText: WORDS[1], placeId: placeIds.entrance }
  const place = (await placeById(host.deps.db, placeIds.building))!
  const point = { lat: place.lat! + 0.0000123, lng: place.lng! + 0.0000123 }
  const id = await submitted({ ...at, point, urgency: 'emergency' })
  const worker = await host.as('worker')
  await worker.mutate('appeals.register', { ...lampAppeal(), ...at, forName: WORDS[2], forPhone: PHONE })
  await worker.mutate('desk.accept', { id })
  await worker.mutate('desk.resolve', { id, text: WORDS[3] })
  const system = otherSystem(host)
  const { key } = await registered(host, placeIds.county, '某热线系统')
  const form = { api_key: key, service_code: 'noise', description: WORDS[0]!, address_id: placeIds.entrance }
  const made = await system.post('requests.xml', { ...form, last_name: WORDS[2]!, phone: PHONE, email: 'a@b.example' })
  await host.runner.settle()

  const one = `requests/${id}`
  const answers = [
    JSON.stringify(await list()),
    JSON.stringify(await host.guest.query('publicAppeals.map', { communityId })),
    JSON.stringify(await host.guest.query('publicAppeals.stats', { communityId })),
    await (await host.app.request(`/open/appeals.csv?community=${communityId}`)).text(),
    await (await host.app.request(`/open/appeal-stats.csv?community=${communityId}`)).text(),
    made.text,
    ...(await Promise.all(
      [
        'requests.json',
        'requests.xml',
        `${one}.json`,
        `${one}.xml`,
        `requests/${made.data[0].service_request_id}.json`,
      ].map(async (path) => (await system.get(path, 'service_requests')).text),
    )),
  ]
  const phone = (await phoneOf(host.deps.db, host.deps.encryption, personId('resident')))!
  const personal = [
    ...WORDS,
    ...[PHONE, phone, 'a@b.example', '2单元', key, '某热线系统'],
    ...CAST.flatMap((member) => [member.name, personId(member.key)]),
    ...[point.lat, point.lng].map((degrees) => degrees.toFixed(5)),
  ]
  for (const answer of answers) {
    expect(answer.length).toBeGreaterThan(20)
    expect(personal.filter((secret) => answer.includes(secret))).toEqual([])
  }
  const { rows } = await host.database.pool.query('select n.text from order_notes n where n.order_id = $1', [id])
  expect(rows.map((row) => row.text)).toContain(WORDS[0])
  expect(host.log.lines.join()).not.toContain(WORDS[2])
})
