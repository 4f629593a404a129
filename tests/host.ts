import { randomBytes, randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import type { RpcReply } from '../cloudfunctions/contract/reply'
import type { Limits } from '../cloudfunctions/kernel/dispatch/dispatch'
import { openSession } from '../cloudfunctions/kernel/sessions/store'
import { personId } from '../local/county/cast'
import { type TestDatabase, testDatabase } from './database'
import { type ServedHost, serveHost } from './serve'

export interface TestHost extends ServedHost {
  database: TestDatabase
  /** Someone of the demo county's cast, or a person of whom one knows the id. */
  as(key: string): Promise<Client>
  asPerson(personId: string): Promise<Client>
  guest: Client
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

/** The real server on a database of its own with the demo county, in front of the WeChat simulators. */
export async function testHost(options: { poolSize?: number; limits?: Limits } = {}): Promise<TestHost> {
  const database = await testDatabase({ county: true, ...(options.poolSize && { poolSize: options.poolSize }) })
  const host = await serveHost(database.appUrl, options)
  const asPerson = async (id: string) => {
    const token = await host.deps.db.transaction((tx) => openSession(tx, randomBytes, id, 'test', host.clock.now()))
    return new Client(host.app, token, id)
  }
  return {
    ...host,
    database,
    asPerson,
    as: (key) => asPerson(personId(key)),
    guest: new Client(host.app, null, null),
    async stop() {
      await host.stop()
      await database.drop()
    },
  }
}
