import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { systemClock } from '../../../cloudfunctions/kernel/clock/clock'
import { advanceClock } from '../../../cloudfunctions/kernel/clock/store'
import { openDatabase } from '../../../cloudfunctions/kernel/database/open'
import { createEncryption } from '../../../cloudfunctions/kernel/encryption'
import { openSession } from '../../../cloudfunctions/kernel/sessions/store'
import { migrate } from '../../../cloudfunctions/server/migrate'
import { personId, placeIds } from '../../../local/county/cast'
import { loadCounty } from '../../../local/county/load'
import { ensureDatabase } from '../../../local/postgres/roles'
import { TEST_KEYS } from '../../keys'
import { startCountyPostgres } from '../postgres'

const DAY_MS = 86_400_000
/** Midday in Shanghai, so that nothing waits for the end of the quiet hours. */
const NOON_MS = 4 * 3_600_000

export interface Crowd {
  appUrl: string
  pool: Pool
  /** A session of somebody of the demo county. */
  enter(key: string): Promise<string>
  /** Sessions of so many of the crowd. */
  enterMany(count: number): Promise<string[]>
  /** Moves the clock of every process that starts from now on. */
  advance(ms: number): Promise<void>
  stop(): Promise<void>
}

/** The demo county with so many more people in one community, each with an account and consents. */
export async function crowd(count: number): Promise<Crowd> {
  const folder = mkdtempSync(join(tmpdir(), 'linli-bench-notice-'))
  const postgres = await startCountyPostgres(folder)
  await ensureDatabase(postgres.ownerUrl('postgres'), 'linli')
  const databaseUrl = postgres.ownerUrl('linli')
  await migrate(databaseUrl)
  await loadCounty({ databaseUrl, encryption: createEncryption(TEST_KEYS), clock: systemClock })
  const { db, pool, close } = openDatabase(databaseUrl, 4)
  await pool.query(`create table crowd as select gen_random_uuid() as id, n from generate_series(1, $1::int) n`, [
    count,
  ])
  await pool.query(
    `insert into people (id, name, state, source, settings, created_at, updated_at)
    select id, '居民' || n, 'active', 'import', '{}', now(), now() from crowd`,
  )
  await pool.query(`
    insert into accounts (openid, person_id, is_employee_bound, last_seen_at, created_at)
    select 'demo-openid-crowd-' || n, id, false, now(), now() from crowd`)
  await pool.query(`
    insert into credits (person_id, template, balance, consented_on, consents_that_day, updated_at)
    select id, 'noticePosted', 9, current_date, 1, now() from crowd`)
  await pool.query(
    `insert into residencies (id, community_id, home_id, person_id, relation, is_head, lives_there, since, source)
     select gen_random_uuid(), h.community_id, h.id, c.id, 'family', false, true, now() - interval '1 year', 'import'
     from crowd c join (
       select id, community_id, row_number() over (order by id) - 1 as n, count(*) over () as total
       from homes where community_id = $1) h on h.n = c.n % h.total`,
    [placeIds.community],
  )
  await pool.query('analyze')
  await advanceClock(db, (NOON_MS + DAY_MS - (Date.now() % DAY_MS)) % DAY_MS)
  const session = (id: string) => db.transaction((tx) => openSession(tx, randomBytes, id, 'bench', new Date()))
  return {
    appUrl: postgres.appUrl('linli'),
    pool,
    enter: (key) => session(personId(key)),
    async enterMany(many) {
      const { rows } = await pool.query<{ id: string }>('select id from crowd order by n limit $1', [many])
      return Promise.all(rows.map(({ id }) => session(id)))
    },
    advance: async (ms) => void (await advanceClock(db, ms)),
    async stop() {
      await close()
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
