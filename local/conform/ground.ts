import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { compose } from '../../cloudfunctions/api/compose'
import type { RpcReply } from '../../cloudfunctions/contract/reply'
import { systemClock } from '../../cloudfunctions/kernel/clock/clock'
import type { Config } from '../../cloudfunctions/kernel/config'
import type { Log } from '../../cloudfunctions/kernel/log'
import { createHost } from '../../cloudfunctions/server/app'
import { migrate } from '../../cloudfunctions/server/migrate'
import { ensureDatabase } from '../postgres/roles'
import { startPostgres } from '../postgres/server'
import { issueCode } from '../simulators/wechat/login'
import { SIMULATED_TEMPLATE_IDS } from '../simulators/wechat/templates'
import { startWechat } from '../wechat'

const APP = { id: 'wx-conform', secret: randomBytes(16).toString('hex') }
const DATABASE = 'conform'
/** A recording is fed in as fast as it goes. */
const UNLIMITED = { queriesPerMinute: 1e9, mutationsPerMinute: 1e9 }

const SILENT: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** Somebody who uses the product through its own doors. */
export interface Visitor {
  query<T>(path: string, input?: object): Promise<T>
  mutate<T>(path: string, input?: object): Promise<T>
}

export interface Ground {
  /** Fills the context in, as the owner of the database. */
  owner: pg.Client
  newId(): string
  /** Logs a new person in by WeChat. */
  visitor(): Promise<Visitor>
  /** Resolves when everything that follows from what was sent has happened. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** The real product on a throw-away database, with the simulated WeChat. */
export async function openGround(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'linli-conform-'))
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), isDurable: false })
  await ensureDatabase(postgres.ownerUrl('postgres'), DATABASE)
  await migrate(postgres.ownerUrl(DATABASE))
  const owner = new pg.Client({ connectionString: postgres.ownerUrl(DATABASE) })
  await owner.connect()
  const push = { url: 'http://127.0.0.1:9/', token: randomUUID() }
  const simulators = await startWechat({ clock: systemClock, app: APP, push })
  const config = configFor(postgres.appUrl(DATABASE), simulators.url, push.token)
  const host = await createHost(config, { parts: await compose(config, { log: SILENT }), limits: UNLIMITED })

  async function call<T>(from: string, token: string | null, path: string, input: object): Promise<T> {
    // Each visitor comes from an address of their own, as their phones do.
    const origin = { 'content-type': 'application/json', 'x-real-ip': from }
    const headers = { ...origin, ...(token && { authorization: `Bearer ${token}` }) }
    const response = await host.app.request('/rpc', { method: 'POST', headers, body: JSON.stringify({ path, input }) })
    const reply = (await response.json()) as RpcReply<T>
    if (!reply.ok) throw new Error(`${path}: ${reply.error.code} ${reply.error.message}`)
    return reply.data
  }

  return {
    owner,
    newId: host.deps.newId,
    async visitor() {
      const openid = randomUUID()
      const code = issueCode(simulators.wechat, simulators.wechat.loginCodes, openid)
      const login = { key: randomUUID(), code }
      const { token } = await call<{ token: string }>(openid, null, 'session.login', login)
      return {
        query: (path, input = {}) => call(openid, token, path, input),
        mutate: (path, input = {}) => call(openid, token, path, { key: randomUUID(), ...input }),
      }
    },
    settle: () => host.runner.settle(),
    async close() {
      await host.close()
      await simulators.stop()
      await owner.end()
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function configFor(databaseUrl: string, wechatUrl: string, pushToken: string): Config {
  const key = () => randomBytes(32).toString('base64')
  return {
    mode: 'local',
    port: 0,
    databaseUrl,
    dataDir: '',
    keys: { k1: key() },
    currentKey: 'k1',
    indexKey: key(),
    algorithm: 'aes-256-gcm',
    publicUrl: 'http://127.0.0.1:9',
    calendar: {},
    speech: null,
    phone: null,
    wechat: {
      baseUrl: wechatUrl,
      appId: APP.id,
      appSecret: APP.secret,
      pushToken,
      subscribeTemplateIds: SIMULATED_TEMPLATE_IDS.subscribe,
      employeeTemplateIds: SIMULATED_TEMPLATE_IDS.employee,
    },
  }
}
