import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AnyEffect, Effect } from '../../cloudfunctions/kernel/outbox/effect'
import { Outbox } from '../../cloudfunctions/kernel/outbox/outbox'
import { enqueue } from '../../cloudfunctions/kernel/outbox/store'
import { type MessagesWorld, messagesWorld } from '../engines/messages-world'

let world: MessagesWorld
beforeAll(async () => {
  world = await messagesWorld()
})
afterAll(() => world.drop())

test('one whose end cannot be recorded leaves the ends of its lot recorded', async () => {
  const { deps } = world
  const done: string[] = []
  const effect: Effect<{ name: string }> = {
    kind: 'test.effect',
    attemptsMax: 3,
    afterCrash: 'uncertain',
    async run(_deps, { name }) {
      done.push(name)
      return { result: 'done' }
    },
    async record(_deps, _tx, ended) {
      if (ended.some(({ payload }) => payload.name === 'bad')) throw new Error('not to be recorded')
    },
  }
  const names = ['first', 'bad', 'last']
  const rows = names.map((name) => ({ kind: effect.kind, payload: { name }, lane: name }))
  await deps.db.transaction((tx) => enqueue(deps, tx, rows))
  await new Outbox(deps, [effect as AnyEffect]).drain()
  expect(done.sort()).toEqual([...names].sort())
  const states = await world.rows<{ name: string; state: string }>(
    sql`select payload->>'name' as name, state from outbox order by 1`,
  )
  expect(states).toEqual([
    { name: 'bad', state: 'inFlight' },
    { name: 'first', state: 'done' },
    { name: 'last', state: 'done' },
  ])
})
