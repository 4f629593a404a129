import { existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { type OpenDatabase, openDatabase } from '../../../cloudfunctions/kernel/database/open'
import { createEncryption, type Encryption } from '../../../cloudfunctions/kernel/encryption'
import { migrate } from '../../../cloudfunctions/server/migrate'
import { ensureDatabase } from '../../../local/postgres/roles'
import { loadSynthetic } from '../../../local/synthetic/load'
import { TEST_KEYS } from '../../keys'
import { startCountyPostgres } from '../postgres'

export interface RegistryGround extends OpenDatabase {
  encryption: Encryption
  ownerUrl: string
  postgresPid: number
  stop(): Promise<void>
}

/** About 520 were measured with indexes; the rest is for the write-ahead log and for sorting while indexes are made. */
const BYTES_PER_RECORD = 700

/**
 * A synthetic county or city in a PostgreSQL of its own. What was loaded stays in `folder`, where one is named, and is
 * used again. Throws a sentence where the disk has too little room.
 */
export async function registryGround(given: {
  people: number
  chapters: number
  records: number
  folder: string | undefined
}): Promise<RegistryGround> {
  const folder = given.folder ?? mkdtempSync(join(tmpdir(), 'linli-bench-registry-'))
  const isLoaded = existsSync(join(folder, 'loaded'))
  if (!isLoaded) needRoom(given.folder ? join(folder, '..') : folder, given.records * BYTES_PER_RECORD)
  const encryption = createEncryption(TEST_KEYS)
  const postgres = await startCountyPostgres(folder)
  await ensureDatabase(postgres.ownerUrl('postgres'), 'linli')
  const ownerUrl = postgres.ownerUrl('linli')
  await migrate(ownerUrl)
  console.log(
    `${availableParallelism()} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`,
  )
  if (!isLoaded) await load({ ...given, ownerUrl, encryption, folder })
  console.log(`load of the machine ${loadavg()[0]!.toFixed(1)}`)
  const opened = openDatabase(postgres.appUrl('linli'), 4)
  return {
    ...opened,
    encryption,
    ownerUrl,
    postgresPid: postgres.pid,
    async stop() {
      await opened.close()
      await postgres.stop()
      if (!given.folder) rmSync(folder, { recursive: true, force: true })
    },
  }
}

function needRoom(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder)
  const gigabytes = (n: number) => (n / 2 ** 30).toFixed(1)
  if (bavail * bsize < bytes * 1.2)
    throw new Error(`needs ${gigabytes(bytes * 1.2)} GB of disk, ${gigabytes(bavail * bsize)} GB are free`)
}

async function load(given: {
  people: number
  chapters: number
  ownerUrl: string
  encryption: Encryption
  folder: string
}): Promise<void> {
  const began = performance.now()
  const { records, homes } = await loadSynthetic({ ...given, seed: 'bench' })
  const seconds = (performance.now() - began) / 1000
  console.log(
    `${given.people} people, ${homes} homes, ${records} records loaded in ${Math.round(seconds)} s (${Math.round(records / seconds)} a second); peak memory of the loader ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  )
  writeFileSync(join(given.folder, 'loaded'), new Date().toISOString())
}
