import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { compose } from '../../../cloudfunctions/api/compose'
import { appRouter } from '../../../cloudfunctions/api/router'
import { APPEAL_CATEGORIES } from '../../../cloudfunctions/contract/governance/appeals'
import { lookAtOrders } from '../../../cloudfunctions/engines/orders/timer'
import { systemClock } from '../../../cloudfunctions/kernel/clock/clock'
import { readConfig } from '../../../cloudfunctions/kernel/config'
import { createDispatch } from '../../../cloudfunctions/kernel/dispatch/dispatch'
import { createEncryption } from '../../../cloudfunctions/kernel/encryption'
import { openSession } from '../../../cloudfunctions/kernel/sessions/store'
import { migrate } from '../../../cloudfunctions/server/migrate'
import { personId, placeIds } from '../../../local/county/cast'
import { loadCounty } from '../../../local/county/load'
import { chance } from '../../../local/county/seed'
import { ensureDatabase } from '../../../local/postgres/roles'
import { environment } from '../../faults/server'
import { TEST_KEYS } from '../../keys'
import { startCountyPostgres } from '../postgres'
import { loadOrders } from './load'

/**
 * `npm run bench -- orders [COUNT] [FOLDER]`: desk, board, similar, search, public lists and the timer among a million orders.
 * What was loaded stays in FOLDER, where one is named, and is used again; COUNT is then not looked at.
 */
const COUNT = Number(process.argv[2] ?? 1_000_000)
const KEPT = process.argv[3]
const CALLS = 1000
/** Node and PostgreSQL are as warm as after a minute of service. */
const WARMING_CALLS = 100
const RECKONED = 1_000_000
const LIMIT_MS = 20
const LIMITS_MS: Record<string, number> = { 'appeals.suggest': 5, 'publicAppeals.stats': 100 }
const WORDS = ['路灯', '电梯', '垃圾', '停车', '噪音', '漏水', '物业', '老人', '消防 通道', '井盖', '暖气', '装修']
const UNLIMITED = { queriesPerMinute: 1e9, mutationsPerMinute: 1e9 }

const folder = KEPT ?? mkdtempSync(join(tmpdir(), 'linli-bench-orders-'))
const isLoaded = existsSync(join(folder, 'loaded'))
const postgres = await startCountyPostgres(folder)
await ensureDatabase(postgres.ownerUrl('postgres'), 'linli')
await migrate(postgres.ownerUrl('linli'))
await loadCounty({
  databaseUrl: postgres.ownerUrl('linli'),
  encryption: createEncryption(TEST_KEYS),
  clock: systemClock,
})
console.log(
  `${availableParallelism()} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`,
)
const began = performance.now()
if (!isLoaded) {
  await loadOrders(postgres.ownerUrl('linli'), COUNT, systemClock.now())
  console.log(`${COUNT} orders loaded in ${Math.round((performance.now() - began) / 1000)} s`)
  if (KEPT) writeFileSync(join(folder, 'loaded'), systemClock.now().toISOString())
}
console.log(`load of the machine ${loadavg()[0]!.toFixed(1)}`)

const config = readConfig(environment({ database: postgres.appUrl('linli'), simulators: 'http://127.0.0.1:9' }))
const { deps, close } = await compose(config)
const dispatch = createDispatch(deps, appRouter, UNLIMITED)
const enter = (key: string) =>
  deps.db.transaction((tx) => openSession(tx, randomBytes, personId(key), 'bench', systemClock.now()))
const tokens = Object.fromEntries(
  await Promise.all(['worker', 'secretary', 'county', 'resident'].map(async (key) => [key, await enter(key)] as const)),
) as Record<string, string>

async function call(key: string, path: string, input: object): Promise<void> {
  const { body } = await dispatch({ path, input, token: tokens[key]!, origin: randomUUID() })
  if (!body.ok) throw new Error(`${path}: ${body.error.code} ${JSON.stringify(body.error.fields ?? '')}`)
}

const luck = chance('what is asked')
const open = { communityId: placeIds.community }
const ASKED: Record<string, () => Promise<void>> = {
  'desk.list': () => call('worker', 'desk.list', {}),
  'desk.list, nearest': () => call('worker', 'desk.list', { point: { lat: 35.418, lng: 116.327 } }),
  'dispatch.board, community': () => call('secretary', 'dispatch.board', {}),
  'dispatch.board, county': () => call('county', 'dispatch.board', {}),
  'dispatch.search, community': () => call('secretary', 'dispatch.search', { words: luck.pick(WORDS) }),
  'dispatch.search, county': () => call('county', 'dispatch.search', { words: luck.pick(WORDS) }),
  'dispatch.search, nothing found': () => call('county', 'dispatch.search', { words: '鸵鸟园' }),
  'appeals.similar': () =>
    call('resident', 'appeals.similar', { text: '门口的路灯不亮了，晚上看不清', placeId: placeIds.building }),
  'publicAppeals.list': () => call('resident', 'publicAppeals.list', open),
  'publicAppeals.list, filtered': () =>
    call('resident', 'publicAppeals.list', { ...open, states: 'open', category: luck.pick(APPEAL_CATEGORIES) }),
  'publicAppeals.map': () => call('resident', 'publicAppeals.map', open),
  'publicAppeals.stats': () => call('resident', 'publicAppeals.stats', open),
  'appeals.suggest': () => call('resident', 'appeals.suggest', { text: '门口的路灯不亮了，晚上看不清' }),
}

async function timed(ask: () => Promise<void> | void): Promise<[p50: number, p99: number]> {
  for (let i = 0; i < WARMING_CALLS; i++) await ask()
  const took: number[] = []
  for (let i = 0; i < CALLS; i++) {
    const start = performance.now()
    await ask()
    took.push(performance.now() - start)
  }
  took.sort((a, b) => a - b)
  return [took[CALLS >> 1]!, took[Math.floor(CALLS * 0.99)]!]
}

/** What the machine itself does to a few milliseconds: no memory, no database, no waiting. */
function reckon(): void {
  let x = 1
  for (let i = 0; i < RECKONED; i++) x = (x * 1_103_515_245 + 12_345) >>> 0
  if (x === 0.5) throw new Error('never')
}

console.log('\n| Call | p50 | p99 | Target | |\n|---|---|---|---|---|')
const [bare50, bare99] = await timed(reckon)
console.log(`| arithmetic alone, for comparison | ${bare50.toFixed(1)} ms | ${bare99.toFixed(1)} ms | | |`)
for (const [name, ask] of Object.entries(ASKED)) {
  const [p50, p99] = await timed(ask)
  const limit = LIMITS_MS[name] ?? LIMIT_MS
  console.log(
    `| ${name} | ${p50.toFixed(1)} ms | ${p99.toFixed(1)} ms | ≤ ${limit} ms | ${p99 <= limit ? 'ok' : 'missed'} |`,
  )
}
const start = performance.now()
const looked = await lookAtOrders(deps)
const seconds = (performance.now() - start) / 1000
console.log(`| timer sweep, ${looked} due | ${seconds.toFixed(2)} s | | ≤ 2 s | ${seconds <= 2 ? 'ok' : 'missed'} |`)

await close()
await postgres.stop()
if (!KEPT) rmSync(folder, { recursive: true, force: true })
