import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose } from '../../cloudfunctions/api/compose'
import { appRouter } from '../../cloudfunctions/api/router'
import { systemClock } from '../../cloudfunctions/kernel/clock/clock'
import { readConfig } from '../../cloudfunctions/kernel/config'
import type { Deps } from '../../cloudfunctions/kernel/context'
import { openDatabase } from '../../cloudfunctions/kernel/database/open'
import { createDispatch, type Dispatch } from '../../cloudfunctions/kernel/dispatch/dispatch'
import { createEncryption } from '../../cloudfunctions/kernel/encryption'
import { openSession } from '../../cloudfunctions/kernel/sessions/store'
import { migrate } from '../../cloudfunctions/server/migrate'
import { personId, placeId } from '../../local/county/cast'
import { loadCounty } from '../../local/county/load'
import { ensureDatabase } from '../../local/postgres/roles'
import { type Postgres, startPostgres } from '../../local/postgres/server'
import { startWechat } from '../../local/wechat'
import { lampAppeal } from '../appeals'
import { environment, WECHAT_APP } from '../faults/server'
import { TEST_KEYS } from '../keys'

const HELD = 40
const WAITING = 60
/** Each may submit twenty appeals a minute. */
const SUBMITTERS = 3000
export const UNLIMITED = { queriesPerMinute: 1e9, mutationsPerMinute: 1e9 }

/** What `resident`s of another grid send while submitting is measured: the desk that is measured stays as it is. */
export const appealElsewhere = () => ({ ...lampAppeal(), placeId: placeId('檀溪苑4号楼') })

export interface Ground {
  env: Record<string, string>
  /** The same on a copy of the database, so that what one side leaves behind is not the other's work. */
  copyEnv: Record<string, string>
  postgresVersion: string
  worker: string
  submitters: string[]
  /** Orders the worker holds. */
  heldIds: string[]
  stop(): Promise<void>
}

/** The demo county on a database that keeps its promises (fsync on), with orders in hand and waiting. */
export async function prepareGround(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'linli-bench-'))
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') })
  await ensureDatabase(postgres.ownerUrl('postgres'), 'linli')
  const databaseUrl = postgres.ownerUrl('linli')
  await migrate(databaseUrl)
  await loadCounty({ databaseUrl, encryption: createEncryption(TEST_KEYS), clock: systemClock })
  const simulators = await startWechat({ clock: systemClock, app: WECHAT_APP, push: null })
  // Pushes are not what is measured.
  simulators.wechat.settings.latencyMs = 1
  const env = environment({ database: postgres.appUrl('linli'), simulators: simulators.url })
  const { deps, close } = await compose(readConfig(env))
  const enter = (id: string) => deps.db.transaction((tx) => openSession(tx, randomBytes, id, 'bench', new Date()))
  const worker = await enter(personId('worker'))
  const heldIds = await fillDesk(deps, worker, await enter(personId('resident')))
  await close()

  const owner = openDatabase(databaseUrl)
  const people = await owner.pool.query<{ id: string }>(`select id from people order by id limit ${SUBMITTERS}`)
  const submitters: string[] = []
  for (const { id } of people.rows)
    submitters.push(await owner.db.transaction((tx) => openSession(tx, randomBytes, id, 'bench', new Date())))
  const version = await owner.pool.query<{ server_version: string }>('show server_version')
  await owner.close()
  await copyDatabase(postgres, 'linli', 'linli_copy')
  return {
    env,
    copyEnv: environment({ database: postgres.appUrl('linli_copy'), simulators: simulators.url }),
    postgresVersion: version.rows[0]!.server_version,
    worker,
    submitters,
    heldIds,
    async stop() {
      await simulators.stop()
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function copyDatabase(postgres: Postgres, from: string, to: string): Promise<void> {
  const { pool, close } = openDatabase(postgres.ownerUrl('postgres'), 1)
  await pool.query(`create database ${to} template ${from}`)
  await close()
  for (const name of [from, to]) {
    const { pool: owner, close: end } = openDatabase(postgres.ownerUrl(name), 1)
    await owner.query('vacuum analyze')
    await end()
  }
}

/** Orders that the worker holds, each with a step told, and orders that wait in the worker's pool. */
async function fillDesk(deps: Deps, worker: string, resident: string): Promise<string[]> {
  const held: string[] = []
  for (let n = 0; n < HELD + WAITING; n++) {
    // Each dispatch keeps its own count of a resident's twenty submits a minute.
    const dispatch = createDispatch(deps, appRouter, UNLIMITED)
    const { id } = await call(dispatch, resident, deps.newId(), 'appeals.submit', lampAppeal())
    if (n >= HELD) continue
    held.push(id)
    await call(dispatch, worker, deps.newId(), 'desk.accept', { id })
    await call(dispatch, worker, deps.newId(), 'desk.step', { id, text: '灯头烧坏，下午带配件来换' })
  }
  await deps.db.execute(`update order_notes set check_state = 'passed'`)
  return held
}

async function call(dispatch: Dispatch, token: string, key: string, path: string, input: object): Promise<any> {
  const { body } = await dispatch({ path, token, origin: 'bench', input: { key, ...input } })
  if (!body.ok) throw new Error(`${path}: ${body.error.code}`)
  return body.data
}
