import { createServer } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createWechat } from '../../cloudfunctions/kernel/wechat/client'
import {
  isRetryable,
  RETRYABLE_ERRCODES,
  STALE_TOKEN_ERRCODES,
  WechatError,
} from '../../cloudfunctions/kernel/wechat/errors'
import { freePort } from '../../local/free-port'
import { APP, errorOf, memoryTokens, type WechatWorld, wechatWorld } from './wechat-world'

const RESIDENT = 'demo-openid-resident'
let world: WechatWorld

beforeAll(async () => {
  world = await wechatWorld()
})
beforeEach(() => world.control('reset'))
afterAll(() => world.simulators.stop())

const ask = () => world.wechat.checkText(RESIDENT, '楼道灯坏了', 'forum')
const fixedToken = { get: async () => 'token', renew: async () => 'token' }
const answering = (text: string) =>
  createWechat({
    baseUrl: 'http://127.0.0.1:1',
    appId: APP.id,
    appSecret: APP.secret,
    tokens: fixedToken,
    exchange: async () => ({ status: 200, text }),
  }).checkText(RESIDENT, '楼道灯坏了', 'forum')

describe('which failures are worth a later try', () => {
  test('of errcodes only -1 and 43108', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2, max: 100_000 }), (errcode) => {
        const error = new WechatError('any', 'errcode', errcode, '', 200)
        expect(error.retryable).toBe(errcode === -1 || errcode === 43108)
      }),
    )
    expect(RETRYABLE_ERRCODES.every((errcode) => isRetryable(new WechatError('any', 'errcode', errcode)))).toBe(true)
  })

  test('of HTTP answers only 5xx', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), (status) => {
        expect(isRetryable(new WechatError('any', 'http', null, null, status))).toBe(status >= 500)
      }),
    )
  })

  test('of silences all, of nonsense none', () => {
    expect(isRetryable(new WechatError('any', 'timeout'))).toBe(true)
    expect(isRetryable(new WechatError('any', 'network'))).toBe(true)
    expect(isRetryable(new WechatError('any', 'malformed'))).toBe(false)
  })
})

describe('failures as they arise', () => {
  test.each([-1, 43108, 45009, 61010])('errcode %i', async (errcode) => {
    await world.control('fault', { api: 'textCheck', errcode })
    expect(await errorOf(ask())).toMatchObject({ failure: 'errcode', errcode, mayHaveArrived: false })
    await ask()
  })

  test.each([
    [500, true],
    [503, true],
    [403, false],
  ])('HTTP %i', async (status, retryable) => {
    await world.control('fault', { api: 'textCheck', httpStatus: status })
    expect(await errorOf(ask())).toMatchObject({ failure: 'http', status, retryable, mayHaveArrived: retryable })
  })

  test('a refused connection has not arrived, a broken one may have', async () => {
    const baseUrl = `http://127.0.0.1:${await freePort()}`
    const options = { baseUrl, appId: APP.id, appSecret: APP.secret, tokens: memoryTokens() }
    const refused = await errorOf(createWechat(options).checkText(RESIDENT, '好', 'forum'))
    expect(refused).toMatchObject({ failure: 'network', retryable: true, mayHaveArrived: false })
    const breaking = createServer((socket) => socket.once('data', () => socket.destroy()))
    breaking.listen(Number(new URL(options.baseUrl).port), '127.0.0.1')
    const broken = await errorOf(createWechat({ ...options, tokens: fixedToken }).checkText(RESIDENT, '好', 'forum'))
    expect(broken).toMatchObject({ failure: 'network', retryable: true, mayHaveArrived: true })
    breaking.close()
  })

  test.each(['<html>busy</html>', '', '[]', '"text"', '{"errcode":"40001"}', '{"errcode":0}'])(
    '%j is malformed',
    async (body) => {
      const error = await errorOf(answering(body))
      expect(error).toMatchObject({ failure: 'malformed', retryable: false })
    },
  )

  test('no error tells the token, the secret, the openid or the text', async () => {
    await world.control('fault', { api: 'textCheck', errcode: 45009 })
    const errors = [await errorOf(ask()), await errorOf(world.wechat.exchangeLoginCode('secret-code'))]
    for (const error of errors) {
      const told = `${error.message} ${error.code} ${error.stack} ${JSON.stringify(error)}`
      expect(told).not.toMatch(/token-|test-secret|demo-openid|楼道灯|secret-code/)
    }
    expect(errors[0]?.code).toBe('wechat.45009')
  })
})

describe('a refused token', () => {
  test('a token that could not be fetched leaves nothing that may have arrived', async () => {
    const { simulators, wechat, control } = await wechatWorld({}, { timeoutMs: 60 })
    const send = () => wechat.checkText(RESIDENT, '好', 'forum')
    await control('fault', { api: 'token', delayMs: 200 })
    expect(await errorOf(send())).toMatchObject({
      api: 'token',
      failure: 'timeout',
      retryable: true,
      mayHaveArrived: false,
    })
    await control('fault', { api: 'token', httpStatus: 502 })
    expect(await errorOf(send())).toMatchObject({ api: 'token', failure: 'http', mayHaveArrived: false })
    await simulators.stop()
  })

  test.each(STALE_TOKEN_ERRCODES)('after %i it is fetched anew and the request repeated once', async (errcode) => {
    await world.control('fault', { api: 'textCheck', errcode, times: 1 })
    expect((await ask()).suggestion).toBe('pass')
    await world.control('fault', { api: 'textCheck', errcode, times: 2 })
    expect(await errorOf(ask())).toMatchObject({ errcode, retryable: false })
  })
})
