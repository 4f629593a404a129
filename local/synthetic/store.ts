import pg from 'pg'
import type { BulkClient } from '../county/store'

/** Opens the database as its owner. */
export async function openAsOwner(url: string): Promise<BulkClient> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

/** Somebody's places are there already: a synthetic county goes into an empty database alone. */
export async function hasPlaces(client: BulkClient): Promise<boolean> {
  const { rowCount } = await client.query('select 1 from places limit 1')
  return rowCount !== 0
}

/** Takes the tables' indexes away but for their keys; answers how to make them again. */
export async function dropIndexes(client: BulkClient, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.relname as name, pg_get_indexdef(i.oid) as definition from pg_index x
       join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
     where t.relname = any($1) and t.relnamespace = 'public'::regnamespace and not x.indisprimary order by 1`,
    [tables],
  )
  for (const { name } of rows) await client.query(`drop index "${name}"`)
  return rows.map(({ definition }) => definition)
}

/** One transaction around the work; a failure leaves nothing of it. */
export async function inTransaction(client: BulkClient, work: () => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
