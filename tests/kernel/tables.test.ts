import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import { getTableName, isTable } from 'drizzle-orm'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TableFacts } from '../../cloudfunctions/kernel/database/columns'
import { allTables } from '../../cloudfunctions/server/tables'
import { type TestDatabase, testDatabase } from '../database'

const root = join(import.meta.dirname, '../../cloudfunctions')
const tableFiles = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('/table.ts'))
const load = (path: string): Promise<Record<string, unknown>> => import(pathToFileURL(join(root, path)).href)
const named = new Map(allTables.map((facts) => [getTableName(facts.table), facts]))
const names = [...named.keys()]

let database: TestDatabase
let owner: pg.Client
beforeAll(async () => {
  database = await testDatabase()
  owner = new pg.Client(database.ownerUrl)
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await database.drop()
})

describe('tables and migrations', () => {
  test('the migrations make what the tables say: nothing is left to generate', async () => {
    const modules = await Promise.all(tableFiles.map(load))
    const now = generateDrizzleJson(Object.assign({}, ...modules))
    const meta = join(root, 'migrations/meta')
    const last = readdirSync(meta)
      .filter((name) => name.endsWith('_snapshot.json'))
      .sort()
      .at(-1)!
    const before = JSON.parse(readFileSync(join(meta, last), 'utf8'))
    expect(await generateMigration(before, now)).toEqual([])
  })

  test('every migration has its journal entry and its snapshot', () => {
    const files = (folder: string, end: string) =>
      readdirSync(join(root, 'migrations', folder))
        .filter((name) => name.endsWith(end))
        .sort()
    const { entries } = JSON.parse(readFileSync(join(root, 'migrations/meta/_journal.json'), 'utf8'))
    expect(files('', '.sql')).toEqual(entries.map(({ tag }: { tag: string }) => `${tag}.sql`))
    expect(files('meta', '_snapshot.json')).toHaveLength(entries.length)
  })

  test.each(names)('%s stands in the database as declared', async (name) => {
    const { columns, checks } = getTableConfig(named.get(name)!.table)
    const made = await owner.query(
      `select column_name as name, is_nullable = 'NO' as "notNull" from information_schema.columns where table_name = $1`,
      [name],
    )
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
    const declared = columns.map((column) => ({ name: column.name, notNull: column.notNull }))
    expect(made.rows.sort(byName)).toEqual(declared.sort(byName))
    const kept = await owner.query(
      `select conname from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
      [name],
    )
    expect(kept.rows.map((row) => row.conname).sort()).toEqual(checks.map((check) => check.name).sort())
  })

  test('time and chance never come from SQL, but for the transaction number of changes', async () => {
    const { rows } = await owner.query(`
      select c.relname || '.' || a.attname as column, pg_get_expr(d.adbin, d.adrelid) as value
      from pg_attrdef d join pg_class c on c.oid = d.adrelid
        join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
      where c.relnamespace = 'public'::regnamespace and a.attgenerated = ''`)
    expect(rows).toEqual([{ column: 'changes.xid', value: 'pg_current_xact_id()' }])
  })
})

describe('facts', () => {
  test.each(tableFiles)('%s has its facts, and they are known to the migrator', async (path) => {
    const module = await load(path)
    const tables = Object.values(module).filter((value) => isTable(value)) as PgTable[]
    const facts = module.facts as TableFacts[]
    expect(facts.map((one) => getTableName(one.table)).sort()).toEqual(
      tables.map((table) => getTableName(table)).sort(),
    )
    for (const one of facts) expect(allTables).toContain(one)
  })

  test('no table is listed twice, and the database has no other', async () => {
    expect(allTables).toHaveLength(named.size)
    const { rows } = await owner.query(`select tablename from pg_tables where schemaname = 'public'`)
    expect(rows.map((row) => row.tablename).sort()).toEqual(names.sort())
  })

  test.each(names)('%s has the key column of its class', (name) => {
    const { table, class: kind } = named.get(name)!
    const { columns, primaryKeys } = getTableConfig(table)
    const key = name === 'people' ? 'id' : { person: 'person_id', place: 'community_id' }[kind as string]
    if (!key) return
    expect(columns.find((column) => column.name === key)?.notNull, `${key} of a ${kind} table`).toBe(true)
    // Composite keys of a spread table carry the column it is spread by, or no machine alone could enforce them.
    for (const primary of primaryKeys) expect(primary.columns.map((column) => column.name)).toContain(key)
  })
})

describe('the server’s own role', () => {
  const deniedTo = async (statement: string) => {
    const error = await database.pool.query(statement).then(
      () => null,
      (failure: { code: string }) => failure.code,
    )
    return error === '42501'
  }

  test.each([
    'create table t (id int)',
    'create schema s',
    'create index on orders (state)',
    'alter table orders add column x int',
    'alter table orders disable trigger all',
    'drop table orders',
    'truncate orders',
    'create function f() returns int language sql as $$ select 1 $$',
    'create role r',
    `copy orders to program 'cat'`,
    `select pg_read_file('/etc/passwd')`,
    'select pg_advisory_lock(1), rolpassword from pg_authid',
    'drop database postgres',
  ])('cannot %s', async (statement) => {
    expect(await deniedTo(statement)).toBe(true)
  })

  test.each(names)('changes %s no further than its facts say', async (name) => {
    const { table, isAppendOnly = false, isDeletable = false } = named.get(name)!
    const column = getTableConfig(table).columns[0]!.name
    expect(await deniedTo(`update "${name}" set "${column}" = "${column}" where false`)).toBe(isAppendOnly)
    expect(await deniedTo(`delete from "${name}" where false`)).toBe(!isDeletable)
    expect(await deniedTo(`select from "${name}" where false`)).toBe(false)
  })

  test('order_events, access_log and events are append-only', () => {
    const appendOnly = allTables.filter((facts) => facts.isAppendOnly).map((facts) => getTableName(facts.table))
    expect(appendOnly).toEqual(expect.arrayContaining(['order_events', 'access_log', 'events']))
  })
})
