import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type OpenDatabase, openDatabase } from '../../cloudfunctions/kernel/database/open'
import { createEncryption } from '../../cloudfunctions/kernel/encryption'
import { createWechat } from '../../cloudfunctions/kernel/wechat/client'
import { readToken } from '../../cloudfunctions/kernel/wechat/store'
import { databaseTokens, type FetchToken, REFRESH_EARLY_MS } from '../../cloudfunctions/kernel/wechat/tokens'
import { type TestDatabase, testDatabase } from '../database'
import { APP, errorOf, type WechatWorld, wechatWorld } from './wechat-world'

const key = () => randomBytes(32).toString('base64')
const LIFE_MS = 7200_000
const keys = { k1: key() }
const encryption = createEncryption({ keys, current: 'k1', indexKey: key() })

let database: TestDatabase
let owner: OpenDatabase
let world: WechatWorld

beforeAll(async () => {
  database = await testDatabase()
  owner = openDatabase(database.ownerUrl, 1)
})
beforeEach(async () => {
  world = await wechatWorld()
  await owner.db.execute(sql`truncate access_tokens`)
})
afterEach(() => world.simulators.stop())
afterAll(async () => {
  await owner.close()
  await database.drop()
})

/** One server instance: its own store over its own pool. */
function instance(open = database, sealing = encryption) {
  const tokens = databaseTokens(open.db, sealing, world.clock)
  const wechat = createWechat({ baseUrl: world.simulators.url, appId: APP.id, appSecret: APP.secret, tokens })
  return { tokens, ask: () => wechat.checkText('demo-openid-resident', '楼道灯坏了', 'forum') }
}
const fetches = () => world.simulators.wechat.received.filter((entry) => entry.api === 'token').length
const unused: FetchToken = () => Promise.reject(new Error('must not be asked'))

describe('keeping', () => {
  test('one fetch serves until five minutes before the end', async () => {
    const { ask } = instance()
    await ask()
    world.clock.advance(LIFE_MS - REFRESH_EARLY_MS - 1)
    await ask()
    expect(fetches()).toBe(1)
    world.clock.advance(1)
    await ask()
    expect(fetches()).toBe(2)
    const row = await readToken(database.db, APP.id)
    expect(row?.expiresAt.getTime()).toBe(world.clock.now().getTime() + LIFE_MS)
  })

  test('the token lies sealed, and one that no longer opens is fetched again', async () => {
    await instance().ask()
    const row = await readToken(database.db, APP.id)
    expect(row?.tokenSealed).not.toContain(world.simulators.wechat.tokens[0]?.value)
    const renewed = createEncryption({ keys: { k2: key() }, current: 'k2', indexKey: key() })
    await instance(database, renewed).ask()
    expect(fetches()).toBe(2)
  })

  test('a fetch that fails keeps nothing and hinders nobody', async () => {
    const { ask } = instance()
    await world.control('fault', { api: 'token', errcode: -1 })
    expect(await errorOf(ask())).toMatchObject({ api: 'token', errcode: -1, retryable: true })
    expect(await readToken(database.db, APP.id)).toBeUndefined()
    await ask()
  })
})

describe('many at once', () => {
  test('two instances and twenty calls fetch one token', async () => {
    const other = openDatabase(database.appUrl, 4)
    const [first, second] = [instance(), instance({ ...database, db: other.db })]
    await world.control('settings', { latencyMs: 40 })
    await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? first : second).ask()))
    await other.close()
    expect(fetches()).toBe(1)
  })

  test('a token refused for both is renewed once', async () => {
    const other = openDatabase(database.appUrl, 4)
    const [first, second] = [instance(), instance({ ...database, db: other.db })]
    await first.ask()
    for (const token of world.simulators.wechat.tokens) token.isRevoked = true
    await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? first : second).ask()))
    await other.close()
    expect(fetches()).toBe(2)
  })

  test('waiters do not use up the pool', async () => {
    const small = openDatabase(database.appUrl, 2)
    await world.control('settings', { latencyMs: 40 })
    const { ask } = instance({ ...database, db: small.db })
    await Promise.all(Array.from({ length: 30 }, ask))
    await small.close()
    expect(fetches()).toBe(1)
  })
})

describe('renewing', () => {
  test('takes what another instance has fetched meanwhile', async () => {
    const { tokens } = instance()
    await tokens.get(APP.id, async () => ({ token: 'fresh', expiresInSeconds: 7200 }))
    expect(await tokens.renew(APP.id, 'stale', unused)).toBe('fresh')
    expect(await tokens.get(APP.id, unused)).toBe('fresh')
  })

  test('forces a new one only when WeChat offers the refused one again', async () => {
    const { tokens } = instance()
    const asked: boolean[] = []
    const fetchToken: FetchToken = async (force) => {
      asked.push(force)
      return { token: force ? 'forced' : 'refused', expiresInSeconds: 7200 }
    }
    expect(await tokens.get(APP.id, fetchToken)).toBe('refused')
    expect(await tokens.renew(APP.id, 'refused', fetchToken)).toBe('forced')
    expect(asked).toEqual([false, false, true])
  })

  test('an expired and an unknown token heal by themselves', async () => {
    const { ask } = instance()
    await ask()
    await world.control('reset')
    expect((await ask()).suggestion).toBe('pass')
    for (const token of world.simulators.wechat.tokens) token.expiresAt = 0
    expect((await ask()).suggestion).toBe('pass')
  })
})
