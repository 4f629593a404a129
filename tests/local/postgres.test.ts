import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { ensureDatabase } from '../../local/postgres/roles'
import { type Postgres, startPostgres } from '../../local/postgres/server'
import { Problem } from '../../local/problem'
import { isAlive } from '../../local/processes'

const folders: string[] = []
const servers: Postgres[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) if (isAlive(server.pid)) await server.stop()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** mkdtemp makes 0700, which as root nobody else may enter. */
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'linli-postgres-'))
  folders.push(folder)
  return folder
}

async function start(folder: string, isDurable = false): Promise<Postgres> {
  const server = await startPostgres({ dataDir: join(folder, 'postgres'), isDurable })
  servers.push(server)
  return server
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const problemOf = (folder: string) =>
  start(folder).then(
    () => null,
    (error: unknown) => error,
  )

const gone = (server: Postgres) => new Promise<void>((resolve) => server.onExit(resolve))

test('a folder that only its owner may enter serves a cluster, and the app role makes no tables', async () => {
  const folder = newFolder()
  expect(statSync(folder).mode & 0o077).toBe(0)
  const server = await start(folder)
  await ensureDatabase(server.ownerUrl('postgres'), 'linli')
  await ensureDatabase(server.ownerUrl('postgres'), 'linli')
  expect(await query(server.appUrl('linli'), 'select current_user as me')).toEqual([{ me: 'linli_app' }])
  await expect(query(server.appUrl('linli'), 'create table t (n int)')).rejects.toMatchObject({ code: '42501' })
  await expect(query(server.appUrl('linli'), 'create temp table t (n int)')).rejects.toMatchObject({ code: '42501' })
  expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600)
})

test.runIf(process.getuid?.() === 0)('root steps down to an account where that account may enter', async () => {
  const folder = newFolder()
  chmodSync(folder, 0o755)
  await start(folder)
  expect(statSync(join(folder, 'postgres')).uid).not.toBe(0)
})

test('only its own address answers, and only with the password', async () => {
  const server = await start(newFolder())
  const url = new URL(server.ownerUrl('postgres'))
  expect(url.hostname).toBe('127.0.0.1')
  url.password = 'wrong'
  await expect(query(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  expect(await query(server.ownerUrl('postgres'), 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
  expect(await query(server.ownerUrl('postgres'), 'show unix_socket_directories')).toEqual([
    { unix_socket_directories: '' },
  ])
})

test('a second start takes over the server that an earlier process left', async () => {
  const folder = newFolder()
  const first = await start(folder)
  const second = await start(folder)
  expect(second.isReused).toBe(true)
  expect([second.pid, second.port]).toEqual([first.pid, first.port])
  await second.stop()
  expect(isAlive(first.pid)).toBe(false)
})

test('after kill -9 committed rows are there', async () => {
  const folder = newFolder()
  const first = await start(folder, true)
  await query(first.ownerUrl('postgres'), 'create table kept (n int); insert into kept select generate_series(1, 1000)')
  const ended = gone(first)
  process.kill(first.pid, 'SIGKILL')
  await ended
  const second = await start(folder, true)
  expect(second.isReused).toBe(false)
  expect(await query(second.ownerUrl('postgres'), 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }])
})

test('a pid file that names something else does not block', async () => {
  const folder = newFolder()
  const first = await start(folder)
  await first.stop()
  // As after a power cut: the number now belongs to another program, here to this test.
  writeFileSync(
    join(folder, 'postgres', 'postmaster.pid'),
    `${process.pid}\n${folder}/postgres\n1\n5432\n\n127.0.0.1\n\nready\n`,
  )
  const second = await start(folder)
  expect(await query(second.ownerUrl('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a taken port is replaced by a free one', async () => {
  const first = await start(newFolder())
  const second = await startPostgres({ dataDir: join(newFolder(), 'postgres'), port: first.port, isDurable: false })
  servers.push(second)
  expect(second.port).not.toBe(first.port)
})

test('a damaged folder, another version and lost secrets are each said in one sentence', async () => {
  const folder = newFolder()
  await (await start(folder)).stop()
  const file = (name: string) => join(folder, 'postgres', name)

  writeFileSync(file('PG_VERSION'), '15\n')
  expect(await problemOf(folder)).toMatchObject({ code: 'data.wrong_version' })
  writeFileSync(file('PG_VERSION'), '18\n')

  rmSync(join(folder, 'secrets.json'))
  expect(await problemOf(folder)).toMatchObject({ code: 'secrets.lost' })
  writeFileSync(join(folder, 'secrets.json'), '{')
  expect(await problemOf(folder)).toMatchObject({ code: 'secrets.lost' })
  rmSync(join(folder, 'secrets.json'))

  rmSync(file('global/pg_control'))
  const damaged = await problemOf(folder)
  expect(damaged).toBeInstanceOf(Problem)
  expect(damaged).toMatchObject({ code: 'data.damaged' })
  expect((damaged as Problem).message).toMatch(/坏了[\s\S]*mv .*\.bad/)
})

test('damage that only the server finds is said too', async () => {
  const folder = newFolder()
  await (await start(folder)).stop()
  truncateSync(join(folder, 'postgres', 'global', 'pg_control'), 100)
  expect(await problemOf(folder)).toMatchObject({ code: 'data.damaged' })
})

test('a first start that was cut off leaves nothing in the way', async () => {
  const folder = newFolder()
  mkdirSync(join(folder, 'postgres.new', 'base'), { recursive: true })
  const server = await start(folder)
  expect(server.isReused).toBe(false)
})
