import { getTableColumns, type Query, type SQL, sql } from 'drizzle-orm'
import { PgDialect, type PgTable } from 'drizzle-orm/pg-core'
import type { Database, Executor } from './open'

const dialect = new PgDialect()

/** Texts for more rows are long, seldom and of many lengths. */
const KEPT_ROWS_MAX = 16

interface Answer<Row> {
  rows: Row[]
  rowCount: number | null
}

const run = <Row>(db: Executor, query: Query, values: Record<string, unknown> = {}) =>
  db._.session
    .prepareQuery<{ execute: Answer<Row>; all: never; values: never }>(query, undefined, undefined, false)
    .execute(values)

/**
 * SQL whose text is rendered once, for what runs with every call; `sql.placeholder(name)` stands for each value.
 * Nothing is named on the connection, so that poolers may lend it to others.
 */
export function statement<Row extends Record<string, unknown>>(
  text: SQL,
): (db: Executor, values: Record<string, unknown>) => Promise<Answer<Row>> {
  const query = dialect.sqlToQuery(text)
  return (db, values) => run(db, query, values)
}

/** A built query, rendered once for each database: `build` ends with `.prepare('')`. */
export function renderedOnce<T>(build: (db: Database) => T): (db: Database) => T {
  const made = new WeakMap<Database, T>()
  return (db) => {
    const query = made.get(db) ?? build(db)
    made.set(db, query)
    return query
  }
}

/** Inserts rows whole, with a text rendered once for each small number of rows. Columns with a default of their own keep it. */
export function inserter<T extends PgTable>(table: T): (db: Executor, rows: T['$inferInsert'][]) => Promise<void> {
  const columns = Object.entries(getTableColumns(table)).filter(
    ([, c]) => !c.hasDefault && !c.generated && !c.generatedIdentity,
  )
  const names = columns.map(([, column]) => `"${column.name}"`).join(', ')
  const texts = new Map<number, string>()
  const render = (count: number) => {
    const slots = (row: number) => columns.map((_, i) => `$${row * columns.length + i + 1}`).join(', ')
    const rows = Array.from({ length: count }, (_, row) => `(${slots(row)})`).join(', ')
    const text = dialect.sqlToQuery(sql`insert into ${table} (${sql.raw(names)}) values ${sql.raw(rows)}`).sql
    if (count <= KEPT_ROWS_MAX) texts.set(count, text)
    return text
  }
  return async (db, rows) => {
    const params = rows.flatMap((row) =>
      columns.map(([key, column]) => {
        const value = (row as Record<string, unknown>)[key]
        return value == null ? null : column.mapToDriverValue(value)
      }),
    )
    await run(db, { sql: texts.get(rows.length) ?? render(rows.length), params })
  }
}
