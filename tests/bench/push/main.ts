import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { compose } from '../../../cloudfunctions/api/compose'
import { send } from '../../../cloudfunctions/engines/messages/send'
import { OffsetClock } from '../../../cloudfunctions/kernel/clock/clock'
import { advanceClock } from '../../../cloudfunctions/kernel/clock/store'
import { readConfig } from '../../../cloudfunctions/kernel/config'
import { Outbox } from '../../../cloudfunctions/kernel/outbox/outbox'
import { migrate } from '../../../cloudfunctions/server/migrate'
import { ensureDatabase } from '../../../local/postgres/roles'
import { progress } from '../../engines/messages-world'
import { environment } from '../../faults/server'
import { startCountyPostgres } from '../postgres'

/** `npm run bench -- push [COUNT]`: one message to many people, written and pushed to a simulated WeChat of 50 ms. */
const COUNT = Number(process.argv[2] ?? 100_000)
const WRITTEN_SECONDS = 5
const RATE = 3500

const folder = mkdtempSync(join(tmpdir(), 'linli-bench-push-'))
const postgres = await startCountyPostgres(folder)
await ensureDatabase(postgres.ownerUrl('postgres'), 'linli')
await migrate(postgres.ownerUrl('linli'))
const simulator = fork(join(import.meta.dirname, 'simulator.ts'), [], { execArgv: ['--import', 'tsx'] })
const [{ url }] = (await once(simulator, 'message')) as [{ url: string }]
const config = readConfig(environment({ database: postgres.appUrl('linli'), simulators: url }))
/** Day in Shanghai, whenever this runs: nothing waits for the morning. */
const noon = new OffsetClock()
const { deps, effects, close } = await compose(config, { clock: noon })
noon.offsetMs = await advanceClock(deps.db, (28 * 3_600_000 - (Date.now() % 86_400_000)) % 86_400_000)
console.log(
  `${availableParallelism()} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, load ${loadavg()[0]!.toFixed(1)}`,
)

const owner = new pg.Client({ connectionString: postgres.ownerUrl('linli') })
await owner.connect()
const people = Array.from({ length: COUNT }, () => deps.newId())
const insert = (table: string, columns: string) =>
  owner.query(`insert into ${table} select ${columns} from unnest($1::uuid[]) with ordinality as p(id, n)`, [people])
await insert(
  'accounts (openid, person_id, is_employee_bound, last_seen_at, created_at)',
  `'demo-openid-' || n, id, false, now(), now()`,
)
await insert(
  'credits (person_id, template, balance, consented_on, consents_that_day, updated_at)',
  `id, 'appealProgress', 3, current_date, 1, now()`,
)

const seconds = async (work: () => Promise<unknown>) => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
const tell = { kind: progress, params: { code: '2611-1' }, subjectId: null, dedupeKey: 'bench' }
const written = await seconds(() => deps.db.transaction((tx) => send(deps, tx, { ...tell, to: people })))
console.log(`written for ${COUNT} people in ${written.toFixed(1)} s (≤ ${WRITTEN_SECONDS} s for 100,000)`)
const pushed = await seconds(() => new Outbox(deps, effects).drain())
simulator.send('how many')
const [{ taken }] = (await once(simulator, 'message')) as [{ taken: number }]
console.log(
  `${taken} messages taken by WeChat in ${pushed.toFixed(1)} s, ${Math.round(taken / pushed)} a second (≥ ${RATE}); memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
)
await owner.end()
await close()
simulator.disconnect()
await postgres.stop()
rmSync(folder, { recursive: true, force: true })
