import { randomBytes, randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import { compose } from '../cloudfunctions/api/compose'
import type { RpcReply } from '../cloudfunctions/contract/reply'
import { OffsetClock } from '../cloudfunctions/kernel/clock/clock'
import type { Config } from '../cloudfunctions/kernel/config'
import type { Log } from '../cloudfunctions/kernel/log'
import { openSession } from '../cloudfunctions/kernel/sessions/store'
import { createHost, type Host } from '../cloudfunctions/server/app'
import { personId } from '../local/county/cast'
import type { Simulators } from '../local/simulators/server'
import { startWechat } from '../local/wechat'
import { type TestDatabase, testDatabase } from './database'
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

export interface TestHost extends Host {
  database: TestDatabase
  simulators: Simulators
  log: RecordedLog
  clock: OffsetClock
  /** Someone of the demo county's cast, or a person of whom one knows the id. */
  as(key: string): Promise<Client>
  asPerson(personId: string): Promise<Client>
  guest: Client
  stop(): Promise<void>
}

/** Calls procedures as the mini-program does. Mutations are given a key unless they bring one. */
export class Client {
  constructor(
    private readonly app: Hono,
    readonly token: string | null,
    readonly personId: string | null,
  ) {}

  /** Status and envelope, for tests of refusals. */
  async send(path: string, input: unknown = {}): Promise<{ status: number; reply: RpcReply<any> }> {
    const headers = { 'content-type': 'application/json', ...(this.token && { authorization: `Bearer ${this.token}` }) }
    const response = await this.app.request('/rpc', { method: 'POST', headers, body: JSON.stringify({ path, input }) })
    return { status: response.status, reply: (await response.json()) as RpcReply<any> }
  }

  async query(path: string, input: object = {}): Promise<any> {
    return this.unwrap(path, await this.send(path, input))
  }

  async mutate(path: string, input: object = {}): Promise<any> {
    return this.unwrap(path, await this.send(path, { key: randomUUID(), ...input }))
  }

  /** The error code of a call that must be refused. */
  async refusal(path: string, input: object = {}): Promise<string> {
    const { reply } = await this.send(path, { key: randomUUID(), ...input })
    if (reply.ok) throw new Error(`${path} was not refused`)
    return reply.error.code
  }

  private unwrap(path: string, { reply }: { reply: RpcReply<any> }): any {
    if (!reply.ok)
      throw new Error(`${path}: ${reply.error.code} ${reply.error.message} ${JSON.stringify(reply.error.fields ?? '')}`)
    return reply.data
  }
}

const APP = { id: 'wx-test', secret: 'test-secret' }
const GENEROUS = { queriesPerMinute: 1e9, mutationsPerMinute: 1e9 }

/** The real server on a database of its own with the demo county, in front of the WeChat simulators. */
export async function testHost(options: { poolSize?: number } = {}): Promise<TestHost> {
  const database = await testDatabase({ county: true, ...options })
  const clock = new OffsetClock()
  const pushToken = 'push-token'
  let pushes: ((request: Request) => Response | Promise<Response>) | undefined
  const callback = await listenForPushes((request) => pushes!(request))
  const simulators = await startWechat({
    clock,
    app: APP,
    push: { url: `${callback.url}/notify/wechat-push`, token: pushToken },
  })
  const config = configFor(database.appUrl, simulators, callback.url, pushToken)
  const log = new RecordedLog()
  const parts = await compose(config, { clock, log, ...options })
  const host = await createHost(config, { parts, limits: GENEROUS })
  pushes = host.app.fetch
  const asPerson = async (id: string) => {
    const token = await host.deps.db.transaction((tx) => openSession(tx, randomBytes, id, 'test', clock.now()))
    return new Client(host.app, token, id)
  }
  return {
    ...host,
    database,
    simulators,
    log,
    clock,
    asPerson,
    as: (key) => asPerson(personId(key)),
    guest: new Client(host.app, null, null),
    async stop() {
      await host.close()
      await simulators.stop()
      callback.stop()
      await database.drop()
    },
  }
}

function configFor(databaseUrl: string, simulators: Simulators, publicUrl: string, pushToken: string): Config {
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
    wechat: {
      baseUrl: simulators.url,
      appId: APP.id,
      appSecret: APP.secret,
      pushToken,
      subscribeTemplateIds: { appealProgress: 'tmpl-appeal-progress' },
      employeeTemplateIds: { orderWaiting: 'tmpl-order-waiting' },
    },
  }
}

async function listenForPushes(fetch: (request: Request) => Response | Promise<Response>) {
  const { serve } = await import('@hono/node-server')
  return new Promise<{ url: string; stop(): void }>((resolve) => {
    const server = serve({ fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve({ url: `http://127.0.0.1:${port}`, stop: () => server.close() }),
    )
  })
}
