import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getTableName, sql } from 'drizzle-orm'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import { fillSearch } from '../engines/orders/search/fill'
import { openDatabase } from '../kernel/database/open'
import { allTables } from './tables'

const APP_ROLE = 'linli_app'

/** Beside the sources, or beside the bundle that `build:cloud` and the server image carry. */
function migrationsFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const beside = join(here, 'migrations')
  return existsSync(beside) ? beside : join(here, '..', 'migrations')
}

/**
 * Brings the database up to date as its owner, then grants the server's role exactly what each table's facts allow:
 * no DDL anywhere, no UPDATE or DELETE on append-only tables; then makes findable what was not yet. Safe to run again.
 */
export async function migrate(ownerUrl: string): Promise<void> {
  const { db, close } = openDatabase(ownerUrl, 1)
  try {
    await applyMigrations(db, { migrationsFolder: migrationsFolder() })
    await db.execute(
      sql.raw(
        `grant usage on schema public to ${APP_ROLE}; grant usage on all sequences in schema public to ${APP_ROLE}`,
      ),
    )
    const grants = allTables.map(({ table, isAppendOnly, isDeletable }) => {
      const rights = ['select', 'insert', ...(isAppendOnly ? [] : ['update']), ...(isDeletable ? ['delete'] : [])]
      const name = `"${getTableName(table)}"`
      return `revoke all on ${name} from ${APP_ROLE}; grant ${rights.join(', ')} on ${name} to ${APP_ROLE}`
    })
    await db.execute(sql.raw(grants.join(';\n')))
    // PostgreSQL lets everyone make temporary tables unless told otherwise.
    await db.execute(
      sql.raw(
        `do $$ begin execute format('revoke temporary, create on database %I from public', current_database()); end $$`,
      ),
    )
    await fillSearch(db)
  } finally {
    await close()
  }
}
