import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { compose } from '../cloudfunctions/api/compose'
import { OffsetClock } from '../cloudfunctions/kernel/clock/clock'
import { advanceClock } from '../cloudfunctions/kernel/clock/store'
import type { Config } from '../cloudfunctions/kernel/config'
import type { Log } from '../cloudfunctions/kernel/log'
import { createHost, type Host, type HostOptions } from '../cloudfunctions/server/app'
import { writeProgress } from '../local/h5/progress'
import { localRoutes } from '../local/routes/local-routes'
import type { Simulators } from '../local/simulators/server'
import { SIMULATED_PHONE_TEMPLATE_IDS } from '../local/simulators/tencent/templates'
import { SIMULATED_TEMPLATE_IDS } from '../local/simulators/wechat/templates'
import { startWechat } from '../local/wechat'
import { TEST_KEYS } from './keys'

/** What the server logged, for tests that search it. */
export class RecordedLog implements Log {
  readonly lines: string[] = []
  private write = (facts: Record<string, unknown>, message: string) =>
    this.lines.push(JSON.stringify({ ...facts, message }))
  info = this.write
  warn = this.write
  error = this.write
}

export interface ServedHost extends Host {
  /** Everything `npm start` serves, at a loopback port of its own. */
  url: string
  simulators: Simulators
  log: RecordedLog
  clock: OffsetClock
  stop(): Promise<void>
}

const APP = { id: 'wx-test', secret: 'test-secret' }
const PUSH_TOKEN = 'push-token'
export const CALLBACK_SECRET = 'callback-secret-of-the-tests'
const SPEECH = { secretId: 'AKIDtest', secretKey: 'test-key' }

/** Limits that a test of something else does not run into. */
const GENEROUS = { queriesPerMinute: 1e9, mutationsPerMinute: 1e9 }

/** The real server over HTTP on a migrated database, in front of the simulated WeChat. */
export async function serveHost(
  databaseUrl: string,
  options: Pick<HostOptions, 'limits'> & { poolSize?: number } = {},
): Promise<ServedHost> {
  const { limits = GENEROUS, ...composing } = options
  const clock = new OffsetClock()
  const app = new Hono()
  const { url, close } = await listen(app)
  const simulators = await startWechat({
    clock,
    app: APP,
    tencent: SPEECH,
    phone: { callback: { url, secret: CALLBACK_SECRET }, latencyMs: 5, reportDelayMs: 20 },
    push: { url: `${url}/notify/wechat-push`, token: PUSH_TOKEN },
  })
  const config = configFor(databaseUrl, simulators.url, url)
  const log = new RecordedLog()
  const dataDir = builtPages()
  const host = await createHost(config, { parts: await compose(config, { clock, log, ...composing }), limits })
  const moveClock = async (ms: number) => {
    clock.offsetMs = await advanceClock(host.deps.db, ms)
    return clock.now()
  }
  const local = {
    root: join(import.meta.dirname, '..'),
    dataDir,
    simulatorsUrl: simulators.url,
    advanceClock: moveClock,
  }
  await moveClock(msUntilMorning(Date.now()))
  app.route('/', localRoutes({ ...local, request: (path, init) => host.app.request(path, init) }))
  app.route('/', host.app)
  return {
    ...host,
    url,
    simulators,
    log,
    clock,
    async stop() {
      await ended('the host', host.close(), log)
      await ended('the simulators', simulators.stop(), log)
      close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const STOP_MS_MAX = 20_000

/** Says what does not end, before the hook that waits for it gives up without a word. */
async function ended(what: string, work: Promise<void>, log: RecordedLog): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    const say = () => reject(new Error(`${what} did not end in 20 s; logged last: ${log.lines.slice(-3).join(' ')}`))
    timer = setTimeout(say, STOP_MS_MAX)
  })
  await Promise.race([work, tooLong]).finally(() => clearTimeout(timer))
}

const DAY_MS = 86_400_000
/** 10 o'clock in Shanghai. */
const MORNING_UTC_MS = 2 * 3_600_000

/** Tests begin by day, whenever they are run: at night pushes wait. */
const msUntilMorning = (nowMs: number): number => (MORNING_UTC_MS - (nowMs % DAY_MS) + DAY_MS) % DAY_MS

/** A data folder that says the phone pages are built, as they are before the tests. */
function builtPages(): string {
  const folder = mkdtempSync(join(tmpdir(), 'linli-served-'))
  writeProgress(folder, { state: 'ready', percent: 100, seconds: 0, detail: null, lastSeconds: null })
  return folder
}

function configFor(databaseUrl: string, wechatUrl: string, publicUrl: string): Config {
  const { keys, current: currentKey, indexKey } = TEST_KEYS
  return {
    mode: 'local',
    port: 0,
    databaseUrl,
    dataDir: '',
    keys,
    currentKey,
    indexKey,
    algorithm: 'aes-256-gcm',
    publicUrl,
    calendar: {},
    speech: { baseUrl: wechatUrl, ...SPEECH },
    phone: {
      sms: {
        baseUrl: wechatUrl,
        sdkAppIds: ['1400000001'],
        sign: '邻里通',
        templateIds: SIMULATED_PHONE_TEMPLATE_IDS.sms,
        priceFen: 5,
      },
      voice: {
        baseUrl: wechatUrl,
        sdkAppIds: ['1400000002'],
        templateIds: SIMULATED_PHONE_TEMPLATE_IDS.voice,
        priceFen: 12,
      },
      capFen: 20_000,
      callbackSecret: CALLBACK_SECRET,
    },
    wechat: {
      baseUrl: wechatUrl,
      appId: APP.id,
      appSecret: APP.secret,
      pushToken: PUSH_TOKEN,
      subscribeTemplateIds: SIMULATED_TEMPLATE_IDS.subscribe,
      employeeTemplateIds: SIMULATED_TEMPLATE_IDS.employee,
    },
  }
}

/** Routes are added after the port is known: WeChat's pushes need the address. */
function listen(app: Hono): Promise<{ url: string; close(): void }> {
  return new Promise((resolve) => {
    const server = serve({ fetch: (request) => app.fetch(request), hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve({
        url: `http://127.0.0.1:${port}`,
        close() {
          server.close()
          if ('closeAllConnections' in server) server.closeAllConnections()
        },
      }),
    )
  })
}
