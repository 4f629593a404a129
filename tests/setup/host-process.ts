import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../cloudfunctions/kernel/clock/clock'
import { createEncryption } from '../../cloudfunctions/kernel/encryption'
import { placeById } from '../../cloudfunctions/registry/places/store'
import { migrate } from '../../cloudfunctions/server/migrate'
import { placeIds } from '../../local/county/cast'
import { loadCounty } from '../../local/county/load'
import { ensureDatabase } from '../../local/postgres/roles'
import { startPostgres } from '../../local/postgres/server'
import { TEST_KEYS } from '../keys'
import { serveHost } from '../serve'

/** The real server and PostgreSQL for the journeys of another runner: prints where they are, ends with its parent. */
const folder = mkdtempSync(join(tmpdir(), 'linli-weapp-'))
const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), isDurable: false })
await ensureDatabase(postgres.ownerUrl('postgres'), 'journey')
await migrate(postgres.ownerUrl('journey'))
await loadCounty({
  databaseUrl: postgres.ownerUrl('journey'),
  encryption: createEncryption(TEST_KEYS),
  clock: systemClock,
})
const host = await serveHost(postgres.appUrl('journey'))
const place = await placeById(host.deps.db, placeIds.building)
console.log(JSON.stringify({ url: host.url, wechat: host.simulators.url, place: { lat: place?.lat, lng: place?.lng } }))

process.stdin.resume()
process.stdin.on('end', async () => {
  await host.stop()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
})
