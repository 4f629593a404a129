import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { moveIn } from '../../cloudfunctions/registry/homes/move'
import { homeId, personId, placeIds } from '../../local/county/cast'
import { type Client, type TestHost, testHost } from '../host'
import { noticeForm, sumOf } from '../modules/civic/notice-world'
import { atOnce, codeOf } from './hands'

const KEYS = ['resident', 'neighbour', 'outsider', 'elder', 'secretary', 'secretary2', 'subdistrict', 'county'] as const
let host: TestHost
const on = {} as Record<(typeof KEYS)[number], Client>
beforeAll(async () => {
  host = await testHost()
  host.simulators.wechat.settings.latencyMs = 0
  for (const key of KEYS) on[key] = await host.as(key)
})
afterAll(() => host.stop())

const HOUR = 3_600_000
const later = (ms: number) => new Date(host.clock.now().getTime() + ms).toISOString()
const toTwo = {
  audience: { placeIds: [], who: { kind: 'people', personIds: [personId('resident'), personId('neighbour')] } },
}
const free = { sms: false, voice: false }
const tags = (placeIds: string[], ...keys: string[]) => ({ placeIds, who: { kind: 'tags', tags: keys } })
const saved = async (given: object = toTwo, by = on.secretary): Promise<string> =>
  (await by.mutate('notices.save', noticeForm(given))).id
async function published(given: object = toTwo, by = on.secretary): Promise<string> {
  const id = await saved(given, by)
  await by.mutate('notices.publish', { id, at: null })
  await host.runner.settle()
  return id
}
const rows = async (text: string, ...values: unknown[]) => (await host.database.pool.query(text, values)).rows

describe('what another community wrote', () => {
  test('is not there in any state, nor its reach, comments, homes or doors', async () => {
    const id = await published()
    const { commentId } = await on.resident.mutate('notices.comment', { id, text: '几点来水？' })
    const ids = [await saved(), id]
    const scheduled = await saved()
    await on.secretary.mutate('notices.publish', { id: scheduled, at: later(HOUR) })
    for (const id of [...ids, scheduled])
      for (const [path, input] of [
        ['notices.get', { id }],
        ['notices.comments', { id }],
        ['notices.comment', { id, text: '看看' }],
        ['notices.reach', { id }],
        ['notices.reachHomes', { id, placeId: placeIds.building }],
        ['notices.sendDoorList', { id }],
        ['notices.remind', { id }],
        ['notices.pin', { id, until: null }],
        [
          'notices.save',
          { ...noticeForm({ audience: { placeIds: [placeIds.otherCommunity], who: { kind: 'all' } } }), id },
        ],
      ] as const) {
        const { key: _key, ...query } = { key: 0, ...input }
        const isQuery = ['notices.get', 'notices.comments', 'notices.reach', 'notices.reachHomes'].includes(path)
        const answered = await on.secretary2.send(path, isQuery ? query : { key: randomUUID(), ...query })
        expect([path, codeOf(answered)]).toEqual([path, 'record.not_found'])
      }
    expect(await on.secretary2.refusal('notices.hideComment', { commentId, why: '不好' })).toBe('record.not_found')
    for (const id of [...ids, scheduled])
      expect(codeOf(await on.outsider.send('notices.get', { id }))).toBe('record.not_found')
    await on.secretary.mutate('notices.unschedule', { id: scheduled })
  })

  test('a draft is not there for its superiors either, and a reader reads nothing before its moment', async () => {
    const id = await saved()
    for (const who of [on.county, on.subdistrict, on.resident])
      expect(codeOf(await who.send('notices.get', { id }))).toBe('record.not_found')
    await on.secretary.mutate('notices.publish', { id, at: later(HOUR) })
    expect(codeOf(await on.resident.send('notices.get', { id }))).toBe('record.not_found')
    expect(await on.resident.refusal('notices.confirm', { id })).toBe('record.not_found')
    expect((await on.resident.query('notices.list')).items.map((row: any) => row.id)).not.toContain(id)
    await on.secretary.mutate('notices.unschedule', { id })
  })
})

describe('whom it goes to', () => {
  test('nobody beyond one’s own, however the audience mixes them', async () => {
    const out = personId('outsider')
    for (const [audience, code] of [
      [{ placeIds: [placeIds.building, placeIds.otherCommunity], who: { kind: 'all' } }, 'record.not_found'],
      [{ placeIds: [placeIds.county], who: { kind: 'all' } }, 'record.not_found'],
      [{ placeIds: [placeIds.building, randomUUID()], who: { kind: 'all' } }, 'record.not_found'],
      [
        { placeIds: [placeIds.building], who: { kind: 'people', personIds: [personId('resident'), out] } },
        'input.invalid',
      ],
      [{ placeIds: [placeIds.otherCommunity], who: { kind: 'people', personIds: [out] } }, 'input.invalid'],
      [{ placeIds: [], who: { kind: 'list', listId: randomUUID() } }, 'input.invalid'],
      [{ placeIds: [], who: { kind: 'tags', tags: ['livesAlone'] } }, 'input.invalid'],
    ] as const) {
      expect(await on.secretary.refusal('notices.save', noticeForm({ audience }))).toBe(code)
      expect(codeOf(await on.secretary.send('notices.estimate', { audience, paid: free }))).toBe(code)
    }
  })

  test('places beside people picked by hand bring nobody else in', async () => {
    const who = { kind: 'people', personIds: [personId('resident')] }
    const id = await published({ audience: { placeIds: [placeIds.community], who } })
    expect((await on.secretary.query('notices.reach', { id })).people).toBe(1)
  })

  test('a list is of who opened it alone, also of its own community, and not after its two hours', async () => {
    const wanted = { placeId: placeIds.community, filter: { tag: 'livesAlone' }, purpose: 'care' }
    const { listId } = await on.secretary.mutate('people.open', wanted)
    const audience = { placeIds: [], who: { kind: 'list', listId } }
    for (const who of [on.secretary2, on.subdistrict, on.county])
      expect(codeOf(await who.send('notices.estimate', { audience, paid: free }))).toBe('input.invalid')
    const id = await saved({ audience })
    host.clock.offsetMs += 3 * HOUR
    expect(await on.secretary.refusal('notices.publish', { id, at: null })).toBe('input.invalid')
  })
})

test('where staff live is told to no other community: neither by building, nor by home, nor on its door lists', async () => {
  const teller = {
    actorId: personId('secretary2'),
    source: 'gridWorker',
    communityId: placeIds.otherCommunity,
  } as const
  const lives = { personId: personId('courier'), homeId: homeId('枣林花园1号楼1单元201'), relation: 'tenant' } as const
  await host.deps.db.transaction((tx) => moveIn(host.deps, tx, teller, { ...lives, now: host.clock.now() }))
  const audience = { placeIds: [placeIds.community], who: { kind: 'roles', roles: ['courier'] } }
  const id = await published({ audience })
  const [other] = await rows(`select id from places where label = '枣林花园1号楼'`)
  expect((await on.secretary.query('notices.reach', { id })).byBuilding).toMatchObject([{ placeId: null }])
  expect((await on.secretary.query('notices.reachHomes', { id, placeId: other.id })).items).toEqual([])
  host.clock.offsetMs += 5 * HOUR
  await host.runner.settle()
  expect(await rows('select 1 from door_entries where subject_id = $1', id)).toEqual([])
})

describe('what the figures tell to who may not count people', () => {
  const estimate = (by: Client, audience: object, paid: object = free) =>
    by.send('notices.estimate', { audience, paid })

  test('nothing of one person: not by hand, not by a door', async () => {
    for (const by of [on.subdistrict, on.county]) {
      const one = { placeIds: [], who: { kind: 'people', personIds: [personId('elder')] } }
      expect(codeOf(await estimate(by, one, { sms: true, voice: false }))).toBe('input.invalid')
      expect(await by.refusal('notices.save', noticeForm({ audience: one }))).toBe('input.invalid')
      for (const placeId of [placeIds.entrance, placeIds.building, placeIds.grid]) {
        const audience = { placeIds: [placeId], who: { kind: 'all' } }
        expect(codeOf(await estimate(by, audience, { sms: true, voice: true }))).toBe('input.invalid')
      }
    }
  })

  test('of tags several communities tell no more together than each tells by itself', async () => {
    const shown = async (...placeIds: string[]) => {
      const { reply } = await estimate(on.county, tags(placeIds, 'livesAlone', 'emptyNest', 'lowIncome'))
      return reply.ok ? reply.data.people : reply
    }
    const communities = (await rows(`select id from places where kind = 'community' order by id`)).map(({ id }) => id)
    const alone = await Promise.all(communities.map((id) => shown(id)))
    expect(alone.some((people) => people > 0)).toBe(true)
    const total = alone.reduce((sum, people) => sum + people, 0)
    expect(await shown(...communities)).toBe(total)
    expect(await shown(placeIds.county)).toBe(total)
  })

  test('a notice by tag tells in fives afterwards too, wherever its figures stand', async () => {
    const id = await published({ audience: tags([placeIds.community], 'livesAlone') }, on.county)
    const [{ readers }] = await rows('select count(*)::int as readers from notice_readers where notice_id = $1', id)
    expect(readers % 5).not.toBe(0)
    const found = await on.county.query('notices.reach', { id })
    for (const figure of ['people', 'homes', 'read', 'told', 'delivered', 'waiting', 'unreachable', 'confirmed'])
      expect([figure, found[figure] % 5]).toEqual([figure, 0])
    for (const { people } of found.byReason) expect(people % 5).toBe(0)
    expect(sumOf(found)).toBe(found.people)
    const row = (await on.county.query('notices.mine')).items.find((one: any) => one.id === id)
    expect([row.people % 5, row.read % 5]).toEqual([0, 0])
    expect((await on.county.mutate('notices.sendDoorList', { id })).entries % 5).toBe(0)
    await host.runner.settle()
    expect((await on.county.mutate('notices.remind', { id })).people % 5).toBe(0)
    const { door } = await on.county.query('notices.reach', { id })
    expect([door.open % 5, door.done % 5]).toEqual([0, 0])
  })
})

describe('approval', () => {
  test('wanted from above is not switched off from below', async () => {
    const change = (by: Client, needsApproval: boolean) =>
      by.send('notices.setApproval', { key: randomUUID(), placeId: placeIds.community, needsApproval })
    await change(on.subdistrict, true)
    expect(codeOf(await change(on.secretary, false))).toBe('notice.approval_from_above')
    const id = await saved()
    expect(await on.secretary.mutate('notices.publish', { id, at: null })).toEqual({ state: 'waiting' })
    expect(codeOf(await change(on.county, false))).toBe('ok')
    // What one wanted oneself one takes back.
    await change(on.secretary, true)
    expect(codeOf(await change(on.secretary, false))).toBe('ok')
    await on.secretary.mutate('notices.unschedule', { id })
  })

  test('does not go around by a correction of what was approved', async () => {
    const [placeId, needsApproval] = [placeIds.subdistrict, true]
    await on.subdistrict.mutate('notices.setApproval', { placeId, needsApproval })
    const id = await saved()
    await on.secretary.mutate('notices.publish', { id, at: null })
    await on.subdistrict.mutate('notices.decide', { id, isApproved: true, why: null })
    await host.runner.settle()
    const other = { id, title: '请大家转账', body: '另一件没人看过的事。', whatChanged: '全改了' }
    expect((await on.secretary.query('notices.get', { id })).can.correct).toBe(false)
    expect(await on.secretary.refusal('notices.correct', other)).toBe('notice.own')
    expect((await on.subdistrict.query('notices.get', { id })).can.correct).toBe(true)
    await on.subdistrict.mutate('notices.correct', { ...other, title: '周四停水', body: '改到周四。' })
    await on.subdistrict.mutate('notices.setApproval', { placeId, needsApproval: false })
  })

  test('is said once, whoever says it at once, and never by the author', async () => {
    const [placeId, needsApproval] = [placeIds.subdistrict, true]
    await on.subdistrict.mutate('notices.setApproval', { placeId, needsApproval })
    const id = await saved()
    await on.secretary.mutate('notices.publish', { id, at: null })
    const yes = { id, isApproved: true, why: null }
    const codes = await atOnce([
      [on.subdistrict, 'notices.decide', yes],
      [on.county, 'notices.decide', { id, isApproved: false, why: '不行' }],
      [on.secretary, 'notices.decide', yes],
    ])
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1)
    await host.runner.settle()
    expect(
      await rows(`select 1 from events where name = 'notice.decided' and payload->>'noticeId' = $1`, id),
    ).toHaveLength(1)
    await on.subdistrict.mutate('notices.setApproval', { placeId, needsApproval: false })
  })
})

describe('dates', () => {
  test('a notice is not over before it goes out', async () => {
    const soon = await saved({ ...toTwo, expiresAt: later(HOUR) })
    expect(await on.secretary.refusal('notices.publish', { id: soon, at: later(2 * HOUR) })).toBe('input.invalid')
    host.clock.offsetMs += 2 * HOUR
    expect(await on.secretary.refusal('notices.publish', { id: soon, at: null })).toBe('input.invalid')
  })

  test.each([
    ['of no calendar', '2026-02-30T09:00:00+08:00'],
    ['of another era', '9999-12-31T23:59:59Z'],
    ['without a zone', '2026-12-01T09:00:00'],
    ['long ago', '1970-01-01T00:00:00Z'],
    ['beyond a year', '+010000-01-01T00:00:00Z'],
  ])('a moment %s is refused', async (_name, at) => {
    const id = await saved()
    expect(await on.secretary.refusal('notices.publish', { id, at })).toBe('input.invalid')
    expect(await on.secretary.refusal('notices.save', noticeForm({ ...toTwo, pinnedUntil: at }))).toBe('input.invalid')
  })
})

describe('at once', () => {
  test('published ten times is published once', async () => {
    const id = await saved()
    const codes = await atOnce(Array.from({ length: 10 }, () => [on.secretary, 'notices.publish', { id, at: null }]))
    expect(codes).toEqual([...Array(9).fill('notice.sent'), 'ok'])
    await host.runner.settle()
    expect(await rows('select 1 from inbox where subject_id = $1', id)).toHaveLength(2)
    expect(await rows('select 1 from notice_revisions where notice_id = $1', id)).toHaveLength(1)
  })

  test('published, thrown away and changed: one of them, and nothing in between', async () => {
    for (let i = 0; i < 5; i++) {
      const id = await saved()
      const codes = await atOnce([
        [on.secretary, 'notices.remove', { id }],
        [on.secretary, 'notices.publish', { id, at: null }],
        [on.secretary, 'notices.save', { ...noticeForm(toTwo), id, title: '改了' }],
      ])
      await host.runner.settle()
      const [row] = await rows('select state, removed_at as removed from notices where id = $1', id)
      expect([row.state, row.removed === null]).toEqual(row.removed ? ['draft', false] : ['published', true])
      expect(codes).toContain('ok')
    }
  })

  test('recalled while it goes out: recalled once, and every reader in one class', async () => {
    const id = await saved({ audience: { placeIds: [placeIds.community], who: { kind: 'all' } } })
    await on.secretary.mutate('notices.publish', { id, at: null })
    const running = host.runner.settle()
    const recall: [Client, string, object] = [on.secretary, 'notices.recall', { id, why: '写错了' }]
    expect(await atOnce([recall, recall, recall])).toEqual(['notice.recalled', 'notice.recalled', 'ok'])
    await running
    await host.runner.settle()
    const found = await on.secretary.query('notices.reach', { id })
    expect([found.state, found.waiting, sumOf(found)]).toEqual(['recalled', 0, found.people])
    const open = `select 1 from deliveries d join inbox i on i.id = d.message_id and i.person_id = d.person_id
      where i.subject_id = $1 and d.state in ('queued', 'sending')`
    expect(await rows(open, id)).toEqual([])
    for (const path of ['notices.correct', 'notices.remind', 'notices.pin', 'notices.sendDoorList']) {
      const words = { title: '一', body: '二', whatChanged: '三' }
      const input = { id, ...(path.endsWith('correct') && words), ...(path.endsWith('pin') && { until: null }) }
      expect([path, await on.secretary.refusal(path, input)]).toEqual([path, expect.stringMatching(/^notice\./)])
    }
    // Whose turn had not come yet never hears of it.
    const none = /^(notice\.(no_comments|recalled)|record\.not_found)$/
    expect(await on.resident.refusal('notices.comment', { id, text: '怎么了' })).toMatch(none)
    expect(await on.resident.refusal('notices.confirm', { id })).toMatch(none)
  })

  test('reminded three times is reminded once', async () => {
    const id = await published()
    const remind: [Client, string, object] = [on.secretary, 'notices.remind', { id }]
    expect(await atOnce([remind, remind, remind])).toEqual(['notice.reminded', 'notice.reminded', 'ok'])
    await host.runner.settle()
    expect(await rows('select 1 from inbox where subject_id = $1', id)).toHaveLength(4)
  })

  test('corrected twice is corrected twice: two revisions, the last one stands', async () => {
    const id = await published()
    const words = (n: number) => ({ id, title: `第${n}次`, body: `第${n}次。`, whatChanged: `第${n}次` })
    expect(
      await atOnce([
        [on.secretary, 'notices.correct', words(1)],
        [on.subdistrict, 'notices.correct', words(2)],
      ]),
    ).toEqual(['ok', 'ok'])
    await host.runner.settle()
    const told = await rows('select title from notice_revisions where notice_id = $1 order by revision', id)
    expect(told).toHaveLength(3)
    expect((await on.resident.query('notices.get', { id })).title).toBe(told[2].title)
  })
})

test('a correction that came while one was reading was not read, nor known of', async () => {
  const id = await published({ ...toTwo, needsConfirmation: true })
  const { revision } = await on.resident.query('notices.get', { id })
  const change = { title: '周四停水', body: '改到周四。', whatChanged: '停水改到周四' }
  await on.secretary.mutate('notices.correct', { id, ...change })
  await on.resident.mutate('notices.confirm', { id, revision })
  expect(await on.resident.query('notices.get', { id })).toMatchObject({ isRead: false, revision: revision + 1 })
  expect(await on.secretary.query('notices.reach', { id })).toMatchObject({ readBefore: 1 })
  await on.resident.mutate('notices.read', { id, revision: 99 })
  await on.resident.mutate('notices.read', { id, revision })
  expect((await on.resident.query('notices.get', { id })).isRead).toBe(true)
})

describe('what is said below it', () => {
  test('by nobody whom it was not for, and taken back, hidden or shown by nobody else', async () => {
    const id = await published()
    expect(await on.outsider.refusal('notices.comment', { id, text: '我也来' })).toBe('record.not_found')
    expect(await on.elder.refusal('notices.comment', { id, text: '我也来' })).toBe('record.not_found')
    const { commentId } = await on.resident.mutate('notices.comment', { id, text: '<img src=x onerror=alert(1)>' })
    expect((await on.neighbour.query('notices.comments', { id })).items).toEqual([])
    await host.runner.settle()
    // Kept as it was written: screens draw it as words.
    expect((await on.neighbour.query('notices.comments', { id })).items[0].text).toBe('<img src=x onerror=alert(1)>')
    await on.secretary.mutate('notices.hideComment', { commentId, why: '和通知无关' })
    expect(await on.resident.refusal('notices.unhideComment', { commentId })).toBe('access.forbidden')
    expect(await on.secretary2.refusal('notices.unhideComment', { commentId })).toBe('record.not_found')
    expect((await on.neighbour.query('notices.get', { id })).comments).toBe(0)
    await on.resident.mutate('notices.removeComment', { commentId })
    expect(await on.secretary.refusal('notices.unhideComment', { commentId })).toBe('record.not_found')
  })

  test('words that nobody sees, or too many, are refused; so are those that cannot be kept', async () => {
    const id = await published()
    for (const text of ['', ' \u200b\u2060 ', '\u0000', 'a'.repeat(501), '\u3164'])
      expect([text.slice(0, 4), await on.resident.refusal('notices.comment', { id, text })]).toEqual([
        text.slice(0, 4),
        'input.invalid',
      ])
    const { status } = await on.resident.send('notices.comment', { key: randomUUID(), id, text: '字'.repeat(40_000) })
    expect(status).toBe(413)
    // Half a character is kept as something that can be read.
    await on.resident.mutate('notices.comment', { id, text: '半个\ud83d字' })
  })

  test('a text without words is shown as it is, not as nothing', async () => {
    const { text } = await on.secretary.query('notices.plain', { title: '', body: '！！！' })
    expect(text).toBe('！！！')
    const markup = '<script>alert(1)</script>停水'
    expect((await on.secretary.query('notices.plain', { title: '', body: markup })).text).toContain('<script>')
  })
})

test('homes of a building are told to its own community alone, and not of another notice’s readers', async () => {
  const id = await published()
  expect((await on.secretary.query('notices.reachHomes', { id, placeId: placeIds.building })).items.length).toBe(2)
  expect((await on.secretary.query('notices.reachHomes', { id, placeId: placeIds.otherCommunity })).items).toEqual([])
  expect(codeOf(await on.county.send('notices.reachHomes', { id, placeId: placeIds.building }))).toBe(
    'access.forbidden',
  )
  for (const cursor of ['x', 'WyIwIl0', Buffer.from('["a\\u0000","b"]').toString('base64url'), '🔥'])
    expect(codeOf(await on.secretary.send('notices.reachHomes', { id, placeId: placeIds.building, cursor }))).toBe(
      'input.invalid',
    )
})
