import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** True while a process with this id exists, whoever owns it. A zombie does not count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return !isZombie(pid)
}

function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false
  try {
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return true
  }
}

/** Command line of a living process, '' where it cannot be told. */
export function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
  } catch {
    return ''
  }
}

/** Sends each signal in turn, giving the process `graceMs` after each. Resolves true once it is gone. */
export async function endProcess(pid: number, signals: NodeJS.Signals[], graceMs: number): Promise<boolean> {
  for (const signal of signals) {
    try {
      process.kill(pid, signal)
    } catch {
      return true
    }
    for (let waited = 0; waited < graceMs; waited += 50) {
      if (!isAlive(pid)) return true
      await sleep(50)
    }
  }
  return !isAlive(pid)
}
