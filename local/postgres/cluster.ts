import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { dataDamaged, dataWrongVersion, postgresFailed } from '../problem'
import type { Binaries } from './binaries'
import { POSTGRES_VERSION, problemFromLog, type Where } from './failures'
import type { Identity } from './identity'

/** Where a cluster and what belongs to it lie, and how its programs run. */
export interface Site extends Where {
  dataDir: string
  binaries: Binaries
  identity: Identity
}

/** Messages in English whatever the machine speaks: failures are recognised by them. */
export const plainEnv = () => ({ ...process.env, LC_ALL: 'C' })

/** Whether `dataDir` holds a cluster. Throws Problem when it holds something else or another version's. */
export function hasCluster(dataDir: string): boolean {
  if (!existsSync(dataDir) || readdirSync(dataDir).length === 0) return false
  const version = join(dataDir, 'PG_VERSION')
  if (!existsSync(version) || !existsSync(join(dataDir, 'global', 'pg_control'))) throw dataDamaged(dataDir)
  const found = readFileSync(version, 'utf8').trim()
  if (found !== POSTGRES_VERSION) throw dataWrongVersion(dataDir, found, POSTGRES_VERSION)
  return true
}

/** Makes a cluster beside `dataDir` and moves it there whole: an interrupted first start leaves nothing half made. */
export function makeCluster(site: Site, ownerPassword: string): void {
  const staging = `${site.dataDir}.new`
  const passwordFile = `${site.dataDir}.password`
  rmSync(staging, { recursive: true, force: true })
  mkdirSync(staging, { mode: 0o700 })
  writeFileSync(passwordFile, ownerPassword, { mode: 0o600 })
  try {
    giveTo(site.identity, staging)
    giveTo(site.identity, passwordFile)
    runInitdb(site, staging, passwordFile)
    rmSync(site.dataDir, { recursive: true, force: true })
    renameSync(staging, site.dataDir)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(staging, { recursive: true, force: true })
  }
}

/** Hands existing files to the identity that will run on them, where they are another's. */
export function giveCluster({ dataDir, identity }: Site): void {
  if (!identity.owner || statSync(dataDir).uid === identity.owner.uid) return
  spawnSync('chown', ['-R', `${identity.owner.uid}:${identity.owner.gid}`, dataDir])
}

function giveTo({ owner }: Identity, path: string): void {
  if (owner) chownSync(path, owner.uid, owner.gid)
}

// Linux has C.UTF-8 everywhere, macOS spells it differently, Windows knows neither.
const LOCALE: Record<string, string[]> = {
  linux: ['--locale=C.UTF-8'],
  darwin: ['--locale=C', '--lc-ctype=UTF-8'],
}

function runInitdb({ binaries, identity, folder, log }: Site, staging: string, passwordFile: string): void {
  const { file, args, options } = identity.wrap(binaries.initdb, [
    `--pgdata=${staging}`,
    '--username=linli_owner',
    `--pwfile=${passwordFile}`,
    '--auth-host=scram-sha-256',
    '--auth-local=reject',
    '--encoding=UTF8',
    '--no-sync',
    ...(LOCALE[process.platform] ?? ['--locale=C']),
  ])
  const result = spawnSync(file, args, { ...options, cwd: folder, encoding: 'utf8', env: plainEnv() })
  if (result.status === 0) return
  const said = `${result.stdout}${result.stderr}${result.error ?? ''}`
  appendFileSync(log, said)
  const problem = problemFromLog(said, { folder, log })
  throw problem.code === 'data.damaged' ? postgresFailed(log) : problem
}
