import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { appRouter } from '../../cloudfunctions/api/router'
import { createDispatch } from '../../cloudfunctions/kernel/dispatch/dispatch'
import { personId, placeIds } from '../../local/county/cast'
import { issueCode } from '../../local/simulators/wechat/login'
import { Client, type TestHost, testHost } from '../host'

const DAY_MS = 86_400_000

let host: TestHost
beforeAll(async () => {
  host = await testHost()
  host.simulators.wechat.settings.latencyMs = 5
})
afterAll(() => host.stop())
beforeEach(() => {
  host.clock.offsetMs = 0
})

const withToken = (token: string) => new Client(host.app, token, null)
const loginCode = (openid = `openid-${randomUUID()}`) =>
  issueCode(host.simulators.wechat, host.simulators.wechat.loginCodes, openid)
const login = (input: object) => host.guest.send('session.login', { key: randomUUID(), ...input })

describe('a session counts no longer', () => {
  test('30 days after login, to the second', async () => {
    const resident = await host.as('resident')
    host.clock.offsetMs = 30 * DAY_MS - 5000
    await resident.query('appeals.mine')
    host.clock.offsetMs = 31 * DAY_MS
    expect(await resident.refusal('appeals.mine')).toBe('session.ended')
  })

  test.each([
    ['forged', () => randomBytes(32).toString('base64url')],
    ['cut short', (token: string) => token.slice(0, -1)],
    ['lengthened', (token: string) => `${token}A`],
    ['in other letters', (token: string) => token.toLowerCase()],
    ['a person’s id', () => personId('resident')],
    ['SQL', () => "'or'1'='1"],
  ])('when its token is %s', async (_what, forge) => {
    const { token } = await host.as('resident')
    const { status, reply } = await withToken(forge(token!)).send('appeals.mine')
    expect([status, !reply.ok && reply.error.code]).toEqual([401, 'session.ended'])
  })

  test('by its hash as the database keeps it', async () => {
    await host.as('resident')
    const { rows } = await host.database.pool.query('select token_hash as hash from sessions limit 5')
    for (const { hash } of rows)
      for (const coding of ['hex', 'base64url'] as const)
        expect(await withToken(hash.toString(coding)).refusal('appeals.mine')).toBe('session.ended')
  })

  test('after logout, while the other phone stays logged in', async () => {
    const [one, other] = [await host.as('neighbour'), await host.as('neighbour')]
    await one.mutate('session.logout')
    expect(await one.refusal('appeals.mine')).toBe('session.ended')
    await other.query('appeals.mine')
  })

  test('on any phone once the account is closed, nor for uploading', async () => {
    const [one, other] = [await host.as('owner2'), await host.as('owner2')]
    const { uploadUrl } = await other.mutate('files.begin', { mime: 'image/jpeg', bytes: 1 })
    await one.mutate('privacy.closeAccount', { confirm: '注销' })
    expect(await other.refusal('appeals.mine')).toBe('session.ended')
    const headers = { authorization: `Bearer ${other.token}` }
    expect((await host.app.request(uploadUrl, { method: 'POST', headers, body: 'x' })).status).toBe(401)
  })

  test('when another kind of authorization is sent', async () => {
    const { token } = await host.as('resident')
    for (const authorization of [
      `Basic ${token}`,
      `bearer ${token}`,
      `Bearer  ${token}`,
      `Bearer ${token} x`,
      token!,
    ]) {
      const body = JSON.stringify({ path: 'appeals.mine', input: {} })
      expect((await host.app.request('/rpc', { method: 'POST', headers: { authorization }, body })).status).toBe(401)
    }
  })
})

describe('login', () => {
  test('a code is good once', async () => {
    const code = loginCode()
    expect((await login({ code })).status).toBe(200)
    expect((await login({ code })).reply).toMatchObject({ ok: false, error: { code: 'wechat.code_refused' } })
  })

  test('a code is good for 5 minutes', async () => {
    const code = loginCode()
    host.clock.offsetMs = 301_000
    expect((await login({ code })).reply).toMatchObject({ ok: false, error: { code: 'wechat.code_refused' } })
  })

  test('sent ten times at once it opens one session, and every answer is that one', async () => {
    const input = { key: randomUUID(), code: loginCode() }
    const replies = await Promise.all(Array.from({ length: 10 }, () => login(input)))
    const tokens = new Set(replies.map(({ reply }) => (reply.ok ? reply.data.token : reply.error.code)))
    expect(tokens.size).toBe(1)
    const me = await withToken([...tokens][0]).query('session.me')
    const { rows } = await host.database.pool.query('select from sessions where person_id = $1', [me.person.id])
    expect(rows).toHaveLength(1)
  })

  test('a stranger with the same key and another code is not given the token', async () => {
    const input = { key: randomUUID(), code: loginCode() }
    await login(input)
    expect((await login({ ...input, code: loginCode() })).reply).toMatchObject({
      ok: false,
      error: { code: 'key.reused' },
    })
  })
})

describe('a role', () => {
  const grant = (key: string, expiresAt: Date | null) =>
    host.database.pool.query(
      `insert into role_grants (id, person_id, role, place_id, granted_at, expires_at) values ($1, $2, 'secretary', $3, $4, $5)`,
      [host.deps.newId(), personId(key), placeIds.community, host.clock.now(), expiresAt],
    )

  test('that expires ends with the next call of the same session', async () => {
    const elder = await host.as('elder')
    expect(await elder.refusal('dispatch.list')).toBe('access.forbidden')
    await grant('elder', new Date(Date.now() + 60_000))
    await elder.query('dispatch.list')
    host.clock.offsetMs = 61_000
    expect(await elder.refusal('dispatch.list')).toBe('access.forbidden')
  })

  test('that is revoked ends with the next call of the same session', async () => {
    const family = await host.as('family')
    await grant('family', null)
    await family.query('dispatch.list')
    await host.database.pool.query('update role_grants set revoked_at = $2 where person_id = $1', [
      personId('family'),
      host.clock.now(),
    ])
    expect(await family.refusal('dispatch.list')).toBe('access.forbidden')
  })
})

describe('too many calls', () => {
  const call = async (
    dispatch: ReturnType<typeof createDispatch>,
    token: string | null,
    path: string,
    origin = 'here',
  ) => (await dispatch({ path, input: {}, token, origin })).status

  test('are refused by person and by kind, and nobody else is', async () => {
    const dispatch = createDispatch(host.deps, appRouter, { queriesPerMinute: 3, mutationsPerMinute: 2 })
    const [{ token: resident }, { token: worker }] = [await host.as('resident'), await host.as('worker')]
    for (let i = 0; i < 3; i++) expect(await call(dispatch, resident, 'appeals.mine')).toBe(200)
    expect(await call(dispatch, resident, 'messages.list')).toBe(429)
    // Not valid, but taken: that is the next question.
    expect(await call(dispatch, resident, 'session.logout')).toBe(400)
    expect(await call(dispatch, worker, 'appeals.mine')).toBe(200)
  })

  test('of guests are counted by where they come from', async () => {
    const dispatch = createDispatch(host.deps, appRouter, { queriesPerMinute: 1, mutationsPerMinute: 1 })
    expect(await call(dispatch, null, 'places.communities')).toBe(200)
    expect(await call(dispatch, null, 'places.communities')).toBe(429)
    expect(await call(dispatch, null, 'places.communities', 'elsewhere')).toBe(200)
  })
})
