import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import { getTableConfig, type PgColumn } from 'drizzle-orm/pg-core'
import type { TableFacts } from '../../kernel/database/columns'
import type { Executor } from '../../kernel/database/open'

/** One sealed column with what names its rows. */
export interface SealedColumn {
  table: string
  column: string
  /** The row's key, in the order in which it is walked. */
  key: readonly { name: string; type: string }[]
  /** Columns that name the row in the place it is sealed to. */
  by: readonly string[]
}

/** All sealed columns of these tables. */
export function sealedColumns(tables: readonly TableFacts[]): SealedColumn[] {
  return tables.flatMap(({ table, sealed = {} }) => {
    const key = keyOf(table).map((column) => ({ name: column.name, type: column.getSQLType() }))
    return Object.entries(sealed).map(([column, by]) => ({ table: getTableName(table), column, key, by }))
  })
}

function keyOf(table: TableFacts['table']): PgColumn[] {
  const columns = Object.values(getTableColumns(table))
  const several = getTableConfig(table).primaryKeys[0]?.columns
  // The columns of a key as drizzle gives them do not know their type.
  return several?.map(({ name }) => columns.find((column) => column.name === name)!) ?? columns.filter((c) => c.primary)
}

export interface SealedCell {
  /** The row's key, as text. */
  key: string[]
  /** What names the row in its place, as text. */
  named: string[]
  sealed: string
}

const name = (column: string) => sql.raw(`"${column}"`)
const list = (parts: SQL[]) => sql.join(parts, sql`, `)
const isOld = (column: string, current: string) =>
  sql`${name(column)} is not null and left(${name(column)}, ${current.length + 1}) <> ${`${current}.`}`

/** The next cells of a column that another key than the current one has sealed, in the order of their keys. */
export async function oldCells(
  db: Executor,
  of: SealedColumn,
  query: { current: string; after: readonly string[] | null; limit: number },
): Promise<SealedCell[]> {
  const keys = list(of.key.map((one) => name(one.name)))
  const from = query.after
    ? sql`and (${keys}) > (${list(of.key.map((one, i) => sql`${query.after![i]!}::${sql.raw(one.type)}`))})`
    : sql``
  const texts = (names: readonly string[]) => sql`array[${list(names.map((one) => sql`${name(one)}::text`))}]`
  const { rows } = await db.execute<SealedCell & Record<string, unknown>>(sql`
    select ${texts(of.key.map((one) => one.name))} as key, ${texts(of.by)} as named, ${name(of.column)} as sealed
    from ${name(of.table)} where ${isOld(of.column, query.current)} ${from}
    order by ${keys} limit ${query.limit}`)
  return rows
}

/** Puts new seals where the old ones still stand; answers how many did. What the server wrote meanwhile stays. */
export async function replaceSeals(
  db: Executor,
  of: SealedColumn,
  cells: readonly (SealedCell & { fresh: string })[],
): Promise<number> {
  if (cells.length === 0) return 0
  const rows = list(
    cells.map(({ key, sealed, fresh }) => {
      const keys = of.key.map((one, i) => sql`${key[i]!}::${sql.raw(one.type)}`)
      return sql`(${list(keys)}, ${sealed}::text, ${fresh}::text)`
    }),
  )
  const names = of.key.map((_, i) => name(`k${i}`))
  const same = of.key.map((one, i) => sql`t.${name(one.name)} = v.${name(`k${i}`)}`)
  const { rowCount } = await db.execute(sql`
    update ${name(of.table)} t set ${name(of.column)} = v.fresh
    from (values ${rows}) as v(${list([...names, sql`was`, sql`fresh`])})
    where ${sql.join(same, sql` and `)} and t.${name(of.column)} = v.was`)
  return rowCount ?? 0
}

/** How many cells each key still opens, by `alg.keyId`. */
export async function sealsByKey(db: Executor, of: SealedColumn): Promise<{ key: string; cells: number }[]> {
  const column = name(of.column)
  const { rows } = await db.execute<{ key: string; cells: number }>(sql`
    select split_part(${column}, '.', 1) || '.' || split_part(${column}, '.', 2) as key, count(*)::int as cells
    from ${name(of.table)} where ${column} is not null group by 1 order by 1`)
  return rows
}
