import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { commandOf, endProcess, isAlive } from '../processes'

export interface Running {
  pid: number
  port: number
}

/**
 * The server that an earlier process left running on `dataDir`, if it still answers; one that does not is stopped.
 * A pid file whose process is gone or is something else is removed. Throws what a connection throws on a wrong password.
 */
export async function findRunning(dataDir: string, url: (port: number) => string): Promise<Running | null> {
  const file = join(dataDir, 'postmaster.pid')
  const running = readPidFile(file)
  if (!running) return null
  if (!isServerOf(running.pid, dataDir)) {
    rmSync(file, { force: true })
    return null
  }
  if (await answers(url(running.port), () => isAlive(running.pid), 20_000)) return running
  await endProcess(running.pid, ['SIGINT', 'SIGQUIT', 'SIGKILL'], 5_000)
  return null
}

/** Tries to connect until it works, `goOn` says no, or `ms` have passed. Throws on a refused password or a broken database. */
export async function answers(url: string, goOn: () => boolean, ms: number): Promise<boolean> {
  for (let waited = 0; waited < ms && goOn(); waited += 50) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.query('select 1')
      return true
    } catch (error) {
      if (!isNotYet(error)) throw error
    } finally {
      await client.end().catch(() => {})
    }
    await sleep(50)
  }
  return false
}

/** Starting, recovering, stopping, or no socket yet; any other SQL state is an answer. */
function isNotYet(error: unknown): boolean {
  const { code } = error as { code?: string }
  return !code || code === '57P03' || !/^[0-9A-Z]{5}$/.test(code)
}

function isServerOf(pid: number, dataDir: string): boolean {
  if (!isAlive(pid)) return false
  const command = commandOf(pid)
  return command.includes('postgres') && command.includes(dataDir)
}

function readPidFile(file: string): Running | null {
  if (!existsSync(file)) return null
  const lines = readFileSync(file, 'utf8').split('\n')
  return { pid: Number(lines[0]) || 0, port: Number(lines[3]) || 0 }
}
