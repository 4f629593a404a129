import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AGE_GROUPS } from '../../../cloudfunctions/contract/secretary/people'
import { asCsv, asPage } from '../../../cloudfunctions/modules/secretary/people/sheet'
import { bornWithin } from '../../../cloudfunctions/registry/lists/rules'
import { ageOn } from '../../../cloudfunctions/registry/people/id-number'
import { phoneOf } from '../../../cloudfunctions/registry/people/store'
import { personId, placeIds } from '../../../local/county/cast'
import { type Client, type TestHost, testHost } from '../../host'

const KEYS = ['secretary', 'secretary2', 'subdistrict', 'county', 'worker', 'elder', 'courier', 'merchant'] as const
const HOUR = 3_600_000
const DAY = 24 * HOUR
let host: TestHost
const on = {} as Record<(typeof KEYS)[number], Client>
beforeAll(async () => {
  host = await testHost()
  for (const key of KEYS) on[key] = await host.as(key)
})
afterAll(() => host.stop())

const alone = { placeId: placeIds.community, filter: { tag: 'livesAlone' }, purpose: 'care' }
const all = { placeId: placeIds.community, filter: {}, purpose: 'emergency' }
/** What was listed yesterday counts no more. */
const nextDay = () => {
  host.clock.offsetMs += DAY + HOUR
}
const open = async (client: Client, wanted: object): Promise<string> =>
  (await client.mutate('people.open', wanted)).listId

async function whole(client: Client, listId: string): Promise<any[]> {
  const people: any[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await client.query('people.list', { listId, ...(cursor && { cursor }) })
    people.push(...page.items)
    cursor = page.cursor
  }
  return people
}

const count = async (sql: string, ...values: unknown[]): Promise<number> =>
  Number((await host.database.pool.query(`select count(*) as n from ${sql}`, values)).rows[0].n)

async function approved(wanted: object, by: Client = on.subdistrict): Promise<string> {
  const { id } = await on.secretary.mutate('approvals.ask', wanted)
  await by.mutate('approvals.decide', { id, isApproved: true })
  return id
}

test('everybody is of one age group, by the days between which they were born', () => {
  const now = new Date('2026-11-24T06:18:00Z')
  for (let year = 1915; year <= 2026; year++)
    for (const day of ['01-01', '11-23', '11-24', '11-25', '02-28']) {
      const born = `${year}-${day}`
      if (born > '2026-11-24') continue
      const groups = AGE_GROUPS.filter(({ key }) => {
        const { from, until } = bornWithin(key, now)
        return (!from || born >= from) && (!until || born <= until)
      })
      const age = ageOn(born, '2026-11-24')
      expect(groups).toEqual([AGE_GROUPS.findLast((group) => group.from <= age)])
    }
})

describe('a list', () => {
  test('is opened for a purpose, holds whom it is of, and says so to each of them', async () => {
    const listId = await open(on.secretary, alone)
    const people = await whole(on.secretary, listId)
    const { rows } = await host.database.pool.query(
      `select person_id as id from residents where community_id = $1 and left_at is null and 'livesAlone' = any(tags)`,
      [placeIds.community],
    )
    expect(people.map((one) => one.personId).sort()).toEqual(rows.map(({ id }) => id).sort())
    expect(await count('access_log where subject_id = $1', listId)).toBe(people.length)
    expect((await on.elder.query('privacy.accessLog')).items[0]).toMatchObject({
      viewerName: '周敏',
      viewerRole: '社区书记',
      what: '看了有您在内的名单',
      why: '用途：走访关爱',
    })
    const phone = (await phoneOf(host.deps.db, host.deps.encryption, personId('elder')))!
    expect(JSON.stringify(people)).not.toContain(phone)
  })

  test('carries who reads it, with the end of their number, the time and a number of its own', async () => {
    const listId = await open(on.secretary, alone)
    const { head } = await on.secretary.query('people.list', { listId })
    const phone = (await phoneOf(host.deps.db, host.deps.encryption, personId('secretary')))!
    const number = listId.slice(-8).toUpperCase()
    expect(head.watermark).toMatch(
      new RegExp(`^周敏 尾号${phone.slice(-4)} \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d 编号${number}$`),
    )
    expect(head).toMatchObject({ title: '独居', placeName: '青檀里社区', purposeLabel: '走访关爱', isKeeper: true })
  })

  test('is narrowed by sex, age and building, each of those in it being so', async () => {
    const filter = { sex: 'female', age: 'aged' }
    const old = await whole(on.secretary, await open(on.secretary, { ...all, filter }))
    expect(old.length).toBeGreaterThan(0)
    expect(old.every((one) => one.sexLabel === '女' && one.age >= 80)).toBe(true)
    const here = await whole(on.secretary, await open(on.secretary, { ...all, placeId: placeIds.building }))
    expect(here.length).toBeGreaterThan(0)
    expect(here.every((one) => one.homeLabel.startsWith('檀溪苑3号楼'))).toBe(true)
    nextDay()
  })

  test('is for who opened it, for two hours, while the role lasts', async () => {
    const listId = await open(on.secretary, alone)
    for (const client of [on.subdistrict, on.county, on.secretary2])
      expect(await client.refusal('people.export', { listId })).toBe('record.not_found')
    const roles = `update role_grants set revoked_at = $1 where person_id = $2 and role = 'secretary'`
    await host.database.pool.query(roles, [host.clock.now(), personId('secretary')])
    expect((await on.secretary.send('people.list', { listId })).status).toBe(403)
    await host.database.pool.query(roles, [null, personId('secretary')])
    expect((await on.secretary.send('people.list', { listId })).status).toBe(200)
    host.clock.offsetMs += 2 * HOUR + 1000
    expect((await on.secretary.send('people.list', { listId })).reply).toMatchObject({ error: { code: 'list.over' } })
    nextDay()
  })

  test('above the community it is of one community, and how many it would hold is not told before', async () => {
    const { purpose: _, ...asked } = alone
    expect(await on.subdistrict.query('people.preview', asked)).toMatchObject({ people: null, needsSecond: false })
    expect(await on.subdistrict.refusal('people.open', { ...alone, placeId: placeIds.subdistrict })).toBe(
      'input.invalid',
    )
    expect(await on.subdistrict.refusal('people.open', asked)).toBe('input.invalid')
    const { head } = await on.subdistrict.query('people.list', { listId: await open(on.subdistrict, alone) })
    expect(head.isKeeper).toBe(false)
    nextDay()
  })
})

describe('more than 200 people', () => {
  test('need a second person, whose yes opens one list, also when several come at once', async () => {
    expect((await on.secretary.query('people.preview', { placeId: all.placeId, filter: {} })).needsSecond).toBe(true)
    expect(await on.secretary.refusal('people.open', all)).toBe('list.approval_needed')
    const approvalId = await approved(all)
    for (const other of [{ purpose: 'care' }, { filter: { sex: 'female' } }, { placeId: placeIds.estate }])
      expect(await on.secretary.refusal('people.open', { ...all, ...other, approvalId })).toBe('list.approval_needed')
    expect(await on.subdistrict.refusal('people.open', { ...all, approvalId })).toBe('list.approval_needed')
    const ends = await Promise.allSettled(
      Array.from({ length: 4 }, () => on.secretary.mutate('people.open', { ...all, approvalId })),
    )
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await count('people_lists where approval_id = $1', approvalId)).toBe(1)
    const listId = (ends.find(({ status }) => status === 'fulfilled') as { value: any }).value.listId
    const { head } = await on.secretary.query('people.list', { listId })
    expect(head.people).toBeGreaterThan(200)
    expect(head.watermark).toContain(`编号${approvalId.slice(-8).toUpperCase()}`)
    // The refused left no trace.
    expect(
      await count(
        `access_log where what = 'list.view' and at = (select opened_at from people_lists where id = $1)`,
        listId,
      ),
    ).toBe(head.people)
  })

  test('a yes ends after a day', async () => {
    const approvalId = await approved(all)
    nextDay()
    expect(await on.secretary.refusal('people.open', { ...all, approvalId })).toBe('list.approval_needed')
  })

  test('many small lists are counted together over a day, each person once', async () => {
    const { parts } = await on.secretary.query('people.preview', { placeId: all.placeId, filter: {} })
    const seen = new Set<string>()
    let refused = ''
    for (const { id } of parts) {
      const { reply } = await on.secretary.send('people.open', { key: crypto.randomUUID(), ...all, placeId: id })
      if (!reply.ok) {
        refused = id
        expect(reply.error.code).toBe('list.approval_needed')
        break
      }
      for (const one of await whole(on.secretary, reply.data.listId)) seen.add(one.personId)
    }
    expect(refused).not.toBe('')
    expect(seen.size).toBeLessThanOrEqual(200)
    // Whom they saw they may see again.
    await open(on.secretary, { ...all, placeId: parts[0].id })
    expect(await on.secretary.refusal('people.open', { ...all, placeId: refused })).toBe('list.approval_needed')
    // A small list may be asked for then, and with a yes it is no part of the free ones.
    const wanted = { ...all, placeId: refused }
    await open(on.secretary, { ...wanted, approvalId: await approved(wanted, on.county) })
    nextDay()
    await open(on.secretary, wanted)
    nextDay()
  })

  test('nor are they gathered by searching for nobody in particular', async () => {
    const seen = new Set<string>()
    let code = ''
    const search = async (given: object) => {
      for (let cursor: string | null | undefined; cursor !== null && !code; ) {
        const { reply } = await on.secretary.send('residents.search', { ...given, ...(cursor && { cursor }) })
        const items = reply.ok ? reply.data.items : []
        for (const { personId: id } of items) seen.add(id)
        if (!reply.ok) code = reply.error.code
        cursor = reply.ok ? reply.data.cursor : null
      }
    }
    await search({ ageFrom: 0, ageTo: 130 })
    expect(code).toBe('search.too_many')
    code = ''
    await search({ ageFrom: 0, ageTo: 59 })
    expect(code).toBe('list.approval_needed')
    expect(seen.size).toBeLessThanOrEqual(200)
    expect(await count(`access_log where what = 'list.search' and viewer_id = $1`, personId('secretary'))).toBe(
      seen.size,
    )
    expect(await on.secretary.refusal('people.open', { ...all, placeId: placeIds.building })).toBe(
      'list.approval_needed',
    )
    // Somebody by name is still found.
    expect((await on.secretary.query('residents.search', { words: '孙秀兰' })).items).not.toEqual([])
    nextDay()
  })
})

describe('a list taken away', () => {
  const fetched = async (url: string) => {
    const response = await host.app.request(url)
    return { status: response.status, text: await response.text(), headers: response.headers }
  }

  test('once, as a table and a page that both say whose they are; each person reads of it', async () => {
    const listId = await open(on.secretary, alone)
    const ends = await Promise.allSettled([1, 2, 3].map(() => on.secretary.mutate('people.export', { listId })))
    const done = ends.filter(({ status }) => status === 'fulfilled') as { value: any }[]
    expect(done).toHaveLength(1)
    expect(await on.secretary.refusal('people.export', { listId })).toBe('list.exported')
    const { csvUrl, printUrl, fileName } = done[0]!.value
    expect(fileName).toBe('青檀里社区独居名单.csv')
    const people = await whole(on.secretary, listId)

    const table = await fetched(csvUrl)
    const lines = table.text
      .replace(/^\uFEFF/, '')
      .trimEnd()
      .split('\r\n')
    expect(lines).toHaveLength(people.length + 3)
    for (const line of [lines[0], lines.at(-1)]) expect(line).toMatch(/周敏 尾号\d{4} .*编号[0-9A-F]{8}/)
    expect(table.text).toMatch(/孙秀兰,女,\d+,运河人家7号楼/)
    expect(table.headers.get('cache-control')).toBe('no-store')

    const page = await fetched(printUrl)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page.text).toContain('aria-hidden="true"')
    expect(page.text.match(/编号[0-9A-F]{8}/g)!.length).toBeGreaterThan(20)
    const phone = (await phoneOf(host.deps.db, host.deps.encryption, personId('elder')))!
    expect(table.text + page.text).not.toContain(phone)

    expect((await on.elder.query('privacy.accessLog')).items[0]).toMatchObject({
      what: '导出了有您在内的名单',
      why: '用途：走访关爱',
    })
    expect(await count(`access_log where subject_id = $1 and what = 'list.export'`, listId)).toBe(people.length)
    // Nobody else's, nor later, nor without the role.
    expect((await fetched(csvUrl.replace(/.{6}\.csv$/, 'AAAAAA.csv'))).status).toBe(404)
    expect((await fetched(csvUrl.replace('.csv', '.exe'))).status).toBe(404)
    const roles = `update role_grants set revoked_at = $1 where person_id = $2 and role = 'secretary'`
    await host.database.pool.query(roles, [host.clock.now(), personId('secretary')])
    expect((await fetched(csvUrl)).status).toBe(404)
    await host.database.pool.query(roles, [null, personId('secretary')])
    expect((await fetched(csvUrl)).status).toBe(200)
    host.clock.offsetMs += 5 * 60_000 + 1000
    expect((await fetched(csvUrl)).status).toBe(404)
    nextDay()
  })

  test('of many is written in parts, everybody once', async () => {
    const listId = await open(on.secretary, { ...all, approvalId: await approved(all) })
    const { csvUrl } = await on.secretary.mutate('people.export', { listId })
    const reader = (await host.app.request(csvUrl)).body!.getReader()
    const parts: string[] = []
    for (let read = await reader.read(); !read.done; read = await reader.read())
      parts.push(Buffer.from(read.value).toString())
    expect(parts.length).toBeGreaterThan(1)
    const { head } = await on.secretary.query('people.list', { listId })
    expect(parts.join('').trimEnd().split('\r\n')).toHaveLength(head.people + 3)
  })

  test('cannot carry a formula or a tag', () => {
    const member = {
      personId: '',
      name: '=HYPERLINK("x")',
      age: null,
      sexLabel: null,
      homeLabel: '<script>alert(1)</script>',
      tagLabels: [],
      phone: null,
    }
    expect(asCsv.line(member)).toMatch(/^"'=HYPERLINK/)
    expect(asPage.line(member)).toContain('&lt;script&gt;')
    expect(asPage.line(member)).not.toContain('<script>')
  })
})

test('couriers and merchants have no way to a list', async () => {
  const listId = await open(on.secretary, alone)
  for (const client of [on.courier, on.merchant, on.worker])
    for (const [path, input] of [
      ['people.preview', { placeId: placeIds.community, filter: {} }],
      ['people.open', alone],
      ['people.list', { listId }],
      ['people.export', { listId }],
      ['approvals.ask', all],
      ['approvals.waiting', {}],
    ] as const)
      expect([path, await client.refusal(path, input)]).toEqual([
        path,
        expect.stringMatching(/access.forbidden|input.invalid/),
      ])
})
