import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { OffsetClock } from '../cloudfunctions/kernel/clock/clock'
import { readClockOffset } from '../cloudfunctions/kernel/clock/store'
import { openDatabase } from '../cloudfunctions/kernel/database/open'
import { createEncryption } from '../cloudfunctions/kernel/encryption'
import { migrate } from '../cloudfunctions/server/migrate'
import { loadCounty } from './county/load'
import { loadNotices } from './county/notices'
import { ensureDatabase, ensureRoles } from './postgres/roles'
import { type Postgres, startPostgres } from './postgres/server'
import type { Secrets } from './secrets'
import type { LocalSettings } from './settings'

const DATABASE = 'linli'

/** Addresses of the one database: for its owner and for the server. */
export interface DatabaseUrls {
  owner: string
  app: string
}

export const urlsOf = (postgres: Postgres): DatabaseUrls => ({
  owner: postgres.ownerUrl(DATABASE),
  app: postgres.appUrl(DATABASE),
})

/** Starts the embedded server with an empty or kept `linli` in it. `port`: the one it had before. Throws Problem. */
export async function startDatabase({ dataDir }: LocalSettings, port?: number): Promise<Postgres> {
  const postgres = await startPostgres({ dataDir: join(dataDir, 'postgres'), port })
  await ensureDatabase(postgres.ownerUrl('postgres'), DATABASE)
  return postgres
}

/** Prepares a server of one's own and answers its addresses; `url` names the database and a role that may create roles. */
export async function useDatabase(url: string, secrets: Secrets): Promise<DatabaseUrls> {
  await ensureRoles(url, secrets.appPassword)
  const app = new URL(url)
  app.username = 'linli_app'
  app.password = secrets.appPassword
  return { owner: url, app: app.href }
}

/** Brings the schema up to date and fills an empty database with the demo county. Answers the moved clock. */
export async function fillDatabase(urls: DatabaseUrls, secrets: Secrets): Promise<OffsetClock> {
  await migrate(urls.owner)
  const { clock, isEmpty } = await look(urls.owner)
  if (!isEmpty) return clock
  const encryption = createEncryption({
    keys: secrets.keys,
    current: secrets.currentKey,
    indexKey: secrets.indexKey,
  })
  await loadCounty({ databaseUrl: urls.owner, encryption, clock })
  await loadNotices({ databaseUrl: urls.owner, clock })
  return clock
}

/** Any place at all means that a county is there, be it of an earlier version: it is kept as it is. */
async function look(url: string): Promise<{ clock: OffsetClock; isEmpty: boolean }> {
  const { db, close } = openDatabase(url, 1)
  const clock = new OffsetClock()
  try {
    clock.offsetMs = await readClockOffset(db)
    const { rowCount } = await db.execute(sql`select from places limit 1`)
    return { clock, isEmpty: rowCount === 0 }
  } finally {
    await close()
  }
}
