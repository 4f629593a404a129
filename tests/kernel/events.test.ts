import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Events } from '../../cloudfunctions/contract/events'
import { onEvent, PACES } from '../../cloudfunctions/kernel/events/handler'
import { drainEvents } from '../../cloudfunctions/kernel/events/run'
import { emit, emitAll } from '../../cloudfunctions/kernel/events/store'
import { messagesWorld } from '../engines/messages-world'

let world: Awaited<ReturnType<typeof messagesWorld>>
const seen: string[] = []
const sees =
  (name: string) =>
  async (_deps: unknown, _tx: unknown, { subjectId }: Events['content.checked']) => {
    seen.push(`${name} ${subjectId}`)
  }

beforeAll(async () => {
  world = await messagesWorld()
  world.deps.handlers = [
    onEvent('content.checked', 'test.quick', sees('quick')),
    onEvent('content.checked', 'test.files', sees('files'), { concerns: ({ subject }) => subject === 'file' }),
    onEvent('content.checked', 'test.urgent', sees('urgent'), { pace: 'urgent' }),
    onEvent('content.checked', 'test.bulk', sees('bulk'), { pace: 'bulk' }),
  ]
})
beforeEach(() => {
  seen.length = 0
})
afterAll(() => world.drop())

const checked = (subject: 'note' | 'file', subjectId: string) => ({ subject, subjectId, passed: true }) as never
const written = () => world.rows<{ handler: string }>(sql`select handler from event_handlings order by 1`)

test('what does not concern a handler is not written down for it; each pace is drained for itself', async () => {
  const [note, file] = [world.deps.newId(), world.deps.newId()]
  await world.deps.db.transaction(async (tx) => {
    await emit(world.deps, tx, 'content.checked', checked('note', note))
    await emit(world.deps, tx, 'content.checked', checked('file', file))
  })
  expect((await written()).filter(({ handler }) => handler === 'test.files')).toHaveLength(1)
  const byPace: Record<string, string[]> = {}
  for (const pace of PACES) {
    seen.length = 0
    await drainEvents(world.deps, pace)
    byPace[pace] = [...seen]
  }
  expect(byPace.urgent).toEqual([`urgent ${note}`, `urgent ${file}`])
  expect(byPace.bulk).toEqual([`bulk ${note}`, `bulk ${file}`])
  expect(byPace.quick!.sort()).toEqual([`files ${file}`, `quick ${note}`, `quick ${file}`].sort())
})

test('of many at once each is written down for whom it concerns', async () => {
  const [note, file] = [world.deps.newId(), world.deps.newId()]
  const both = [checked('note', note), checked('file', file)]
  await world.deps.db.transaction((tx) => emitAll(world.deps, tx, 'content.checked', both))
  await drainEvents(world.deps, 'quick')
  expect([...seen].sort()).toEqual([`files ${file}`, `quick ${note}`, `quick ${file}`].sort())
  const forFiles = await world.rows(
    sql`select from event_handlings h join events e on e.id = h.event_id
      where h.handler = 'test.files' and e.payload ->> 'subjectId' = ${note}`,
  )
  expect(forFiles).toEqual([])
})

test('what was written down before a handler knew that it is not concerned ends without it', async () => {
  const id = world.deps.newId()
  await world.deps.db.transaction(async (tx) => {
    await emitAll(world.deps, tx, 'content.checked', [checked('note', id)])
    await tx.execute(sql`
      insert into event_handlings (event_id, handler, state, attempts, next_at)
      select id, 'test.files', 'pending', 0, created_at from events where payload ->> 'subjectId' = ${id}`)
  })
  await drainEvents(world.deps, 'quick')
  expect(seen).toEqual([`quick ${id}`])
  expect(
    await world.rows(
      sql`select from event_handlings where state = 'pending' and handler in ('test.quick', 'test.files')`,
    ),
  ).toEqual([])
})

test.each([
  ['urgent', 1],
  ['bulk', 2],
] as const)('%s events are handled %i abreast, and each once', async (pace, width) => {
  const running = { now: 0, most: 0 }
  const slow = async (_deps: unknown, _tx: unknown, { subjectId }: Events['content.checked']) => {
    running.now += 1
    running.most = Math.max(running.most, running.now)
    await new Promise((done) => setTimeout(done, 50))
    running.now -= 1
    seen.push(subjectId)
  }
  const deps = { ...world.deps, handlers: [onEvent('content.checked', `test.slow.${pace}`, slow, { pace })] }
  const ids = Array.from({ length: 5 }, () => deps.newId())
  const all = ids.map((id) => checked('note', id))
  await deps.db.transaction((tx) => emitAll(deps, tx, 'content.checked', all))
  expect(await drainEvents(deps, pace)).toBe(5)
  expect(seen.toSorted()).toEqual(ids.toSorted())
  expect(running).toEqual({ now: 0, most: width })
})

test('stopped, it leaves what is due to the next process', async () => {
  await drainEvents(world.deps, 'urgent')
  seen.length = 0
  const ids = [world.deps.newId(), world.deps.newId()]
  const both = ids.map((id) => checked('note', id))
  await world.deps.db.transaction((tx) => emitAll(world.deps, tx, 'content.checked', both))
  const stopping = new AbortController()
  world.deps.handlers = world.deps.handlers.map((handler) => ({
    ...handler,
    async run(...given: Parameters<typeof handler.run>) {
      await handler.run(...given)
      stopping.abort()
    },
  }))
  expect(await drainEvents(world.deps, 'urgent', stopping.signal)).toBe(1)
  expect(seen).toHaveLength(1)
  expect(await drainEvents(world.deps, 'urgent')).toBe(1)
  expect(seen).toHaveLength(2)
})
