import { sql } from 'drizzle-orm'
import type { Tx } from './open'
import { statement } from './statement'

const WAYS = ['seqscan', 'bitmapscan', 'hashjoin', 'mergejoin', 'sort']

const setAll = (to: 'on' | 'off') =>
  sql.join(
    WAYS.map((way) => sql.raw(`set_config('enable_${way}', '${to}', true)`)),
    sql`, `,
  )

/** To be selected: until the transaction ends, plans can only walk along indexes. */
export const onlyWalks = setAll('off')

const begin = statement(sql`select ${onlyWalks}`)
const end = statement(sql`select ${setAll('on')}`)

/**
 * Reads with a plan that can only walk along indexes, and stops as soon as it has enough. For the next lot out of a table that
 * grows faster than PostgreSQL counts it: left to itself it reads and sorts all that is left for each lot.
 */
export async function walking<T>(tx: Tx, read: () => Promise<T>): Promise<T> {
  await begin(tx, {})
  const found = await read()
  await end(tx, {})
  return found
}
