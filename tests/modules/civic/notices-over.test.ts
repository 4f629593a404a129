import { afterAll, beforeAll, expect, test } from 'vitest'
import { carryWave } from '../../../cloudfunctions/modules/civic/notices/send'
import { personId, placeIds } from '../../../local/county/cast'
import { type Client, type TestHost, testHost } from '../../host'
import { noticeForm } from './notice-world'

const HOUR = 3_600_000

let host: TestHost
let secretary: Client
let subdistrict: Client
beforeAll(async () => {
  host = await testHost()
  host.simulators.wechat.settings.latencyMs = 0
  ;[secretary, subdistrict] = [await host.as('secretary'), await host.as('subdistrict')]
})
afterAll(() => host.stop())

const later = (ms: number) => new Date(host.clock.now().getTime() + ms).toISOString()
const toOne = { placeIds: [], who: { kind: 'people', personIds: [personId('resident')] } }
const saved = async (given: object): Promise<string> =>
  (await secretary.mutate('notices.save', noticeForm({ audience: toOne, ...given }))).id

async function pass(ms: number): Promise<void> {
  host.clock.offsetMs += ms
  await host.runner.settle()
}

test('past its end nobody is reminded, and nobody knocks for it, whatever its term', async () => {
  const id = await saved({ expiresAt: later(2 * HOUR), pinnedUntil: later(9 * HOUR), doorAfterHours: 4 })
  await secretary.mutate('notices.publish', { id, at: null })
  await host.runner.settle()
  expect(await secretary.query('notices.reach', { id })).toMatchObject({
    doorAt: null,
    can: { remind: true, sendDoorList: true },
  })
  await pass(2 * HOUR + 1000)
  const over = { state: 'expired', doorAt: null, can: { remind: false, sendDoorList: false } }
  expect(await secretary.query('notices.reach', { id })).toMatchObject(over)
  for (const path of ['notices.remind', 'notices.sendDoorList'])
    expect(await secretary.refusal(path, { id }), path).toBe('notice.over')
  expect(await secretary.refusal('notices.pin', { id, until: later(HOUR) })).toBe('notice.over')
  expect(await secretary.query('notices.get', { id })).toMatchObject({
    isPinned: false,
    can: { pin: false, remind: false, correct: true, recall: true },
  })
  await pass(3 * HOUR)
  expect((await secretary.query('notices.reach', { id })).door).toEqual({ open: 0, done: 0 })
})

test('a notice ends after it goes out, and is pinned until after', async () => {
  const ends = await saved({ expiresAt: later(HOUR) })
  const { reply } = await secretary.send('notices.publish', { key: host.deps.newId(), id: ends, at: later(2 * HOUR) })
  expect(reply).toMatchObject({ error: { code: 'input.invalid', message: '过期时间要在发出以后，请往后选' } })
  const pins = await saved({ pinnedUntil: later(HOUR) })
  expect(await secretary.refusal('notices.publish', { id: pins, at: later(2 * HOUR) })).toBe('input.invalid')
  expect(await secretary.mutate('notices.publish', { id: ends, at: later(HOUR / 2) })).toEqual({ state: 'scheduled' })
})

test('at its end the doors are closed and nothing is asked any more, and it can still be read', async () => {
  const [worker, resident] = [await host.as('worker'), await host.as('resident')]
  const both = { placeIds: [], who: { kind: 'people', personIds: [personId('resident'), personId('neighbour')] } }
  const given = { audience: both, needsConfirmation: true, doorAfterHours: 1, expiresAt: later(3 * HOUR) }
  const id = await saved({ ...given, title: '今晚登记' })
  await secretary.mutate('notices.publish', { id, at: null })
  await host.runner.settle()
  await pass(HOUR + 1000)
  const listOf = async () => (await worker.query('doors.lists')).find(({ title }: any) => title === '今晚登记')
  const { id: listId, ...open } = await listOf()
  expect(open).toMatchObject({ open: 2, done: 0 })
  const asked = async () =>
    (await resident.query('messages.list', { view: 'needsMe' })).items.filter(({ link }: any) => link?.includes(id))
  expect(await asked()).toHaveLength(1)
  expect(await secretary.query('notices.reach', { id })).toMatchObject({ door: { open: 2, done: 0 }, doorAt: null })

  await pass(2 * HOUR)
  expect(await secretary.query('notices.reach', { id })).toMatchObject({
    state: 'expired',
    door: { open: 0, done: 0 },
    unreachable: 2,
  })
  expect(await listOf()).toMatchObject({ open: 0, done: 0 })
  expect((await worker.query('doors.sheet', { listId })).buildings).toEqual([])
  const { items } = await worker.query('doors.entries', { listId })
  expect(items).toMatchObject([
    { isOpen: false, closedWhy: 'expired' },
    { isOpen: false, closedWhy: 'expired' },
  ])
  expect(await asked()).toEqual([])
  expect(await resident.query('notices.get', { id })).toMatchObject({ title: '今晚登记', state: 'expired' })
})

test('a wave to the doors that is still under way at the end stops there', async () => {
  const id = await saved({ expiresAt: later(HOUR) })
  await secretary.mutate('notices.publish', { id, at: null })
  await pass(HOUR + 1000)
  const late = { noticeId: id, wave: 'doorsNow' as const, round: 1, after: null }
  await host.deps.db.transaction((tx) => carryWave(host.deps, tx, late))
  expect((await secretary.query('notices.reach', { id })).door).toEqual({ open: 0, done: 0 })
  const { rows } = await host.database.pool.query('select 1 from door_entries where subject_id = $1', [id])
  expect(rows).toEqual([])
})

test('a server that stood still until it was over sends it to nobody, and tells its author', async () => {
  const id = await saved({ expiresAt: later(2 * HOUR) })
  await secretary.mutate('notices.publish', { id, at: later(HOUR) })
  await pass(2 * HOUR + 1000)
  expect((await secretary.query('notices.get', { id })).state).toBe('draft')
  const told = (await secretary.query('messages.list')).items.find(({ link }: any) => link?.includes(id))
  expect(told).toMatchObject({ title: '您的通知没有发出', link: `/modules/civic/notices/compose?id=${id}` })
  const { rows } = await host.database.pool.query('select 1 from notice_readers where notice_id = $1', [id])
  expect(rows).toEqual([])
})

test('one that waited past its end is not let out any more; one whose pin alone is over is', async () => {
  await subdistrict.mutate('notices.setApproval', { placeId: placeIds.community, needsApproval: true })
  const [ended, pinned] = [await saved({ expiresAt: later(HOUR) }), await saved({ pinnedUntil: later(HOUR) })]
  for (const id of [ended, pinned]) await secretary.mutate('notices.publish', { id, at: null })
  await pass(HOUR + 1000)
  const agreed = { isApproved: true, why: null }
  expect(await subdistrict.refusal('notices.decide', { id: ended, ...agreed })).toBe('input.invalid')
  expect(await subdistrict.mutate('notices.decide', { id: pinned, ...agreed })).toEqual({ state: 'publishing' })
  expect(await subdistrict.mutate('notices.decide', { id: ended, isApproved: false, why: '过期了' })).toEqual({
    state: 'draft',
  })
})

test('what asks a publisher for something leads to where it is done', async () => {
  const id = await saved({})
  await secretary.mutate('notices.publish', { id, at: null })
  await host.runner.settle()
  const linkOf = async (client: Client, title: string) =>
    (await client.query('messages.list')).items.find((one: any) => one.title === title && one.link.includes(id))?.link
  expect(await linkOf(subdistrict, '有通知等您审批')).toBe(`/modules/civic/notices/mine?id=${id}`)
  await subdistrict.mutate('notices.decide', { id, isApproved: false, why: '时间没写清楚' })
  await host.runner.settle()
  expect(await linkOf(secretary, '您的通知没有通过审批')).toBe(`/modules/civic/notices/compose?id=${id}`)
})
