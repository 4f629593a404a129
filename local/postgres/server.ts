import { existsSync, mkdirSync, realpathSync, statfsSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { freePort, isPortFree } from '../free-port'
import { diskFull, postgresFailed, secretsLost } from '../problem'
import { endProcess, isAlive } from '../processes'
import { loadSecrets, type Secrets } from '../secrets'
import { findBinaries } from './binaries'
import { giveCluster, hasCluster, makeCluster, type Site } from './cluster'
import { problemFromError, type Where } from './failures'
import { chooseIdentity } from './identity'
import { type Launched, launch } from './launch'
import { ensureRoles } from './roles'
import { findRunning } from './running'

export interface StartOptions {
  /** The cluster's own folder; `secrets.json` and `postgres.log` lie beside it. */
  dataDir: string
  /** Wished for; another is taken when it is not free. */
  port?: number
  /** false turns fsync off: for data that may be lost in a power cut. */
  isDurable?: boolean
}

export interface Postgres {
  /** Address for `linli_owner`, who migrates. */
  ownerUrl(database: string): string
  /** Address for `linli_app`, as whom the server runs. */
  appUrl(database: string): string
  port: number
  pid: number
  /** True when a server that was already running was taken over. */
  isReused: boolean
  stop(): Promise<void>
  /** Called once if the server ends by itself. */
  onExit(callback: () => void): void
}

const MIN_FREE_BYTES = 128 * 1024 * 1024

/**
 * Starts PostgreSQL on `dataDir`, making the cluster where there is none, or takes over the server that runs there.
 * Listens on 127.0.0.1 only. Throws Problem.
 */
export async function startPostgres(options: StartOptions): Promise<Postgres> {
  mkdirSync(dirname(options.dataDir), { recursive: true })
  const folder = realpathSync(dirname(options.dataDir))
  const dataDir = join(folder, basename(options.dataDir))
  const where: Where = { folder, log: join(folder, 'postgres.log') }
  const secretsFile = join(folder, 'secrets.json')
  try {
    const isNew = !hasCluster(dataDir)
    if (!isNew && !existsSync(secretsFile)) throw secretsLost(secretsFile)
    const secrets = loadSecrets(secretsFile)
    const url = (port: number) => address('linli_owner', secrets.ownerPassword, port, 'postgres')
    const running = isNew ? null : await findRunning(dataDir, url)
    if (running) return handle({ ...running, onExit: watch(running.pid) }, secrets, true)
    const site = prepare(where, dataDir, isNew, secrets)
    const launched = await launch(site, url, options.isDurable ?? true, await choosePort(options.port))
    await ensureRoles(url(launched.port), secrets.appPassword)
    return handle(launched, secrets, false)
  } catch (error) {
    throw problemFromError(error, where, secretsFile) ?? error
  }
}

function prepare(where: Where, dataDir: string, isNew: boolean, secrets: Secrets): Site {
  const room = statfsSync(where.folder)
  if (room.bavail * room.bsize < MIN_FREE_BYTES) throw diskFull(where.folder)
  const binaries = findBinaries()
  const identity = chooseIdentity(binaries.postgres, where.folder, isNew ? undefined : statSync(dataDir))
  const site = { ...where, dataDir, binaries, identity }
  if (isNew) makeCluster(site, secrets.ownerPassword)
  else giveCluster(site)
  return site
}

async function choosePort(wished?: number): Promise<number> {
  return wished && (await isPortFree(wished)) ? wished : freePort()
}

const address = (role: string, password: string, port: number, database: string) =>
  `postgres://${role}:${password}@127.0.0.1:${port}/${database}`

function handle({ pid, port, onExit }: Launched, secrets: Secrets, isReused: boolean): Postgres {
  let isStopping = false
  return {
    pid,
    port,
    isReused,
    ownerUrl: (database) => address('linli_owner', secrets.ownerPassword, port, database),
    appUrl: (database) => address('linli_app', secrets.appPassword, port, database),
    onExit: (callback) => onExit(() => isStopping || callback()),
    async stop() {
      isStopping = true
      if (!(await endProcess(pid, ['SIGINT', 'SIGQUIT', 'SIGKILL'], 10_000))) throw postgresFailed(`pid ${pid}`)
    },
  }
}

/** A server that another process started sends no exit event: look after it by its id. */
function watch(pid: number): Launched['onExit'] {
  return (callback) => {
    const timer = setInterval(() => {
      if (isAlive(pid)) return
      clearInterval(timer)
      callback()
    }, 500)
    timer.unref()
  }
}
