import type { OffsetClock } from '../cloudfunctions/kernel/clock/clock'
import { type DatabaseUrls, startDatabase, urlsOf, useDatabase } from './data'
import { type HostProcess, startHost } from './host-process'
import { loadSecrets, type Secrets } from './secrets'
import { hostEnvironment, type LocalSettings } from './settings'
import { type Kept, keepRunning } from './supervise'
import { explain, say } from './terminal'

export interface Kit {
  settings: LocalSettings
  secretsFile: string
  /** The database came back at another port. */
  onDatabaseMoved(): void
}

export interface KeptDatabase {
  urls(): DatabaseUrls
  secrets: Secrets
  stop(): Promise<void>
}

/** Keeps the database up: the embedded one, or one of the person's own, which is left alone. */
export async function keepDatabase(kit: Kit): Promise<KeptDatabase> {
  const { settings, secretsFile } = kit
  if (settings.databaseUrl) {
    const secrets = loadSecrets(secretsFile)
    const urls = await useDatabase(settings.databaseUrl, secrets)
    return { secrets, urls: () => urls, stop: async () => {} }
  }
  let port: number | undefined
  const kept = await keepRunning({
    ...spoken('数据库', 'PostgreSQL', settings),
    start: async () => {
      const postgres = await startDatabase(settings, port)
      const hasMoved = port !== undefined && postgres.port !== port
      port = postgres.port
      if (hasMoved) kit.onDatabaseMoved()
      return postgres
    },
  })
  if (kept.current().isReused) say('接着用还在运行的数据库（using the PostgreSQL that is already running）')
  return { secrets: loadSecrets(secretsFile), urls: () => urlsOf(kept.current()), stop: kept.stop }
}

/** Keeps the server up, with the settings it would find in a deployment. */
export function keepHost(
  { settings }: Kit,
  { urls, secrets }: KeptDatabase,
  clock: OffsetClock,
  simulatorsUrl: string,
): Promise<Kept<HostProcess>> {
  return keepRunning({
    ...spoken('服务', 'server', settings),
    start: () =>
      startHost({
        env: hostEnvironment(settings, secrets, { database: urls().app, simulators: simulatorsUrl }),
        dataDir: settings.dataDir,
        port: settings.port,
        onClock: (offsetMs) => {
          clock.offsetMs = offsetMs
        },
      }),
  })
}

/** Says each turn once, however often the same trouble comes back. */
function spoken(chinese: string, english: string, settings: LocalSettings) {
  let lastTrouble = ''
  return {
    onLost: () => say(`${chinese}意外停了，正在重新拉起（${english} stopped, restarting）`),
    onBack: () => {
      lastTrouble = ''
      say(`${chinese}恢复了，数据都在（${english} is back, nothing lost）`)
    },
    onTrouble: (error: unknown) => {
      const trouble = explain(error, settings)
      if (trouble !== lastTrouble) say(`${trouble}\n${chinese}还会接着试（will keep trying）`)
      lastTrouble = trouble
    },
  }
}
