import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { personId } from '../../local/county/cast'
import { lampAppeal } from '../appeals'
import { type Client, type TestHost, testHost } from '../host'
import { noticeForm } from '../modules/civic/notice-world'

const HOUR = 3_600_000

let host: TestHost
let resident: Client
let secretary: Client
let owner: pg.Client
beforeAll(async () => {
  host = await testHost()
  host.simulators.wechat.settings.latencyMs = 0
  resident = await host.as('resident')
  secretary = await host.as('secretary')
  owner = new pg.Client(host.database.ownerUrl)
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await host.stop()
})

/** From now on every look at this table fails, until it is called so again. */
const rename = (from: string, to: string) => owner.query(`alter table ${from} rename to ${to}`)
const failures = (look: string) =>
  host.log.lines.filter((line) => line.includes('a look at the time failed') && line.includes(`"look":"${look}"`))
const isOut = async (id: string) => (await secretary.query('notices.get', { id })).state === 'published'
const titles = async () => (await resident.query('messages.list')).items.map(({ title }: any) => title)

async function scheduled(title: string): Promise<string> {
  const audience = { placeIds: [], who: { kind: 'people', personIds: [personId('resident')] } }
  const { id } = await secretary.mutate('notices.save', noticeForm({ title, audience }))
  await secretary.mutate('notices.publish', { id, at: new Date(host.clock.now().getTime() + HOUR).toISOString() })
  await host.runner.settle()
  return id
}

async function pass(ms: number): Promise<void> {
  host.clock.offsetMs += ms
  await host.runner.settle()
}

test('a look that fails holds up neither those behind it, nor events, nor effects; it is made again', async () => {
  await resident.mutate('messages.consent', { results: { 'tmpl-notice-posted': 'accept' } })
  const id = await scheduled('明天体检')
  // The first look of all.
  await rename('ladders', 'ladders_away')
  await pass(HOUR + 1000)
  expect(failures('climbLadders').length).toBeGreaterThan(0)
  expect(await isOut(id)).toBe(true)
  expect(await titles()).toContain('明天体检')
  expect(await secretary.query('notices.reach', { id })).toMatchObject({ delivered: 1 })
  await rename('ladders_away', 'ladders')
  const before = failures('climbLadders').length
  await pass(1000)
  expect(failures('climbLadders')).toHaveLength(before)
})

test('what the failed look would have found is found by the next', async () => {
  const id = await scheduled('明天开会')
  await rename('notices', 'notices_away')
  await pass(HOUR + 1000)
  expect(failures('lookAtNotices').length).toBeGreaterThan(0)
  // Beside it life goes on: an appeal comes in, is taken, and who asked hears of it.
  const { id: orderId } = await resident.mutate('appeals.submit', lampAppeal())
  await (await host.as('worker')).mutate('desk.accept', { id: orderId })
  await host.runner.settle()
  expect((await resident.query('messages.list')).items.some(({ link }: any) => link?.includes(orderId))).toBe(true)
  expect(await titles()).not.toContain('明天开会')
  await rename('notices_away', 'notices')
  await pass(1000)
  expect(await isOut(id)).toBe(true)
  expect(await titles()).toContain('明天开会')
})
