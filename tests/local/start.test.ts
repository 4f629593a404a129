import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CAST } from '../../local/county/cast'
import { freePort } from '../../local/free-port'
import { isAlive } from '../../local/processes'

const root = join(import.meta.dirname, '..', '..')
const dataDir = mkdtempSync(join(tmpdir(), 'linli-start-'))
let port: number
let starter: ChildProcess
let said = ''

interface Ended {
  code: number | null
  said: string
}

function run(env: Record<string, string>): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [join(root, 'local', 'start.mjs')], {
    cwd: root,
    env: { ...process.env, LINLI_DATA_DIR: dataDir, PORT: String(port), LINLI_H5: 'off', DATABASE_URL: '', ...env },
  })
  let words = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      words += chunk
      if (child === starter) said += chunk
    })
  }
  return { child, ended: new Promise((resolve) => child.once('exit', (code) => resolve({ code, said: words }))) }
}

async function until(what: string, check: () => boolean | Promise<boolean>, ms = 60_000): Promise<void> {
  for (let waited = 0; !(await holds(check)); waited += 100) {
    if (waited > ms) throw new Error(`${what} did not happen. Said:\n${said}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** What throws does not hold yet: a file is not there, a port is closed. */
async function holds(check: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await check()
  } catch {
    return false
  }
}

const isUp = async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).ok
const postgresPid = () => Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
const launcherPid = () => (JSON.parse(readFileSync(join(dataDir, 'launcher.json'), 'utf8')) as { pid: number }).pid

/** Sends and reads JSON; with `as`, in the name of that person. */
async function post(path: string, body: unknown, token?: string): Promise<{ status: number; answer: unknown }> {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  return { status: response.status, answer: await response.json() }
}

async function logIn(as: string): Promise<string> {
  const { status, answer } = await post('/local/login', { as })
  expect(status).toBe(200)
  return (answer as { token: string }).token
}

async function nameOf(token: string): Promise<unknown> {
  const { answer } = await post('/rpc', { path: 'session.me', input: {} }, token)
  return (answer as { data: { person: { name: string } } }).data.person.name
}

beforeAll(async () => {
  port = await freePort()
  starter = run({}).child
  await until('the first start', isUp)
}, 120_000)

afterAll(async () => {
  if (starter.exitCode === null) {
    starter.kill('SIGTERM')
    await new Promise((resolve) => starter.once('exit', resolve))
  }
  rmSync(dataDir, { recursive: true, force: true })
}, 60_000)

test('it says where to go and whom to be', () => {
  expect(said).toContain(`http://127.0.0.1:${port}`)
  expect(said).toMatch(/居民.*网格员.*社区书记/)
})

test('everyone of the cast can log in, through WeChat and the product’s own door', async () => {
  const { people } = (await (await fetch(`http://127.0.0.1:${port}/local/people`)).json()) as {
    people: { key: string; name: string }[]
  }
  expect(people).toHaveLength(CAST.length)
  for (const { key, name } of people) expect(await nameOf(await logIn(key))).toBe(name)
  expect(await post('/local/login', { as: 'nobody' })).toMatchObject({ status: 404 })
  expect(await post('/local/login', {})).toMatchObject({ status: 400 })
})

test('the clock goes forward only, and what WeChat received can be read', async () => {
  const { answer } = await post('/local/clock', { advanceSeconds: 3600 })
  expect(Date.parse((answer as { now: string }).now) - Date.now()).toBeGreaterThan(3_590_000)
  expect(await post('/local/clock', { advanceSeconds: -1 })).toMatchObject({ status: 400 })
  const outbox = (await (await fetch(`http://127.0.0.1:${port}/local/outbox`)).json()) as { received: { at: string }[] }
  expect(outbox.received.length).toBeGreaterThanOrEqual(CAST.length)
})

test('who is to be visited is there at once, not after the first sweep', async () => {
  const { answer } = await post('/rpc', { path: 'visits.due', input: {} }, await logIn('worker'))
  expect((answer as { data: { total: number } }).data.total).toBeGreaterThan(0)
})

test('a page of another site gets nothing from the local routes', async () => {
  const headers = { origin: 'https://example.com', 'content-type': 'application/json' }
  const init = { method: 'POST', headers, body: JSON.stringify({ as: 'county' }) }
  expect((await fetch(`http://127.0.0.1:${port}/local/login`, init)).status).toBe(403)
})

test('it comes back from kill -9 of PostgreSQL, and sessions are kept', async () => {
  const token = await logIn('worker')
  const killed = postgresPid()
  process.kill(killed, 'SIGKILL')
  await until('a new PostgreSQL', () => postgresPid() !== killed)
  await until('the return', isUp)
  expect(await nameOf(token)).toBe('刘海峰')
}, 60_000)

test('it comes back from kill -9 of Node, and sessions are kept', async () => {
  const token = await logIn('resident')
  const killed = launcherPid()
  process.kill(killed, 'SIGKILL')
  await until('a new launcher', () => launcherPid() !== killed)
  await until('the return', isUp)
  expect(await nameOf(token)).toBe('张建国')
}, 60_000)

test('a second start of the same data, and a port of somebody else, are told and not tried again', async () => {
  const again = await run({}).ended
  expect(again).toMatchObject({ code: 75 })
  expect(again.said).toContain(`端口 ${port} 已被占用`)

  const stranger = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => stranger.once('listening', resolve))
  const taken = (stranger.address() as { port: number }).port
  const other = mkdtempSync(join(tmpdir(), 'linli-start-'))
  const told = await run({ PORT: String(taken), LINLI_DATA_DIR: other }).ended
  stranger.close()
  rmSync(other, { recursive: true })
  expect(told).toMatchObject({ code: 75 })
  expect(told.said).toContain(`PORT=${taken + 1} npm start`)
  expect(told.said).not.toMatch(/\n\s+at /)
}, 60_000)

// How long the second start takes is a bench: `npm run bench` prints it.
test('stopped, it leaves no process behind; started again, it is warm and keeps sessions', async () => {
  const token = await logIn('secretary')
  const installed = statSync(join(dataDir, 'postgres', 'PG_VERSION'))
  const [postgres, launcher] = [postgresPid(), launcherPid()]
  starter.kill('SIGINT')
  await until('the end', () => starter.exitCode !== null)
  expect([isAlive(postgres), isAlive(launcher)]).toEqual([false, false])

  starter = run({}).child
  await until('the second start', isUp)
  const { ino, mtimeMs } = statSync(join(dataDir, 'postgres', 'PG_VERSION'))
  expect({ ino, mtimeMs }).toEqual({ ino: installed.ino, mtimeMs: installed.mtimeMs })
  expect(await nameOf(token)).toBe('周敏')
}, 90_000)
