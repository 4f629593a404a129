import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../free-port'
import { postgresFailed } from '../problem'
import { plainEnv, type Site } from './cluster'
import { problemFromLog } from './failures'
import { answers, type Running } from './running'

export interface Launched extends Running {
  onExit(callback: () => void): void
}

const START_MS = 60_000
const LOG_LIMIT_BYTES = 4 * 1024 * 1024
// After kill -9 of the parent its children hold the memory until they notice.
const LEFTOVERS = /pre-existing shared memory block|lock file "postmaster\.pid" already exists/
const PORT_LOST = /could not (?:bind|create any TCP\/IP sockets)/

/** Starts the server and waits until it answers. Throws Problem, read from its log, when it ends instead. */
export async function launch(
  site: Site,
  url: (port: number) => string,
  isDurable: boolean,
  port: number,
): Promise<Launched> {
  for (let attempt = 1; ; attempt++) {
    const { child, said } = spawnServer(site, port, isDurable)
    const hasEnded = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined
    if (await answers(url(port), () => !hasEnded(), START_MS)) {
      return { pid: child.pid!, port, onExit: (callback) => child.once('exit', callback) }
    }
    if (!hasEnded()) {
      child.kill('SIGQUIT')
      throw postgresFailed(site.log)
    }
    const text = said()
    if (attempt > 40 || !(LEFTOVERS.test(text) || PORT_LOST.test(text))) throw problemFromLog(text, site)
    if (PORT_LOST.test(text)) port = await freePort()
    else await sleep(300)
  }
}

function spawnServer(
  { binaries, identity, dataDir, folder, log }: Site,
  port: number,
  isDurable: boolean,
): { child: ChildProcess; said: () => string } {
  const offset = existsSync(log) ? statSync(log).size : 0
  const isLong = offset > LOG_LIMIT_BYTES
  const output = openSync(log, isLong ? 'w' : 'a', 0o600)
  const { file, args, options } = identity.wrap(binaries.postgres, ['-D', dataDir, ...settings(port, isDurable)])
  // Its own process group: Ctrl-C in the terminal must reach it through stop() alone, after the host has let go.
  const child = spawn(file, args, {
    ...options,
    cwd: folder,
    env: plainEnv(),
    detached: true,
    stdio: ['ignore', output, output],
  })
  child.on('error', () => {})
  child.unref()
  closeSync(output)
  return {
    child,
    said: () =>
      readFileSync(log)
        .subarray(isLong ? 0 : offset)
        .toString(),
  }
}

function settings(port: number, isDurable: boolean): string[] {
  const values: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '200',
    ...(isDurable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
