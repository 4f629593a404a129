import { createHash } from 'node:crypto'
import { getTableColumns, type Query, type SQL, sql } from 'drizzle-orm'
import { type PgColumn, PgDialect, type PgTable } from 'drizzle-orm/pg-core'
import type { Database, Executor } from './open'

const dialect = new PgDialect()

/** Texts for more rows are long, seldom and of many lengths. */
const KEPT_ROWS_MAX = 16

interface Answer<Row> {
  rows: Row[]
  rowCount: number | null
}

type Statement<Row> = (db: Executor, values: Record<string, unknown>) => Promise<Answer<Row>>

/** One text, one name, on every connection and in every process. */
const nameOf = (text: string) => `s${createHash('sha1').update(text).digest('hex').slice(0, 24)}`

const run = <Row>(db: Executor, query: Query, name: string | undefined, values: Record<string, unknown> = {}) =>
  db._.session
    .prepareQuery<{ execute: Answer<Row>; all: never; values: never }>(query, undefined, name, false)
    .execute(values)

/**
 * SQL whose text is rendered once, for what runs with every call; `sql.placeholder(name)` stands for each value.
 * It is named on the connection, so PostgreSQL parses it once there and plans it a few times: planning took longer
 * than answering (decision 0012). `anew` is for a text whose best plan hangs on the values: words in an inverted index.
 */
export function statement<Row extends Record<string, unknown>>(
  text: SQL,
  plan: 'kept' | 'anew' = 'kept',
): Statement<Row> {
  const query = dialect.sqlToQuery(text)
  const name = plan === 'kept' ? nameOf(query.sql) : undefined
  return (db, values) => run(db, query, name, values)
}

interface Built<T> {
  toSQL(): Query
  prepare(name: string): T
}

/** A built query, rendered and named once for each database. */
export function renderedOnce<T>(build: (db: Database) => Built<T>): (db: Database) => T {
  const made = new WeakMap<Database, T>()
  return (db) => {
    const known = made.get(db)
    if (known) return known
    const query = build(db)
    const prepared = query.prepare(nameOf(query.toSQL().sql))
    made.set(db, prepared)
    return prepared
  }
}

/**
 * Inserts rows whole, with a text rendered once for each small number of rows, and one for any number more: that takes
 * each column as one array. Columns with a default of their own keep it. A table of arrays can only take few rows.
 */
export function inserter<T extends PgTable>(table: T): (db: Executor, rows: T['$inferInsert'][]) => Promise<void> {
  const columns = Object.entries(getTableColumns(table)).filter(
    ([, c]) => !c.hasDefault && !c.generated && !c.generatedIdentity,
  )
  const names = columns.map(([, column]) => `"${column.name}"`).join(', ')
  const kept = new Map<number, { text: string; name: string }>()
  const render = (count: number) => {
    const from = count > KEPT_ROWS_MAX ? manyRows(columns.map(([, column]) => column)) : fewRows(count, columns.length)
    const text = dialect.sqlToQuery(sql`insert into ${table} (${sql.raw(names)}) ${sql.raw(from)}`).sql
    const made = { text, name: nameOf(text) }
    kept.set(count, made)
    return made
  }
  return async (db, rows) => {
    const size = Math.min(rows.length, KEPT_ROWS_MAX + 1)
    const values = (key: string, column: PgColumn) =>
      rows.map((row) => {
        const value = (row as Record<string, unknown>)[key]
        return value == null ? null : column.mapToDriverValue(value)
      })
    const lists = columns.map(([key, column]) => values(key, column))
    const params = size > KEPT_ROWS_MAX ? lists : rows.flatMap((_, row) => lists.map((list) => list[row]))
    const { text, name } = kept.get(size) ?? render(size)
    await run(db, { sql: text, params }, name)
  }
}

function fewRows(count: number, width: number): string {
  const slots = (row: number) => Array.from({ length: width }, (_, i) => `$${row * width + i + 1}`).join(', ')
  return `values ${Array.from({ length: count }, (_, row) => `(${slots(row)})`).join(', ')}`
}

const manyRows = (columns: PgColumn[]) =>
  `select * from unnest(${columns.map((column, i) => `$${i + 1}::${column.getSQLType()}[]`).join(', ')})`
