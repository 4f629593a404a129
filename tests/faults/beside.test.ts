import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PushWorld, pushWorld } from './push-world'
import { bundled, type ServerProcess, WORK_PROCESS } from './server'

const PEOPLE = 50
const LEASE_MS = 60_000
let world: PushWorld
let server: ServerProcess

beforeAll(async () => {
  world = await pushWorld()
  await world.queue(PEOPLE)
  server = await world.start({ TEST_WORK: await bundled(WORK_PROCESS) })
})
afterAll(() => world.stop())

const metrics = async () => (await fetch(`${server.url}/metrics`)).text()
const notices = () =>
  world.rows<{ state: string }>(
    `select o.state from outbox o join deliveries d on d.id::text = o.payload->>'deliveryId' where not o.is_alarm`,
  )

test('the server tells how the outside does as each of the two knows it', async () => {
  for (const process of ['server', 'bulk']) {
    const line = `linli_provider_open{route="wechat.subscribe",process="${process}"} 0`
    while (!(await metrics()).includes(line)) await sleep(100)
    expect(await metrics()).toContain(line)
  }
}, 30_000)

test('whoever started it gone before it stood, it ends', async () => {
  const child = fork(await bundled(WORK_PROCESS), [], { env: { ...process.env, ...world.env }, stdio: 'ignore' })
  const gone = once(child, 'exit')
  child.disconnect()
  expect(await gone).toEqual([0, null])
}, 30_000)

test('the process beside the server, killed while it pushes, is started again; alarms are the server’s and go on', async () => {
  while ((await notices()).filter(({ state }) => state === 'done').length < 10) await sleep(5)
  process.kill(server.workPid!, 'SIGKILL')
  while ((await world.rows(`select from outbox where is_alarm and state in ('pending', 'inFlight')`)).length > 0)
    await sleep(20)
  // What it held is nobody's once its lease is over, and the one started in its place finds it so.
  await sleep(world.wechat.settings.latencyMs * 3)
  await world.rows(`update outbox set lease_until = lease_until - interval '${LEASE_MS} ms' where state = 'inFlight'`)
  await world.settle()
  const states = (await notices()).map(({ state }) => state)
  expect(states).toHaveLength(PEOPLE * 2)
  expect(states.filter((state) => state !== 'done' && state !== 'uncertain')).toEqual([])
  expect(new Set(world.taken()).size).toBe(world.taken().length)
}, 60_000)
