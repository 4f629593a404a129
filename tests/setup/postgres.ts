import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { systemClock } from '../../cloudfunctions/kernel/clock/clock'
import { createEncryption } from '../../cloudfunctions/kernel/encryption'
import { migrate } from '../../cloudfunctions/server/migrate'
import { loadCounty } from '../../local/county/load'
import { startPostgres } from '../../local/postgres/server'
import { TEST_KEYS } from '../keys'

declare module 'vitest' {
  interface ProvidedContext {
    /** Addresses with `{db}` where the database's name goes. */
    postgres: { owner: string; app: string }
  }
}

/** One PostgreSQL for all test files, with a migrated template and one that also has the demo county. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'linli-tests-'))
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), isDurable: false })
  const admin = new pg.Client(postgres.ownerUrl('postgres'))
  await admin.connect()
  await admin.query('create database empty')
  await migrate(postgres.ownerUrl('empty'))
  await admin.query('create database county template empty')
  await loadCounty({
    databaseUrl: postgres.ownerUrl('county'),
    encryption: createEncryption(TEST_KEYS),
    clock: systemClock,
  })
  await admin.end()
  project.provide('postgres', { owner: postgres.ownerUrl('{db}'), app: postgres.appUrl('{db}') })
  return async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
