import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { partEntries } from '../../../cloudfunctions/engines/doors/store'
import { mergeReaders } from '../../../cloudfunctions/modules/civic/notices/readers/store'
import { homeId, personId, placeIds } from '../../../local/county/cast'
import { type Client, type TestHost, testHost } from '../../host'
import { noticeForm, sumOf } from './notice-world'

const HOUR = 3_600_000
const HOME = homeId('檀溪苑3号楼1单元302')
const OTHER_HOME = homeId('檀溪苑2号楼1单元401')
const OWN_HOME = homeId('檀溪苑3号楼2单元501')

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

const rows = async (text: string, values: unknown[]) => (await host.database.pool.query(text, values)).rows
const reach = (id: string) => secretary.query('notices.reach', { id })
const later = (ms: number) => new Date(host.clock.now().getTime() + ms).toISOString()

/** A notice to the resident's building, out and told. */
async function published(given: object = {}): Promise<string> {
  const { id } = await secretary.mutate('notices.save', noticeForm(given))
  await secretary.mutate('notices.publish', { id, at: null })
  await host.runner.settle()
  return id
}

/** Tells the other person of a record apart, by a name of their own. */
async function split(personId: string, homeIds: object, tags: object = {}): Promise<string> {
  const given = { personId, valueIds: {}, homeIds, tags, name: '孔二' }
  const { personId: other } = await worker.mutate('residents.split', given)
  await host.runner.settle()
  return other
}

const readerOf = async (noticeId: string, person: string) =>
  (
    await rows(
      `select home_id as "homeId", grid_id is not null as "isKnockedAt", has_account as "hasAccount",
         read_at is not null as "isRead" from notice_readers where notice_id = $1 and person_id = $2`,
      [noticeId, person],
    )
  )[0]

let names = 0
async function newcomer(homes: string[]): Promise<string> {
  const [homeId, ...others] = homes
  const name = `钱${String.fromCodePoint(0x5000 + ++names)}`
  const { personId } = await worker.mutate('residents.add', { homeId, name, relation: 'family' })
  for (const other of others)
    await worker.mutate('residents.moveIn', { personId, homeId: other, relation: 'owner', livesThere: false })
  return personId
}

describe('readers when a record turns out to be of two people', () => {
  test('what was read stays with whom the account stays with; the other one has read nothing and is told at the door', async () => {
    const id = await published()
    await resident.mutate('notices.read', { id })
    const before = await reach(id)
    const other = await split(personId('resident'), { both: [OWN_HOME] })
    expect(await readerOf(id, personId('resident'))).toEqual({
      homeId: OWN_HOME,
      isKnockedAt: true,
      hasAccount: true,
      isRead: true,
    })
    expect(await readerOf(id, other)).toEqual({ homeId: OWN_HOME, isKnockedAt: true, hasAccount: false, isRead: false })
    const found = await reach(id)
    expect(found).toMatchObject({ people: before.people + 1, read: 1, unreachable: before.unreachable + 1, waiting: 0 })
    expect(sumOf(found)).toBe(found.people)
    await secretary.mutate('notices.sendDoorList', { id })
    await host.runner.settle()
    expect(await rows('select reason from door_entries where subject_id = $1 and person_id = $2', [id, other])).toEqual(
      [{ reason: 'noAccount' }],
    )
    expect((await resident.query('notices.get', { id })).isRead).toBe(true)
  })

  test('at a home that is the other’s alone the door is theirs, and nobody knocks there for the first one', async () => {
    const record = await newcomer([HOME, OTHER_HOME])
    const id = await published()
    await secretary.mutate('notices.sendDoorList', { id })
    await host.runner.settle()
    const before = await reach(id)
    const other = await split(record, { gone: [HOME] })
    const entries = await rows(
      'select person_id as "personId" from door_entries where subject_id = $1 and home_id = $2',
      [id, HOME],
    )
    expect(entries.map(({ personId }) => personId)).toContain(other)
    expect(entries.map(({ personId }) => personId)).not.toContain(record)
    expect(await readerOf(id, record)).toMatchObject({ homeId: null, isKnockedAt: false, isRead: false })
    expect(await readerOf(id, other)).toMatchObject({ homeId: HOME, isRead: false })
    const found = await reach(id)
    expect(found.door).toEqual(before.door)
    expect(sumOf(found)).toBe(found.people)
    expect(found.people).toBe(before.people + 1)
  })

  test('where the other one stands on the list already, nobody knocks twice', async () => {
    const record = await newcomer([HOME, OTHER_HOME])
    const id = await published()
    await secretary.mutate('notices.sendDoorList', { id })
    await host.runner.settle()
    const other = await newcomer([HOME])
    await rows(
      `insert into door_entries (id, community_id, list_id, subject_id, person_id, home_id, reason, created_at)
       select gen_random_uuid(), community_id, list_id, subject_id, $3, home_id, 'noAccount', created_at
       from door_entries where subject_id = $1 and person_id = $2`,
      [id, record, other],
    )
    await rows('update door_entries set home_id = $3 where subject_id = $1 and person_id = any($2::uuid[])', [
      id,
      [record, other],
      HOME,
    ])
    await rows(`update residencies set until = $3 where person_id = $1 and home_id = $2`, [
      record,
      HOME,
      host.clock.now(),
    ])
    await host.deps.db.transaction((tx) =>
      partEntries(tx, { fromId: record, newId: other, now: new Date(host.clock.now().getTime() + 1) }),
    )
    const entries = await rows(
      'select person_id as "personId", closed_why as why from door_entries where subject_id = $1 and home_id = $2',
      [id, HOME],
    )
    expect(entries.find(({ personId }) => personId === record)).toMatchObject({ why: 'parted' })
    expect(entries.find(({ personId }) => personId === other)).toMatchObject({ why: null })
  })

  test('after the term the other one’s door is knocked at without anybody’s doing', async () => {
    const record = await newcomer([HOME])
    const id = await published({ doorAfterHours: 4 })
    host.clock.offsetMs += 4 * HOUR + 1000
    await host.runner.settle()
    const other = await split(record, { both: [HOME] })
    expect(await rows('select 1 from door_entries where subject_id = $1 and person_id = $2', [id, other])).toHaveLength(
      1,
    )
  })

  test('a notice is the other’s only where it holds and is for them', async () => {
    const record = await newcomer([HOME])
    await worker.mutate('residents.tag', { personId: record, tag: 'livesAlone' })
    const byTag = await published({
      audience: { placeIds: [placeIds.community], who: { kind: 'tags', tags: ['livesAlone'] } },
    })
    const byHand = await published({ audience: { placeIds: [], who: { kind: 'people', personIds: [record] } } })
    const over = await published({ expiresAt: later(HOUR) })
    const recalled = await published()
    await secretary.mutate('notices.recall', { id: recalled, why: '日期写错了' })
    host.clock.offsetMs += HOUR + 1000
    await host.runner.settle()
    const [plain, tagged] = [
      await split(record, { both: [HOME] }),
      await split(record, { both: [HOME] }, { both: ['livesAlone'] }),
    ]
    const readerIds = async (noticeId: string) =>
      (await rows('select person_id as id from notice_readers where notice_id = $1', [noticeId])).map(({ id }) => id)
    expect(await readerIds(byTag)).toEqual(expect.arrayContaining([record, tagged]))
    for (const id of [byTag, byHand, over, recalled]) {
      expect(await readerIds(id)).toContain(record)
      expect(await readerIds(id)).not.toContain(plain)
    }
    for (const id of [byHand, over, recalled]) expect(await readerIds(id)).not.toContain(tagged)
  })
})

test('a reader whose record went into another’s is not under way for ever', async () => {
  const record = await newcomer([HOME])
  const id = await published({ audience: { placeIds: [], who: { kind: 'people', personIds: [record] } } })
  await host.deps.db.transaction((tx) => mergeReaders(tx, { fromId: record, intoId: personId('resident') }))
  expect(await reach(id)).toMatchObject({
    people: 1,
    waiting: 0,
    unreachable: 1,
    byReason: [{ reason: 'failed', people: 1 }],
  })
})
