import { fork } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { Problem, portTaken } from './problem'
import { endProcess } from './processes'
import type { Part } from './supervise'

/** What the host tells its launcher. */
export type HostMessage =
  | { type: 'ready' }
  | { type: 'portTaken' }
  /** Somebody moved the clock: the simulators move with it. */
  | { type: 'clock'; offsetMs: number }

export interface HostProcess extends Part {
  pid: number
}

/** Starts the host as a process of its own and waits until it listens. Throws Problem when it ends before. */
export function startHost(options: {
  env: Record<string, string>
  dataDir: string
  port: number
  onClock(offsetMs: number): void
}): Promise<HostProcess> {
  const log = join(options.dataDir, 'host.log')
  const output = openSync(log, 'a', 0o600)
  const child = fork(join(import.meta.dirname, 'host.ts'), [], {
    env: { ...process.env, ...options.env },
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', output, output, 'ipc'],
  })
  closeSync(output)
  let isStopping = false
  const host: HostProcess = {
    pid: child.pid ?? 0,
    onExit: (callback) => child.once('exit', () => isStopping || callback()),
    async stop() {
      isStopping = true
      if (child.exitCode === null && child.signalCode === null)
        await endProcess(host.pid, ['SIGTERM', 'SIGKILL'], 8_000)
    },
  }
  return new Promise((resolve, reject) => {
    child.on('message', (message: HostMessage) => {
      if (message.type === 'ready') resolve(host)
      if (message.type === 'portTaken') reject(portTaken(options.port))
      if (message.type === 'clock') options.onClock(message.offsetMs)
    })
    child.once('exit', () => reject(notStarted(log)))
    child.once('error', () => reject(notStarted(log)))
  })
}

const notStarted = (log: string) =>
  new Problem(
    'start.failed',
    `服务没能启动，原因写在 ${log} 的最后几行`,
    `The server did not start; the last lines of ${log} say why`,
  )
