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

interface Numbered {
  n: number
}

async function write(kind: string, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, n) => ({ kind, payload: { n }, lane: `${kind} ${n}` }))
  await world.deps.db.transaction((tx) => enqueue(world.deps, tx, rows))
}

const states = (kind: string) =>
  world.rows<{ state: string; tries: number; n: number }>(
    sql`select state, attempts as tries, count(*)::int as n from outbox where kind = ${kind} group by 1, 2 order by 1, 2`,
  )

test('so many are claimed ahead of those that have begun, and put back untried when it stops', async () => {
  let [running, most] = [0, 0]
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const effect: Effect<Numbered, null> = {
    kind: 'test.ahead',
    attemptsMax: 3,
    afterCrash: 'uncertain',
    prepare: async (_deps, payloads) => payloads.map(() => null),
    async run() {
      most = Math.max(most, ++running)
      await released
      running--
      return { result: 'done' }
    },
  }
  await write(effect.kind, 500)
  const outbox = new Outbox(world.deps, [effect as AnyEffect])
  const drained = outbox.drain()
  while (running < 256) await new Promise(setImmediate)
  while ((await states(effect.kind)).find(({ state }) => state === 'inFlight')?.n !== 384)
    await new Promise(setImmediate)
  outbox.stop()
  release()
  await drained
  expect(most).toBe(256)
  expect(await states(effect.kind)).toEqual([
    { state: 'done', tries: 1, n: 256 },
    { state: 'pending', tries: 0, n: 244 },
  ])
  await new Outbox(world.deps, [effect as AnyEffect]).drain()
  expect(await states(effect.kind)).toEqual([{ state: 'done', tries: 1, n: 500 }])
})

test('all of them go in the end, never more at once than may be uncertain', async () => {
  let [running, most] = [0, 0]
  const times = new Map<number, number>()
  const effect: Effect<Numbered, null> = {
    kind: 'test.many',
    attemptsMax: 3,
    afterCrash: 'uncertain',
    prepare: async (_deps, payloads) => payloads.map(() => null),
    async run(_deps, { n }) {
      most = Math.max(most, ++running)
      times.set(n, (times.get(n) ?? 0) + 1)
      await new Promise((resolve) => setTimeout(resolve, n % 7))
      running--
      return { result: 'done' }
    },
  }
  await write(effect.kind, 1500)
  expect(await new Outbox(world.deps, [effect as AnyEffect]).drain()).toBe(1500)
  expect(most).toBeLessThanOrEqual(256)
  expect([...times.values()].filter((count) => count !== 1)).toEqual([])
  expect(await states(effect.kind)).toEqual([{ state: 'done', tries: 1, n: 1500 }])
})

test('of what a dead process had claimed, what had begun is uncertain and the rest goes again', async () => {
  const made: number[] = []
  const effect: Effect<Numbered> = {
    kind: 'test.died',
    attemptsMax: 3,
    afterCrash: 'uncertain',
    hadBegun: async (_deps, payloads) => payloads.map(({ n }) => n < 3),
    async run(_deps, { n }) {
      made.push(n)
      return { result: 'done' }
    },
  }
  await write(effect.kind, 8)
  await world.deps.db.execute(sql`
    update outbox set state = 'inFlight', attempts = 1, lease_until = ${new Date(world.clock.at.getTime() - 1)}
    where kind = ${effect.kind}`)
  await new Outbox(world.deps, [effect as AnyEffect]).drain()
  expect(made.sort()).toEqual([3, 4, 5, 6, 7])
  expect(await states(effect.kind)).toEqual([
    { state: 'done', tries: 2, n: 5 },
    { state: 'uncertain', tries: 1, n: 3 },
  ])
})
