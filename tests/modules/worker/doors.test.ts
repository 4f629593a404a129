import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { personId, placeIds } from '../../../local/county/cast'
import { type Client, type TestHost, testHost } from '../../host'
import { noticeForm, sumOf } from '../civic/notice-world'

let host: TestHost
let secretary: Client
let worker: Client
let resident: Client
beforeAll(async () => {
  host = await testHost()
  host.simulators.wechat.settings.latencyMs = 0
  ;[secretary, worker, resident] = [await host.as('secretary'), await host.as('worker'), await host.as('resident')]
})
afterAll(() => host.stop())

const HOUR = 3_600_000
const move = async (ms: number) => {
  host.clock.offsetMs += ms
  await host.runner.settle()
}
/** A notice to the entrance of the resident, out and told. */
async function published(given: object = {}): Promise<string> {
  const audience = { placeIds: [placeIds.entrance], who: { kind: 'all' } }
  const { id } = await secretary.mutate('notices.save', noticeForm({ audience, ...given }))
  await secretary.mutate('notices.publish', { id, at: null })
  await host.runner.settle()
  return id
}
const reach = (id: string) => secretary.query('notices.reach', { id })
/** The one list of the newest notice, with its entries from all pages. */
async function newest(client = worker) {
  const [list] = await client.query('doors.lists')
  const entries: any[] = []
  for (let cursor: string | null = null, first = true; first || cursor; first = false) {
    const page: any = await client.query('doors.entries', { listId: list.id, ...(cursor && { cursor }) })
    entries.push(...page.items)
    cursor = page.cursor
  }
  return { list, entries }
}

describe('who is told at the door', () => {
  test('before the term those whom nothing reached; after it everybody who has not read it', async () => {
    await resident.mutate('messages.consent', { results: { 'tmpl-notice-posted': 'accept' } })
    const id = await published({ doorAfterHours: 4 })
    const before = await reach(id)
    expect(before).toMatchObject({ delivered: 1, door: { open: 0, done: 0 } })
    expect(await secretary.mutate('notices.sendDoorList', { id })).toEqual({ entries: before.unreachable })
    await host.runner.settle()
    const { list, entries } = await newest()
    expect(list).toMatchObject({ title: '周三停水，请提前存水', open: before.unreachable, done: 0 })
    expect(entries).toHaveLength(before.unreachable)
    expect(entries.map(({ personId }) => personId)).not.toContain(personId('resident'))
    expect((await reach(id)).door).toEqual({ open: before.unreachable, done: 0 })
    // Grid by grid: who goes there, and the list for who keeps the registry there; those above see the figures.
    const grid = { label: '青檀里第1网格', workers: ['刘海峰'], open: before.unreachable, done: 0 }
    expect((await reach(id)).doors).toEqual([{ placeId: placeIds.grid, listId: list.id, ...grid }])
    const above = await (await host.as('subdistrict')).query('notices.reach', { id })
    expect(above.doors).toEqual([{ placeId: placeIds.grid, listId: null, ...grid }])
    // Nobody is put there twice.
    expect(await secretary.mutate('notices.sendDoorList', { id })).toEqual({ entries: 0 })

    await move(4 * HOUR + 1000)
    const later = await newest()
    expect(later.list.id).toBe(list.id)
    expect(later.list.open).toBe(before.people)
    expect(later.entries.find((one) => one.personId === personId('resident'))).toMatchObject({
      reason: 'unread',
      reasonLabel: '送到了，还没看',
      name: '张*国',
      age: 46,
      homeLabel: '檀溪苑3号楼2单元501',
      buildingLabel: '檀溪苑3号楼',
      door: '2单元501',
      canCall: true,
      isOpen: true,
    })
    expect((await reach(id)).doorAt).toBeNull()
  })

  test('the worker of the grid hears of each list once; another grid’s sees nothing', async () => {
    const id = await published({ doorAfterHours: 2 })
    await secretary.mutate('notices.sendDoorList', { id })
    await move(2 * HOUR + 1000)
    const { list } = await newest()
    const messages = (await worker.query('messages.list')).items.filter(({ link }: any) => link.includes(list.id))
    expect(messages).toHaveLength(1)
    expect(messages[0]).toMatchObject({ title: '有敲门名单要您去告知', body: '青檀里第1网格，点开看要去哪几户' })
    const worker2 = await host.as('worker2')
    expect(await worker2.query('doors.lists')).toEqual([])
    expect((await worker2.send('doors.entries', { listId: list.id })).status).toBe(404)
  })

  test('each look is in the person’s own access log', async () => {
    const id = await published()
    await secretary.mutate('notices.sendDoorList', { id })
    await host.runner.settle()
    const { entries } = await newest()
    const { rows } = await host.database.pool.query(
      `select distinct person_id from access_log where what = 'doors.entries' and viewer_id = $1`,
      [personId('worker')],
    )
    const looked = rows.map((row) => row.person_id)
    for (const { personId } of entries) expect(looked).toContain(personId)
  })
})

describe('marks', () => {
  test('told in person counts as told; a note or nobody at home keeps the door open; undone for ten minutes', async () => {
    const id = await published()
    const { unreachable, people } = await reach(id)
    await secretary.mutate('notices.sendDoorList', { id })
    await host.runner.settle()
    const { list, entries } = await newest()
    const [first, second, third] = entries
    await worker.mutate('doors.done', { entryId: first.id, how: 'inPerson' })
    await worker.mutate('doors.done', { entryId: second.id, how: 'notHome' })
    await worker.mutate('doors.done', { entryId: third.id, how: 'noteLeft' })
    const marked = await newest()
    expect(marked.entries.find(({ id }) => id === first.id)).toMatchObject({
      how: 'inPerson',
      doneBy: '刘海峰',
      isOpen: false,
      canUndo: true,
    })
    expect(marked.entries.find(({ id }) => id === second.id)).toMatchObject({ how: 'notHome', isOpen: true })
    expect(marked.list).toMatchObject({ open: unreachable - 1, done: 1 })
    const found = await reach(id)
    expect(found).toMatchObject({ told: 1, unreachable: unreachable - 1, people })
    expect(found.doors).toMatchObject([{ open: unreachable - 1, done: 1 }])
    expect(sumOf(found)).toBe(people)

    // The sheet holds who is still to be told, in the order of walking.
    const sheet = await worker.query('doors.sheet', { listId: list.id })
    expect(sheet.watermark).toMatch(
      new RegExp(`^刘海峰 尾号\\d{4} \\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2} 编号${list.id.slice(-8).toUpperCase()}$`),
    )
    const [building] = sheet.buildings
    expect(sheet.buildings).toHaveLength(1)
    expect([building.label, building.entrances.map(({ label }: any) => label)]).toEqual(['檀溪苑3号楼', ['2单元']])
    const rooms = building.entrances[0].rows.map(({ room }: any) => Number(room))
    expect(rooms).toEqual([...rooms].sort((a: number, b: number) => a - b))
    expect(building.entrances[0].rows).toHaveLength(unreachable - 1)

    await worker.mutate('doors.done', { entryId: second.id, how: 'byPhone' })
    expect(await reach(id)).toMatchObject({ told: 2 })
    await worker.mutate('doors.undo', { entryId: first.id })
    expect(await reach(id)).toMatchObject({ told: 1 })
    expect(await secretary.refusal('doors.done', { entryId: second.id, how: 'inPerson' })).toBe('door.done')
    await move(11 * 60_000)
    expect(await worker.refusal('doors.undo', { entryId: second.id })).toBe('door.undo_over')
  })

  test('who reads it meanwhile is not visited any more, and the list says so', async () => {
    const id = await published({ doorAfterHours: 1 })
    await move(HOUR + 1000)
    const entryOf = async () => (await newest()).entries.find((one) => one.personId === personId('resident'))
    expect(await entryOf()).toMatchObject({ isOpen: true })
    await resident.mutate('notices.read', { id })
    expect(await entryOf()).toMatchObject({ isOpen: false, closedWhy: 'read', how: null })
    expect(await worker.refusal('doors.done', { entryId: (await entryOf()).id, how: 'inPerson' })).toBe('door.closed')
    expect(await reach(id)).toMatchObject({ read: 1 })
  })
})

test('a sheet names no more people at once than a list may without a second person', async () => {
  await host.database.pool.query(
    `with more as (
       insert into people (id, name, state, source, settings, created_at, updated_at)
       select gen_random_uuid(), '居民' || n, 'active', 'import', '{}', now(), now() from generate_series(1, 200) n returning id)
     insert into residencies (id, community_id, home_id, person_id, relation, is_head, lives_there, since, source)
     select gen_random_uuid(), h.community_id, h.id, more.id, 'family', false, true, now() - interval '1 year', 'import'
     from more, (select id, community_id from homes where entrance_id = $1 limit 1) h`,
    [placeIds.entrance],
  )
  const id = await published()
  await secretary.mutate('notices.sendDoorList', { id })
  await host.runner.settle()
  const { list, entries } = await newest()
  expect(entries.length).toBeGreaterThan(200)
  const sheet = await worker.query('doors.sheet', { listId: list.id })
  const named = sheet.buildings.flatMap(({ entrances }: any) => entrances.flatMap(({ rows }: any) => rows))
  expect([named.length, sheet.isCut]).toEqual([200, true])
})
