import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import pg from 'pg'
import { systemClock } from '../../cloudfunctions/kernel/clock/clock'
import { createEncryption } from '../../cloudfunctions/kernel/encryption'
import { placeById } from '../../cloudfunctions/registry/places/store'
import { migrate } from '../../cloudfunctions/server/migrate'
import { placeIds } from '../../local/county/cast'
import { loadCounty } from '../../local/county/load'
import { ensureDatabase } from '../../local/postgres/roles'
import { startPostgres } from '../../local/postgres/server'
import { TEST_KEYS } from '../keys'
import { type ServedHost, serveHost } from '../serve'

/**
 * The real server and PostgreSQL for the journeys of another runner: prints where it is asked for a county of one's own,
 * ends with its parent.
 */
const folder = mkdtempSync(join(tmpdir(), 'linli-weapp-'))
const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), isDurable: false })
await ensureDatabase(postgres.ownerUrl('postgres'), 'county')
await migrate(postgres.ownerUrl('county'))
await loadCounty({
  databaseUrl: postgres.ownerUrl('county'),
  encryption: createEncryption(TEST_KEYS),
  clock: systemClock,
})

let host: ServedHost | null = null
let made = 0

/** Ends the county that was, and serves a new one. */
async function serveAnew(): Promise<ServedHost> {
  await host?.stop()
  const name = `journey_${++made}`
  const owner = new pg.Client({ connectionString: postgres.ownerUrl('postgres') })
  await owner.connect()
  await owner.query(`create database ${name} template county`)
  await owner.end()
  host = await serveHost(postgres.appUrl(name))
  return host
}

async function answer(): Promise<Response> {
  const { url, simulators, deps } = await serveAnew()
  const place = await placeById(deps.db, placeIds.building)
  return Response.json({ url, wechat: simulators.url, place: { lat: place?.lat, lng: place?.lng } })
}

const control = serve({ fetch: answer, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` })),
)

process.stdin.resume()
process.stdin.on('end', async () => {
  control.close()
  await host?.stop()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
})
