import { sql } from 'drizzle-orm'
import { type PgColumn, type PgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** A moment, timestamptz to the millisecond. Never defaulted in SQL: time comes from the injected clock. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

/** UUIDv7 made by `kernel/ids`. */
export const id = (name = 'id') => uuid(name)

/** Text limited to the given words; pair it with `oneOf` in the table's constraints. */
export const word = <const T extends readonly string[]>(name: string, words: T) =>
  text(name, { enum: words as unknown as [string, ...string[]] }).$type<T[number]>()

/** Body of a CHECK constraint: the column holds one of the given words. */
export const oneOf = (column: PgColumn, words: readonly string[]) =>
  sql`${column} in (${sql.raw(words.map((w) => `'${w}'`).join(', '))})`

/**
 * How a table may be spread over machines.
 * reference: copied everywhere; person: keyed by `person_id`; place: keyed by `community_id`;
 * lookup: small, unique everywhere; machinery: the server's own.
 */
export interface TableFacts {
  table: PgTable
  class: 'reference' | 'person' | 'place' | 'lookup' | 'machinery'
  /** The server's role may insert and read, never update or delete. */
  isAppendOnly?: boolean
  /** The server's role may delete: signals and leases, never records. */
  isDeletable?: boolean
  /**
   * Columns sealed by `kernel/encryption`, each with the columns that name its row: sealed there as
   * `table.column.<their values joined by dots>`. By this list they are sealed anew under another key.
   */
  sealed?: Readonly<Record<string, readonly string[]>>
}
