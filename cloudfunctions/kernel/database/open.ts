import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'

export type Database = NodePgDatabase<Record<string, never>>
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0]
/** Where a store's SQL runs: reads may use either, writes ask for `Tx` in their signature. */
export type Executor = Database | Tx

export interface OpenDatabase {
  db: Database
  pool: pg.Pool
  close(): Promise<void>
}

/** Opens a pool. `url` is a PostgreSQL address; `max` bounds its connections. */
export function openDatabase(url: string, max = 20): OpenDatabase {
  const pool = new pg.Pool({ connectionString: url, max, idleTimeoutMillis: 30_000, connectionTimeoutMillis: 5_000 })
  // A lost connection fails its query and is replaced at the next one. Lost while idle or between two queries of a
  // transaction it also emits an error, and without a listener Node would exit.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return { db: drizzle(pool) as Database, pool, close: () => pool.end() }
}
