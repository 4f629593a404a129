import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../cloudfunctions/kernel/clock/clock'
import { type OpenDatabase, openDatabase } from '../../cloudfunctions/kernel/database/open'
import { createEncryption } from '../../cloudfunctions/kernel/encryption'
import { migrate } from '../../cloudfunctions/server/migrate'
import { loadCounty } from '../../local/county/load'
import { ensureDatabase } from '../../local/postgres/roles'
import { type Postgres, startPostgres } from '../../local/postgres/server'
import { isAlive } from '../../local/processes'
import type { Simulators } from '../../local/simulators/server'
import { startWechat } from '../../local/wechat'
import { TEST_KEYS } from '../keys'
import { Load } from './load'
import { loadPeople } from './load-people'
import { expectNothingLost } from './proof'
import { seeded } from './seeded'
import { environment, type ServerProcess, startServer, WECHAT_APP } from './server'

const KILLS = 2
const SEED = Number(process.env.LINLI_SEED ?? 20261124)
const WIDTH = 12
const DOWN_MS = 700

const folder = mkdtempSync(join(tmpdir(), 'linli-killed-'))
const dataDir = join(folder, 'postgres')
let postgres: Postgres
let simulators: Simulators
let server: ServerProcess
let opened: OpenDatabase

beforeAll(async () => {
  postgres = await startPostgres({ dataDir })
  await ensureDatabase(postgres.ownerUrl('postgres'), 'linli')
  const databaseUrl = postgres.ownerUrl('linli')
  await migrate(databaseUrl)
  await loadCounty({ databaseUrl, encryption: createEncryption(TEST_KEYS), clock: systemClock })
  simulators = await startWechat({ clock: systemClock, app: WECHAT_APP, push: null })
  server = await startServer(environment({ database: postgres.appUrl('linli'), simulators: simulators.url }))
  opened = openDatabase(databaseUrl, 2)
})
afterAll(async () => {
  await opened?.close()
  await server?.kill()
  await simulators?.stop()
  if (postgres && isAlive(postgres.pid)) await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

test(`kill -9 of PostgreSQL under load, ${KILLS} times (seed ${SEED}): calm answers meanwhile, then on by itself, nothing lost`, async () => {
  const random = seeded(SEED)
  const load = new Load(() => server.url, await loadPeople(opened.db))
  load.start(WIDTH)
  for (let kill = 0; kill < KILLS; kill++) {
    const goal = load.answered + random(20, 60)
    while (load.answered < goal) await sleep(1)
    const failures = load.failures.length
    process.kill(postgres.pid, 'SIGKILL')
    await sleep(DOWN_MS)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(503)
    expect(load.failures.length).toBeGreaterThan(failures)
    postgres = await startPostgres({ dataDir, port: postgres.port })
    const back = load.answered + 15
    while (load.answered < back) await sleep(5)
  }
  await load.stop()

  expect(server.isRunning()).toBe(true)
  const bodies = new Set(load.failures.map(({ status, body }) => `${status} ${body.replace(/[0-9a-f-]{36}/, 'id')}`))
  expect([...bodies]).toEqual([
    '500 {"ok":false,"error":{"code":"server.failed","message":"这边出了点问题，您填的内容还在，请稍后再试","requestId":"id"}}',
  ])
  await expectNothingLost(load, opened.pool)
}, 180_000)
