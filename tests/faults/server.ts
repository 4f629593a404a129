import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { isAlive } from '../../local/processes'
import { hostEnvironment } from '../../local/settings'
import { TEST_KEYS } from '../keys'

export const WECHAT_APP = { id: 'wx0000000000000000', secret: 'test-secret' }

const SECRETS = {
  ownerPassword: '',
  appPassword: '',
  keys: TEST_KEYS.keys,
  currentKey: TEST_KEYS.current,
  indexKey: TEST_KEYS.indexKey,
  wechatAppSecret: WECHAT_APP.secret,
  wechatPushToken: 'push-token',
}

/** The settings of a server on this database, in front of these simulators. */
export const environment = (urls: { database: string; simulators: string }): Record<string, string> =>
  hostEnvironment({ port: 0, dataDir: '.data', databaseUrl: null, hasPhones: false }, SECRETS, urls)

export interface ServerProcess {
  url: string
  pid: number
  /** Of the process beside it that does the background work; null where it does that itself. */
  workPid: number | null
  isRunning(): boolean
  /** As a power cut would: no handler of its own runs. Resolves once it is gone. */
  kill(): Promise<void>
}

interface Told {
  port: number
  workPid?: number
}

const ARTIFACTS = join(import.meta.dirname, '../.artifacts/servers')
const bundles = new Map<string, Promise<string>>()

/** One file of ours starts three times as fast as many that tsx compiles. It lies where it finds node_modules. */
async function bundle(script: string): Promise<string> {
  const file = join(ARTIFACTS, `${basename(script, '.ts')}.mjs`)
  const common = { bundle: true, packages: 'external', platform: 'node', target: 'node20.19', format: 'esm' } as const
  const { outputFiles } = await build({ entryPoints: [script], write: false, ...common })
  // Several test files make the same one at the same time, and none may read a half of it.
  mkdirSync(ARTIFACTS, { recursive: true })
  writeFileSync(`${file}.${process.pid}`, outputFiles[0]!.contents)
  renameSync(`${file}.${process.pid}`, file)
  return file
}

/** The file to start for a script of ours. */
export async function bundled(script: string): Promise<string> {
  if (!bundles.has(script)) bundles.set(script, bundle(script))
  return bundles.get(script)!
}

/** The process beside the server that does what takes long. */
export const WORK_PROCESS = join(import.meta.dirname, '../../cloudfunctions/server/work-process.ts')

/** Starts a script that tells its port over the channel, and resolves when it listens. */
export async function startServer(
  env: Record<string, string>,
  script = join(import.meta.dirname, 'server-process.ts'),
  execArgv: string[] = [],
): Promise<ServerProcess> {
  const child = fork(await bundled(script), [], {
    env: { ...process.env, ...env },
    execArgv,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const gone = once(child, 'exit')
  const [told] = (await Promise.race([once(child, 'message'), gone])) as [Told | number | null]
  if (typeof told !== 'object' || !told) throw new Error(`the server ended before it listened (${told})`)
  return {
    url: `http://127.0.0.1:${told.port}`,
    pid: child.pid!,
    workPid: told.workPid ?? null,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    async kill() {
      child.kill('SIGKILL')
      // One that was started in its place ends by itself, as nobody holds its channel.
      if (told.workPid && isAlive(told.workPid)) process.kill(told.workPid, 'SIGKILL')
      await gone
    },
  }
}
