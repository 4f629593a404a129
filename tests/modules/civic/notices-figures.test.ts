import { afterAll, beforeAll, expect, test } from 'vitest'
import { carryWave, findReaders, startSending } from '../../../cloudfunctions/modules/civic/notices/send'
import { lockNotice } from '../../../cloudfunctions/modules/civic/notices/store'
import { personId, placeIds } from '../../../local/county/cast'
import { type Client, type TestHost, testHost } from '../../host'
import { noticeForm, sumOf } from './notice-world'

let host: TestHost
let secretary: Client
let resident: Client
beforeAll(async () => {
  host = await testHost()
  host.simulators.wechat.settings.latencyMs = 0
  ;[secretary, resident] = [await host.as('secretary'), await host.as('resident')]
})
afterAll(() => host.stop())

const reach = (id: string, by = secretary) => by.query('notices.reach', { id })
const two = { placeIds: [], who: { kind: 'people', personIds: [personId('resident'), personId('neighbour')] } }

async function saved(given: object = {}, by = secretary): Promise<string> {
  return (await by.mutate('notices.save', noticeForm(given))).id
}

test('who clears the inbox before the phones ring has got it', async () => {
  const id = await saved({ audience: two })
  const deps = { ...host.deps, handlers: [] }
  await deps.db.transaction(async (tx) => startSending(deps, tx, (await lockNotice(tx, id))!))
  await deps.db.transaction((tx) => findReaders(deps, tx, id))
  const carry = (wave: 'post' | 'push') =>
    deps.db.transaction((tx) => carryWave(deps, tx, { noticeId: id, wave, round: 1, after: null }))
  await carry('post')
  await resident.mutate('messages.read', {})
  await carry('push')
  await host.runner.settle()
  const found = await reach(id)
  expect(found).toMatchObject({ people: 2, read: 0, delivered: 1, unreachable: 1 })
  expect(sumOf(found)).toBe(2)
})

test('a crowd is written to in two halves, and whichever ends last begins the pushes, once', async () => {
  const county = await host.as('county')
  for (const isTogether of [false, true]) {
    const id = await saved({ audience: { placeIds: [placeIds.county], who: { kind: 'all' } } }, county)
    const deps = { ...host.deps, handlers: [] }
    await deps.db.transaction(async (tx) => startSending(deps, tx, (await lockNotice(tx, id))!))
    await deps.db.transaction((tx) => findReaders(deps, tx, id))
    const rows = async (text: string) => (await host.database.pool.query(text, [id])).rows
    const waves = async (wave: string) =>
      (
        await rows(
          `select payload from events where name = 'notice.wave' and payload ->> 'noticeId' = $1 order by created_at, id`,
        )
      )
        .map(({ payload }) => payload)
        .filter((payload) => payload.wave === wave)
    const parts = await waves('post')
    expect(parts).toMatchObject([{ after: null, until: parts[1].after }, { after: parts[0].until }])
    /** What the chunk leaves to be done: the part from where it ended. */
    const carry = async (part: object) => {
      const known = (await waves('post')).length
      await deps.db.transaction((tx) => carryWave(deps, tx, part as never))
      return (await waves('post'))[known]
    }
    const toEnd = async (part: object | undefined) => {
      for (let next = part; next; ) next = await carry(next)
    }
    if (isTogether) {
      const [lower, upper] = [await carry(parts[0]), await carry(parts[1])]
      await Promise.all([lower, upper].map((part) => deps.db.transaction((tx) => carryWave(deps, tx, part as never))))
      for (const part of (await waves('post')).slice(4)) await toEnd(part)
    } else {
      await toEnd(parts[1])
      expect(await waves('push')).toEqual([])
      await toEnd(parts[0])
    }
    expect(await waves('push')).toMatchObject([{ after: null }])
    const [told] = await rows(
      'select count(*)::int as n, count(distinct person_id)::int as people from inbox where subject_id = $1',
    )
    const [readers] = await rows('select count(*)::int as n from notice_readers where notice_id = $1')
    expect(told).toEqual({ n: readers.n, people: readers.n })
  }
})

/** Somebody above the community: counts in fives who bears a tag. */
const tagged = (placeIds: string[]) => ({ placeIds, who: { kind: 'tags', tags: ['livesAlone'] } })

test('what a notice by tags has cost is told to who may count, and to nobody else', async () => {
  const id = await saved({ audience: tagged([placeIds.community]), paid: { sms: true, voice: false } })
  await secretary.mutate('notices.publish', { id, at: null })
  await host.runner.settle()
  expect((await reach(id)).costFen).toBeGreaterThan(0)
  expect((await reach(id, await host.as('subdistrict'))).costFen).toBeNull()
})

test('a notice by tags to many communities tells what each alone would tell, wherever its figures stand', async () => {
  const county = await host.as('county')
  const audience = tagged([placeIds.county])
  const estimate = await county.query('notices.estimate', { audience, paid: { sms: false, voice: false } })
  const id = await saved({ audience }, county)
  await county.mutate('notices.publish', { id, at: null })
  await host.runner.settle()
  await (await host.as('elder')).mutate('notices.read', { id })
  const { rows } = await host.database.pool.query(
    `select count(*)::int as people, count(distinct home_id)::int as homes, count(*) filter (where read_at is null)::int as unread
     from notice_readers where notice_id = $1 group by home_community_id`,
    [id],
  )
  const fives = (count: number) => count - (count % 5)
  const each = (name: string) => rows.reduce((sum, row) => sum + fives(row[name]), 0)
  expect(each('people')).not.toBe(fives(rows.reduce((sum, { people }) => sum + people, 0)))
  expect(estimate).toMatchObject({ people: each('people'), homes: each('homes'), door: each('people') })
  const row = (await county.query('notices.mine')).items.find((one: any) => one.id === id)
  expect(row).toMatchObject({ people: each('people'), read: 0 })
  const found = await reach(id, county)
  expect(found).toMatchObject({ people: each('unread'), unreachable: each('unread'), homes: each('homes'), read: 0 })
  expect(found.byReason.reduce((sum: number, { people }: any) => sum + people, 0)).toBeLessThanOrEqual(each('unread'))
  expect(await county.mutate('notices.sendDoorList', { id })).toEqual({ entries: each('unread') })
  await host.runner.settle()
  expect((await reach(id, county)).door).toEqual({ open: each('unread'), done: 0 })
  expect(await county.mutate('notices.remind', { id })).toEqual({ people: each('unread') })
})

test('who clears the inbox while a text waits to be sent has got it too', async () => {
  const id = await saved({ audience: two, paid: { sms: true, voice: false } })
  await secretary.mutate('notices.publish', { id, at: null })
  await host.runner.settle()
  // As if it had waited for the morning, and was spared as `paid/store.ts` spares what was read: nobody reports on it.
  await host.database.pool.query(
    `update paid_deliveries p set receipt = null from deliveries d join inbox i on i.id = d.message_id
     where p.delivery_id = d.id and i.subject_id = $1`,
    [id],
  )
  await host.database.pool.query(
    `update deliveries d set state = 'cancelled' from inbox i
     where i.id = d.message_id and i.subject_id = $1 and i.person_id = $2`,
    [id, personId('resident')],
  )
  expect(await reach(id)).toMatchObject({ delivered: 1, unreachable: 1 })
  await resident.mutate('messages.read', {})
  expect(await reach(id)).toMatchObject({ delivered: 2, unreachable: 0 })
})

test('a reminder goes to as many as the screen says: not to whom the worker told, but to whom nothing reached', async () => {
  const id = await saved({ audience: two })
  await secretary.mutate('notices.publish', { id, at: null })
  await host.runner.settle()
  expect(await reach(id)).toMatchObject({ unreachable: 2, unread: 2 })
  await secretary.mutate('notices.sendDoorList', { id })
  await host.runner.settle()
  const { rows } = await host.database.pool.query(
    'select id from door_entries where subject_id = $1 and person_id = $2',
    [id, personId('neighbour')],
  )
  await (await host.as('worker')).mutate('doors.done', { entryId: rows[0].id, how: 'inPerson' })
  expect(await reach(id)).toMatchObject({ told: 1, unreachable: 1, unread: 1 })
  expect(await secretary.mutate('notices.remind', { id })).toEqual({ people: 1 })
  await host.runner.settle()
  const toldOf = async (who: string) =>
    (await (await host.as(who)).query('messages.list')).items.filter(({ link }: any) => link?.includes(id)).length
  expect([await toldOf('resident'), await toldOf('neighbour')]).toEqual([2, 1])
})

test('a page kept from before a correction leaves what tells of the correction unread', async () => {
  const id = await saved({ audience: two })
  await secretary.mutate('notices.publish', { id, at: null })
  await host.runner.settle()
  const { revision } = await resident.query('notices.get', { id })
  const change = { title: '周四停水', body: '改到周四。', whatChanged: '停水改到周四' }
  await secretary.mutate('notices.correct', { id, ...change })
  await host.runner.settle()
  const waiting = async () =>
    (await resident.query('messages.list')).items
      .filter(({ link, readAt }: any) => link?.includes(id) && readAt === null)
      .map(({ title }: any) => title)
  await resident.mutate('notices.read', { id, revision })
  expect(await waiting()).toContain('更正：周四停水')
  await resident.mutate('notices.read', { id, revision: revision + 1 })
  expect(await waiting()).toEqual([])
})
