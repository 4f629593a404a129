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

test('what was written down before a handler knew that it is not concerned ends without it', async () => {
  const id = world.deps.newId()
  await world.deps.db.transaction((tx) => emitAll(world.deps, tx, 'content.checked', [checked('note', id)]))
  await drainEvents(world.deps, 'quick')
  expect(seen).toEqual([`quick ${id}`])
  expect(
    await world.rows(
      sql`select from event_handlings where state = 'pending' and handler in ('test.quick', 'test.files')`,
    ),
  ).toEqual([])
})
