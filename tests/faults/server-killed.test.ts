import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../cloudfunctions/kernel/clock/clock'
import type { Simulators } from '../../local/simulators/server'
import { startWechat } from '../../local/wechat'
import { type TestDatabase, testDatabase } from '../database'
import { Load } from './load'
import { loadPeople } from './load-people'
import { expectNothingLost } from './proof'
import { seeded } from './seeded'
import { environment, type ServerProcess, startServer, WECHAT_APP } from './server'

const KILLS = 2
const WIDTH = 12
const SEED = Number(process.env.LINLI_SEED ?? 20261124)

let database: TestDatabase
let simulators: Simulators
let server: ServerProcess

beforeAll(async () => {
  database = await testDatabase({ county: true })
  simulators = await startWechat({ clock: systemClock, app: WECHAT_APP, push: null })
})
afterAll(async () => {
  await server?.kill()
  await simulators.stop()
  await database.drop()
})

test(`kill -9 under load, ${KILLS} times (seed ${SEED}): what was answered is there, once`, async () => {
  const random = seeded(SEED)
  const env = environment({ database: database.appUrl, simulators: simulators.url })
  server = await startServer(env)
  const load = new Load(() => server.url, await loadPeople(database.db))
  load.start(WIDTH)
  for (let kill = 0; kill < KILLS; kill++) {
    const goal = load.answered + random(20, 80)
    while (load.answered < goal) await sleep(1)
    await server.kill()
    server = await startServer(env)
  }
  const back = load.answered + 20
  while (load.answered < back) await sleep(5)
  await load.stop()

  expect(load.failures).toEqual([])
  expect(load.sent.filter((s) => s.reply === null).length).toBeGreaterThan(0)
  await expectNothingLost(load, database.pool)
}, 180_000)
