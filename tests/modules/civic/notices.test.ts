import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mergeReaders } from '../../../cloudfunctions/modules/civic/notices/readers/store'
import { carryWave, findReaders, startSending } from '../../../cloudfunctions/modules/civic/notices/send'
import { lockNotice } from '../../../cloudfunctions/modules/civic/notices/store'
import { homeId, personId, placeIds } from '../../../local/county/cast'
import { type Client, type TestHost, testHost } from '../../host'
import { noticeForm, sumOf } from './notice-world'

let host: TestHost
let secretary: Client
let resident: Client
beforeAll(async () => {
  host = await testHost()
  host.simulators.wechat.settings.latencyMs = 0
  secretary = await host.as('secretary')
  resident = await host.as('resident')
})
afterAll(() => host.stop())

const HOUR = 3_600_000
const later = (ms: number) => new Date(host.clock.now().getTime() + ms).toISOString()
const two = { placeIds: [], who: { kind: 'people', personIds: [personId('resident'), personId('neighbour')] } }
const toTwo = { audience: two }

async function saved(given: object = {}, by = secretary): Promise<string> {
  return (await by.mutate('notices.save', noticeForm(given))).id
}

/** A notice that is out, with everybody told; `given` changes the form. */
async function published(given: object = {}, by = secretary): Promise<string> {
  const id = await saved(given, by)
  expect(await by.mutate('notices.publish', { id, at: null })).toEqual({ state: 'publishing' })
  await host.runner.settle()
  return id
}
const reach = (id: string, by = secretary) => by.query('notices.reach', { id })
const move = async (ms: number) => {
  host.clock.offsetMs += ms
  await host.runner.settle()
}
const inboxOf = async (client: Client, id: string) =>
  (await client.query('messages.list')).items.filter(({ link }: any) => link?.includes(id))

describe('from writing to reading', () => {
  test('a notice to a building: estimated, sent, in the inbox, read; every reader in one class', async () => {
    const { audience, paid } = noticeForm()
    const estimate = await secretary.query('notices.estimate', { audience, paid })
    expect(estimate.people).toBeGreaterThan(20)
    expect(estimate).toMatchObject({ sms: 0, voice: 0, costFen: 0, isFew: false })
    expect(estimate.wechat + estimate.door).toBe(estimate.people)

    const id = await published()
    const before = await reach(id)
    expect(before).toMatchObject({ people: estimate.people, homes: estimate.homes, read: 0, state: 'published' })
    expect(sumOf(before)).toBe(estimate.people)
    expect(before.byReason.reduce((sum: number, { people }: any) => sum + people, 0)).toBe(before.unreachable)

    const { items } = await resident.query('messages.list')
    expect(items[0]).toMatchObject({ kind: 'notices.posted', title: '周三停水，请提前存水', readAt: null })
    expect(items[0].link).toContain(id)
    expect(await resident.query('notices.home')).toMatchObject({ pinned: [], unread: 1 })
    const found = await resident.query('notices.get', { id })
    expect(found).toMatchObject({ title: '周三停水，请提前存水', placeName: '青檀里社区', isRead: false, form: null })
    expect(found.plain.label).toBe('按规则整理，以原文为准')
    expect(found.can).toMatchObject({ confirm: false, comment: true, recall: false, reach: false })

    await resident.mutate('notices.read', { id })
    expect(await reach(id)).toMatchObject({ read: 1, people: estimate.people })
    expect(sumOf(await reach(id))).toBe(estimate.people)
    expect((await resident.query('messages.list')).items[0].readAt).not.toBeNull()
    expect(await resident.query('notices.home')).toMatchObject({ unread: 0 })
  })

  test('reading the message alone is not reading the notice', async () => {
    const id = await published(toTwo)
    await resident.mutate('messages.read', {})
    expect(await reach(id)).toMatchObject({ people: 2, read: 0 })
  })

  test('一次同意 reaches by WeChat: delivered, not read', async () => {
    await resident.mutate('messages.consent', { results: { 'tmpl-notice-posted': 'accept' } })
    const id = await published({ ...toTwo, isUrgent: true })
    expect(await reach(id)).toMatchObject({ delivered: 1, unreachable: 1 })
    expect((await reach(id)).byReason).toEqual([{ reason: 'noCredit', people: 1 }])
  })

  test('已知晓 is asked for once, and only where it was wanted', async () => {
    const id = await published({ ...toTwo, needsConfirmation: true })
    expect((await resident.query('notices.get', { id })).can.confirm).toBe(true)
    await resident.mutate('notices.confirm', { id })
    expect(await reach(id)).toMatchObject({ confirmed: 1, read: 1 })
    expect((await resident.query('notices.get', { id })).can.confirm).toBe(false)
    expect(await resident.refusal('notices.confirm', { id: await published(toTwo) })).toBe('notice.no_confirmation')
  })
})

describe('who is told', () => {
  test('a person with homes in two communities gets one', async () => {
    const subdistrict = await host.as('subdistrict')
    const deps = host.deps
    await host.database.pool.query(
      `insert into residencies (id, community_id, home_id, person_id, relation, is_head, lives_there, since, source)
       values ($1, $2, $3, $4, 'owner', false, false, $5, 'gridWorker')`,
      [deps.newId(), placeIds.otherCommunity, homeId('枣林花园1号楼1单元201'), personId('resident'), deps.clock.now()],
    )
    const audience = { placeIds: [placeIds.community, placeIds.otherCommunity], who: { kind: 'all' } }
    const { people } = await subdistrict.query('notices.estimate', { audience, paid: { sms: false, voice: false } })
    const id = await published({ audience }, subdistrict)
    const found = await reach(id, subdistrict)
    expect(found).toMatchObject({ people, can: { homes: false } })
    expect(sumOf(found)).toBe(people)
    // Told by community, for buildings are the communities' own.
    expect(found.byBuilding.map(({ label }: any) => label).sort()).toEqual(['枣林社区', '青檀里社区'].sort())
    expect(await inboxOf(resident, id)).toHaveLength(1)
    expect(await inboxOf(await host.as('outsider'), id)).toHaveLength(1)
    const { entries } = await subdistrict.mutate('notices.sendDoorList', { id })
    await host.runner.settle()
    const { doors } = await reach(id, subdistrict)
    expect(doors.map(({ label }: any) => label).sort()).toEqual(['枣林社区', '青檀里社区'].sort())
    expect(doors.every(({ listId, workers }: any) => listId === null && workers === null)).toBe(true)
    expect(doors.reduce((sum: number, { open }: any) => sum + open, 0)).toBe(entries)
  })

  test('who moves in before it goes out is told, who moves out is not', async () => {
    const id = await saved()
    await secretary.mutate('notices.publish', { id, at: later(2 * HOUR) })
    const worker = await host.as('worker')
    const home = homeId('檀溪苑3号楼1单元302')
    await worker.mutate('residents.moveOut', { personId: personId('neighbour'), homeId: home })
    await secretary.mutate('residents.moveIn', { personId: personId('volunteer'), homeId: home, relation: 'tenant' })
    await host.runner.settle()
    expect(await inboxOf(resident, id)).toEqual([])
    await move(2 * HOUR + 1000)
    expect(await inboxOf(resident, id)).toHaveLength(1)
    expect(await inboxOf(await host.as('volunteer'), id)).toHaveLength(1)
    expect(await inboxOf(await host.as('neighbour'), id)).toEqual([])
    // Back again, for the tests that follow.
    await host.database.pool.query('update residencies set until = null where home_id = $1 and person_id = $2', [
      home,
      personId('neighbour'),
    ])
  })

  test('by tag, by role, and a tag so rare that no figure is told', async () => {
    const alone = { placeIds: [placeIds.community], who: { kind: 'tags', tags: ['livesAlone'] } }
    const paid = { sms: false, voice: false }
    const exact = await secretary.query('notices.estimate', { audience: alone, paid })
    expect(exact.people).toBeGreaterThan(5)
    const above = await (await host.as('county')).query('notices.estimate', { audience: alone, paid })
    expect(above.people).toBe(Math.floor(exact.people / 5) * 5)
    const tagged = await published({ audience: alone })
    expect(await inboxOf(await host.as('elder'), tagged)).toHaveLength(1)
    expect(await inboxOf(resident, tagged)).toEqual([])

    const rare = { placeIds: [placeIds.entrance], who: { kind: 'tags', tags: ['familyPlanning'] } }
    expect(await secretary.query('notices.estimate', { audience: rare, paid })).toMatchObject({
      isFew: true,
      people: 0,
    })
    const { reply } = await (await host.as('county')).send('notices.estimate', { audience: rare, paid })
    expect(reply).toMatchObject({ error: { fields: { 'audience.placeIds': '按人群发，要整个社区一起发' } } })

    const workers = { placeIds: [placeIds.community], who: { kind: 'roles', roles: ['gridWorker'] } }
    const id = await published({ audience: workers })
    expect(await inboxOf(await host.as('worker2'), id)).toHaveLength(1)
    expect(sumOf(await reach(id))).toBe((await reach(id)).people)
  })

  test('by a list that was opened, and never by one of somebody else', async () => {
    const wanted = { placeId: placeIds.community, filter: { tag: 'livesAlone' }, purpose: 'care' }
    const { listId } = await secretary.mutate('people.open', wanted)
    expect((await secretary.query('notices.options')).lists[0].id).toBe(listId)
    const audience = { placeIds: [], who: { kind: 'list', listId } }
    const id = await published({ audience })
    expect(await inboxOf(await host.as('elder'), id)).toHaveLength(1)
    expect(await (await host.as('county')).refusal('notices.save', noticeForm({ audience }))).toBe('input.invalid')
  })

  test('nobody publishes beyond their place, or to people of another', async () => {
    const elsewhere = { placeIds: [placeIds.otherCommunity], who: { kind: 'all' } }
    expect(await secretary.refusal('notices.save', noticeForm({ audience: elsewhere }))).toBe('record.not_found')
    const stranger = { placeIds: [], who: { kind: 'people', personIds: ['00000000-0000-7000-8000-000000000000'] } }
    expect(await secretary.refusal('notices.save', noticeForm({ audience: stranger }))).toBe('input.invalid')
    expect(
      await secretary.refusal('notices.save', noticeForm({ audience: { placeIds: [], who: { kind: 'all' } } })),
    ).toBe('input.invalid')
  })
})

describe('what becomes of it', () => {
  test('a place that wants it has a second person approve; never the author', async () => {
    const subdistrict = await host.as('subdistrict')
    await subdistrict.mutate('notices.setApproval', { placeId: placeIds.subdistrict, needsApproval: true })
    expect((await secretary.query('notices.estimate', { ...toTwo, paid: noticeForm().paid })).needsApproval).toBe(true)
    const id = await saved(toTwo)
    expect(await secretary.mutate('notices.publish', { id, at: null })).toEqual({ state: 'waiting' })
    await host.runner.settle()
    expect(await inboxOf(subdistrict, id)).toHaveLength(1)
    expect((await subdistrict.query('notices.mine', { state: 'waiting' })).items[0]).toMatchObject({
      id,
      canApprove: true,
    })
    expect(await secretary.refusal('notices.decide', { id, isApproved: true, why: null })).toBe('notice.own')
    expect(await subdistrict.refusal('notices.decide', { id, isApproved: false, why: null })).toBe('input.invalid')
    await subdistrict.mutate('notices.decide', { id, isApproved: false, why: '时间没写清楚' })
    expect((await secretary.query('notices.get', { id })).form.decisionWhy).toBe('时间没写清楚')
    await secretary.mutate('notices.publish', { id, at: null })
    expect(await subdistrict.mutate('notices.decide', { id, isApproved: true, why: null })).toEqual({
      state: 'publishing',
    })
    await host.runner.settle()
    expect(await inboxOf(resident, id)).toHaveLength(1)
    expect((await secretary.query('messages.list')).items[0].title).toBe('您的通知审批通过了')
    await subdistrict.mutate('notices.setApproval', { placeId: placeIds.subdistrict, needsApproval: false })
  })

  test('recalled while it is being told: who was not reached never hears of it, who was reads why', async () => {
    const id = await saved()
    const deps = { ...host.deps, handlers: [] }
    const chunk = (after: string | null) =>
      deps.db.transaction((tx) => carryWave(deps, tx, { noticeId: id, wave: 'post', round: 1, after }))
    await deps.db.transaction(async (tx) => startSending(deps, tx, (await lockNotice(tx, id))!))
    await deps.db.transaction((tx) => findReaders(deps, tx, id))
    // As if the first chunk had ended behind the half of them.
    const readers = await host.database.pool.query(
      'select person_id as id from notice_readers where notice_id = $1 order by 1',
      [id],
    )
    const half = readers.rows[Math.floor(readers.rows.length / 2)].id
    await secretary.mutate('notices.recall', { id, why: '日期写错了' })
    await host.runner.settle()
    await chunk(half)
    await host.runner.settle()
    const { rows } = await host.database.pool.query('select 1 from inbox where subject_id = $1', [id])
    expect(rows).toEqual([])
    const found = await reach(id)
    expect(found).toMatchObject({ state: 'recalled', waiting: 0, people: readers.rows.length })
    expect(sumOf(found)).toBe(found.people)
  })

  test('told in chunks: one that breaks off is told again and nobody twice; a recall stops the next', async () => {
    const county = await host.as('county')
    const id = await saved({ audience: { placeIds: [placeIds.county], who: { kind: 'all' } } }, county)
    const deps = { ...host.deps, handlers: [] }
    const chunk = (after: string | null, isBroken = false) =>
      deps.db.transaction(async (tx) => {
        await carryWave(deps, tx, { noticeId: id, wave: 'post', round: 1, after })
        if (isBroken) throw new Error('killed')
      })
    await deps.db.transaction(async (tx) => startSending(deps, tx, (await lockNotice(tx, id))!))
    await deps.db.transaction((tx) => findReaders(deps, tx, id))
    const rows = async (text: string) => (await host.database.pool.query(text, [id])).rows
    const readers = await rows('select person_id as id from notice_readers where notice_id = $1 order by 1')
    expect(readers.length).toBeGreaterThan(4000)
    const inbox = async () => (await rows('select 1 from inbox where subject_id = $1')).length
    await chunk(null)
    expect(await inbox()).toBe(2000)
    await expect(chunk(readers[1999].id, true)).rejects.toThrow('killed')
    expect(await inbox()).toBe(2000)
    await chunk(readers[1999].id)
    // The same once more: as if its end had not been written down.
    await chunk(readers[1999].id)
    expect(await inbox()).toBe(4000)
    await secretary.refusal('notices.recall', { id, why: '不是我发的' })
    await county.mutate('notices.recall', { id, why: '写错了' })
    await chunk(readers[3999].id)
    expect(await inbox()).toBe(4000)
    await host.runner.settle()
    const reworded = await rows(`select 1 from inbox where subject_id = $1 and body like '%已撤回%'`)
    expect(reworded).toHaveLength(4000)
    const found = await reach(id, county)
    expect(sumOf(found)).toBe(readers.length)
  })

  test('two records that turn out to be one person are one reader, with what either did', async () => {
    const id = await published(toTwo)
    await resident.mutate('notices.read', { id })
    const merged = { fromId: personId('resident'), intoId: personId('neighbour') }
    await host.deps.db
      .transaction(async (tx) => {
        await mergeReaders(tx, merged)
        const found = await tx.execute(
          sql`select person_id, read_at is not null as read from notice_readers where notice_id = ${id}`,
        )
        expect(found.rows).toEqual([{ person_id: personId('neighbour'), read: true }])
        tx.rollback()
      })
      .catch((error) => expect(error.constructor.name).toBe('TransactionRollbackError'))
  })

  test('recalled afterwards: pushes stop, the inbox says so, the reason is told, doors are closed', async () => {
    const id = await published()
    await secretary.mutate('notices.sendDoorList', { id })
    await host.runner.settle()
    expect((await reach(id)).door.open).toBeGreaterThan(0)
    await secretary.mutate('notices.recall', { id, why: '日期写错了' })
    await host.runner.settle()
    expect((await inboxOf(resident, id))[0]).toMatchObject({
      title: '周三停水，请提前存水',
      body: expect.stringContaining('已撤回'),
    })
    expect(await resident.query('notices.get', { id })).toMatchObject({ state: 'recalled', recallReason: '日期写错了' })
    expect((await reach(id)).door.open).toBe(0)
    const { rows } = await host.database.pool.query('select 1 from withdrawals where subject_id = $1', [id])
    expect(rows).toHaveLength(1)
    expect(await secretary.refusal('notices.recall', { id, why: '再撤一次' })).toBe('notice.recalled')
  })

  test('corrected: readers hear what changed, and who had read the first has not read this', async () => {
    const id = await published(toTwo)
    await resident.mutate('notices.read', { id })
    const change = { title: '周四停水，请提前存水', body: '改到11月26日停水。', whatChanged: '停水改到周四' }
    await secretary.mutate('notices.correct', { id, ...change })
    await host.runner.settle()
    const [newest] = await inboxOf(resident, id)
    expect(newest).toMatchObject({ title: '更正：周四停水，请提前存水', body: '停水改到周四' })
    const [row] = (await resident.query('notices.list', { view: 'unread' })).items
    expect(row).toMatchObject({ id, isCorrected: true, isRead: false })
    expect(await reach(id)).toMatchObject({ read: 1, readBefore: 1 })
    expect(await resident.query('notices.get', { id })).toMatchObject({ whatChanged: '停水改到周四' })
    await resident.mutate('notices.read', { id })
    expect(await reach(id)).toMatchObject({ read: 1, readBefore: 0 })
    const { rows } = await host.database.pool.query(
      'select title from notice_revisions where notice_id = $1 order by revision',
      [id],
    )
    expect(rows.map(({ title }) => title)).toEqual(['周三停水，请提前存水', '周四停水，请提前存水'])
  })

  test('pinned until, over at its end, found by its words', async () => {
    const id = await published({
      ...toTwo,
      title: '社区食堂试营业',
      pinnedUntil: later(2 * HOUR),
      expiresAt: later(5 * HOUR),
    })
    expect((await resident.query('notices.home')).pinned.map((row: any) => row.id)).toEqual([id])
    expect((await resident.query('notices.list')).items[0]).toMatchObject({ id, isPinned: true })
    await move(3 * HOUR)
    expect((await resident.query('notices.home')).pinned).toEqual([])
    const find = async (q: string) => (await resident.query('notices.list', { q })).items.map((row: any) => row.id)
    expect(await find('食堂 停水')).toEqual([id])
    expect(await find('食堂 停电')).toEqual([])
    expect(await find('%')).toEqual([])
    await move(3 * HOUR)
    expect((await resident.query('notices.list', { q: '食堂' })).items[0].state).toBe('expired')
  })

  test('reminded: those who have not read it, not twice in four hours', async () => {
    const id = await published(toTwo)
    await resident.mutate('notices.read', { id })
    expect(await secretary.mutate('notices.remind', { id })).toEqual({ people: 1 })
    await host.runner.settle()
    expect(await inboxOf(resident, id)).toHaveLength(1)
    expect(await inboxOf(await host.as('neighbour'), id)).toHaveLength(2)
    expect(await secretary.refusal('notices.remind', { id })).toBe('notice.reminded')
  })

  test('a list of many is read page by page, each once', async () => {
    for (let i = 0; i < 12; i++) await secretary.mutate('notices.publish', { id: await saved(toTwo), at: null })
    await host.runner.settle()
    const seen: string[] = []
    for (let cursor: string | null = null, first = true; first || cursor; first = false) {
      const page: any = await resident.query('notices.list', cursor ? { cursor } : {})
      seen.push(...page.items.map((row: any) => row.id))
      cursor = page.cursor
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThan(20)
  })
})

describe('comments', () => {
  test('shown to others once checked, the author sees their own at once; hidden with a reason; gone with the account', async () => {
    const id = await published(toTwo)
    const neighbour = await host.as('neighbour')
    const { commentId } = await resident.mutate('notices.comment', { id, text: '几点来水？' })
    const list = async (client: Client) => (await client.query('notices.comments', { id })).items
    expect(await list(resident)).toMatchObject([{ id: commentId, isMine: true, text: '几点来水？' }])
    await host.runner.settle()
    expect(await list(neighbour)).toMatchObject([{ authorName: '张*国', isMine: false, isWaiting: false }])
    await secretary.mutate('notices.hideComment', { commentId, why: '和通知无关' })
    expect(await list(neighbour)).toEqual([])
    expect(await list(resident)).toMatchObject([{ hiddenWhy: '和通知无关' }])
    await secretary.mutate('notices.unhideComment', { commentId })
    expect(await list(neighbour)).toHaveLength(1)
    await resident.mutate('notices.removeComment', { commentId })
    expect(await list(neighbour)).toEqual([])
    expect(await neighbour.refusal('notices.removeComment', { commentId })).toBe('record.not_found')
    const { commentId: last } = await neighbour.mutate('notices.comment', { id, text: '我家也停了' })
    await neighbour.mutate('privacy.closeAccount', { confirm: '注销' })
    await host.runner.settle()
    expect(await list(resident)).toEqual([])
    const { rows } = await host.database.pool.query('select text from notice_comments where id = $1', [last])
    expect(rows).toEqual([{ text: '' }])
    const silent = await published({ audience: noticeForm().audience, commentsAllowed: false })
    expect(await resident.refusal('notices.comment', { id: silent, text: '几点' })).toBe('notice.no_comments')
  })
})
