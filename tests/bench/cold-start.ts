import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../local/free-port'
import { startHost } from '../../local/host-process'

const TIMES = 3

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
