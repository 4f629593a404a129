import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type OpenDatabase, openDatabase } from '../cloudfunctions/kernel/database/open'

export interface TestDatabase extends OpenDatabase {
  /** As who migrates. */
  ownerUrl: string
  /** As the server: no DDL, no change of append-only tables. `db` is opened with it. */
  appUrl: string
  drop(): Promise<void>
}

const named = (template: string, name: string) => template.replace('%7Bdb%7D', name).replace('{db}', name)

/** A database of one's own, migrated; with `county` the demo county is in it. */
export async function testDatabase(options: { county?: boolean; poolSize?: number } = {}): Promise<TestDatabase> {
  const { owner, app } = inject('postgres')
  const name = `t_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client(named(owner, 'postgres'))
  await admin.connect()
  // Copies of one template are made one at a time.
  await admin.query('select pg_advisory_lock(1)')
  await admin.query(`create database ${name} template ${options.county ? 'county' : 'empty'}`)
  await admin.end()
  const opened = openDatabase(named(app, name), options.poolSize ?? 20)
  return {
    ...opened,
    ownerUrl: named(owner, name),
    appUrl: named(app, name),
    async drop() {
      await opened.close()
      const last = new pg.Client(named(owner, 'postgres'))
      await last.connect()
      await last.query(`drop database ${name} with (force)`)
      await last.end()
    },
  }
}
