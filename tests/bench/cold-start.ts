import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../local/free-port'
import { startHost } from '../../local/host-process'

const TIMES = 3
const root = join(import.meta.dirname, '..', '..')

/** Seconds from starting the server, as `npm start` does, to an answer at /healthz; median of three. The database is up. */
export async function coldStart(env: Record<string, string>): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'linli-start-'))
  const taken: number[] = []
  for (let i = 0; i < TIMES; i++) {
    const port = await freePort()
    const startedAt = performance.now()
    const host = await startHost({ env: { ...env, PORT: String(port) }, dataDir, port, onClock() {} })
    while (!(await fetch(`http://127.0.0.1:${port}/healthz`)).ok) await sleep(10)
    taken.push((performance.now() - startedAt) / 1000)
    await host.stop()
  }
  rmSync(dataDir, { recursive: true, force: true })
  return taken.sort((a, b) => a - b)[1]!
}

/** Seconds from `npm start` on data that is there to an answer at /healthz, its own PostgreSQL included; median of three. */
export async function warmStart(): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'linli-start-'))
  const taken: number[] = []
  // The first start makes the data and does not count.
  for (let i = 0; i <= TIMES; i++) {
    const port = await freePort()
    const startedAt = performance.now()
    const env = { ...process.env, LINLI_DATA_DIR: dataDir, PORT: String(port), LINLI_H5: 'off', DATABASE_URL: '' }
    const starter = spawn(process.execPath, [join(root, 'local', 'start.mjs')], { cwd: root, env, stdio: 'ignore' })
    while (!(await isUp(port))) await sleep(20)
    taken.push((performance.now() - startedAt) / 1000)
    starter.kill('SIGTERM')
    await new Promise((resolve) => starter.once('exit', resolve))
  }
  rmSync(dataDir, { recursive: true, force: true })
  return taken.slice(1).sort((a, b) => a - b)[1]!
}

const isUp = (port: number) =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )
