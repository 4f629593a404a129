import { afterAll, beforeAll, expect, test } from 'vitest'
import { mergeEntries } from '../../../cloudfunctions/engines/doors/store'
import { placeIds } from '../../../local/county/cast'
import { type Client, type TestHost, testHost } from '../../host'

let host: TestHost
let secretary: Client
let worker: Client
let listId: string
beforeAll(async () => {
  host = await testHost()
  secretary = await host.as('secretary')
  worker = await host.as('worker')
  const { id } = await secretary.mutate('notices.save', {
    title: '周三停水',
    body: '请提前存水。',
    audience: { placeIds: [placeIds.building], who: { kind: 'all' } },
    paid: { sms: false, voice: false },
    pinnedUntil: null,
    expiresAt: null,
    commentsAllowed: true,
    needsConfirmation: false,
    isUrgent: false,
  })
  await secretary.mutate('notices.publish', { id, at: null })
  await host.runner.settle()
  await secretary.mutate('notices.sendDoorList', { id })
  await host.runner.settle()
  listId = (await worker.query('doors.lists'))[0].id
})
afterAll(() => host.stop())

const entries = async () =>
  (await worker.query('doors.entries', { listId })).items as { id: string; how: string | null; personId: string }[]
const entryOf = async (id: string) => (await entries()).find((entry) => entry.id === id)!
const later = (minutes: number) => {
  host.clock.offsetMs += minutes * 60_000
}
const rows = async (text: string, values: unknown[]) => (await host.database.pool.query(text, values)).rows

test('a mark taken back leaves the one before it, and all of them on record', async () => {
  const { id } = (await entries())[0]!
  await worker.mutate('doors.done', { entryId: id, how: 'notHome' })
  later(1)
  await worker.mutate('doors.done', { entryId: id, how: 'inPerson' })
  later(1)
  await worker.mutate('doors.undo', { entryId: id })
  expect((await entryOf(id)).how).toBe('notHome')
  const marks = await rows('select how from door_marks where entry_id = $1 order by marked_at, id', [id])
  expect(marks.map(({ how }) => how)).toEqual(['notHome', 'inPerson', null])
})

test('who was told stays told, also for whoever told them, once the ten minutes are over', async () => {
  const { id } = (await entries())[1]!
  await worker.mutate('doors.done', { entryId: id, how: 'inPerson' })
  later(11)
  expect(await worker.refusal('doors.done', { entryId: id, how: 'notHome' })).toBe('door.done')
  expect((await entryOf(id)).how).toBe('inPerson')
})

test('told under one record is told under the one that stays', async () => {
  const open = (await entries()).filter(({ how }) => how !== 'inPerson')
  const [told, other] = [open[0]!, open[1]!]
  await worker.mutate('doors.done', { entryId: told.id, how: 'byPhone' })
  const now = host.clock.now()
  await host.deps.db.transaction((tx) => mergeEntries(tx, { fromId: told.personId, intoId: other.personId, now }))
  expect((await entryOf(other.id)).how).toBe('byPhone')
})
