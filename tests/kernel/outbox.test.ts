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
    sql`select payload->>'name' as name, state from outbox where kind = ${effect.kind} order by 1`,
  )
  expect(states).toEqual([
    { name: 'bad', state: 'inFlight' },
    { name: 'first', state: 'done' },
    { name: 'last', state: 'done' },
  ])
})

test('effects that each ask the database by themselves leave connections to others', async () => {
  const { deps } = world
  let [running, most] = [0, 0]
  const effect: Effect<{ n: number }> = {
    kind: 'test.single',
    attemptsMax: 3,
    afterCrash: 'again',
    async run() {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 2))
      running--
      return { result: 'done' }
    },
  }
  const rows = Array.from({ length: 40 }, (_, n) => ({ kind: effect.kind, payload: { n }, lane: `single ${n}` }))
  await deps.db.transaction((tx) => enqueue(deps, tx, rows))
  expect(await new Outbox(deps, [effect as AnyEffect]).drain()).toBe(40)
  expect(most).toBe(8)
})

test('a lane that becomes free while it is looked for work is not left behind', async () => {
  const { deps } = world
  let outbox: Outbox
  const effect: Effect = {
    kind: 'test.lane',
    attemptsMax: 3,
    afterCrash: 'again',
    async run() {
      // A look under way while this one's end is recorded still sees the lane taken.
      outbox.look()
      return { result: 'done' }
    },
  }
  for (let round = 0; round < 20; round++) {
    outbox = new Outbox(deps, [effect as AnyEffect])
    const rows = [1, 2].map((n) => ({ kind: effect.kind, payload: { n }, lane: `lane ${round}`, isAlarm: true }))
    await deps.db.transaction((tx) => enqueue(deps, tx, rows))
    expect(await outbox.carryOut('alarms'), `round ${round}`).toBe(2)
  }
})

test('stopped, it ends and records what is under way and leaves the rest', async () => {
  const { deps } = world
  let outbox: Outbox
  const effect: Effect<{ n: number }> = {
    kind: 'test.stopped',
    attemptsMax: 3,
    afterCrash: 'uncertain',
    async run() {
      outbox.stop()
      return { result: 'done' }
    },
  }
  outbox = new Outbox(deps, [effect as AnyEffect])
  const rows = Array.from({ length: 300 }, (_, n) => ({ kind: effect.kind, payload: { n }, lane: `stopped ${n}` }))
  await deps.db.transaction((tx) => enqueue(deps, tx, rows))
  await outbox.drain()
  const states = await world.rows<{ state: string; n: number }>(
    sql`select state, count(*)::int as n from outbox where kind = ${effect.kind} group by 1 order by 1`,
  )
  expect(states).toEqual([
    { state: 'done', n: 256 },
    { state: 'pending', n: 44 },
  ])
})
