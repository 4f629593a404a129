import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createWechat } from '../../cloudfunctions/kernel/wechat/client'
import type { TemplateMessage } from '../../cloudfunctions/kernel/wechat/subscribe'
import {
  APP,
  errorOf,
  memoryTokens,
  PROGRESS,
  progressData,
  WAITING,
  type WechatWorld,
  waitingData,
  wechatWorld,
} from './wechat-world'

const RESIDENT = 'demo-openid-resident'
const WORKER = 'demo-openid-worker'
const MINUTE_MS = 60_000
let world: WechatWorld

beforeAll(async () => {
  world = await wechatWorld()
})
beforeEach(() => world.control('reset'))
afterAll(() => world.simulators.stop())

const progress = (changes: Partial<TemplateMessage> = {}): TemplateMessage => ({
  openid: RESIDENT,
  templateId: PROGRESS,
  page: 'modules/governance/appeals/detail/index?id=0199a',
  data: progressData,
  ...changes,
})
const waiting = (changes: Partial<TemplateMessage> = {}): TemplateMessage => ({
  openid: WORKER,
  templateId: WAITING,
  page: 'modules/worker/desk/index',
  data: waitingData,
  ...changes,
})
const consent = (openid = RESIDENT, result = 'accept') =>
  world.control<{ credits: number }>('consent', { openid, template: PROGRESS, result })
const received = async (since = 0) => {
  const response = await fetch(`${world.simulators.url}/control/received?since=${since}`)
  return ((await response.json()) as { received: Record<string, unknown>[] }).received
}

describe('login', () => {
  const issue = async (openid = RESIDENT) => (await world.control<{ code: string }>('login-code', { openid })).code

  test('a code tells whose it is, once', async () => {
    const code = await issue()
    expect(await world.wechat.exchangeLoginCode(code)).toEqual({ openid: RESIDENT, unionId: null })
    expect((await errorOf(world.wechat.exchangeLoginCode(code))).errcode).toBe(40163)
  })

  test('a code ends after 5 minutes, and one never issued does not stand', async () => {
    const code = await issue()
    world.clock.advance(5 * MINUTE_MS)
    expect((await errorOf(world.wechat.exchangeLoginCode(code))).errcode).toBe(40029)
    expect((await errorOf(world.wechat.exchangeLoginCode('made-up'))).errcode).toBe(40029)
  })

  test('too many logins of one person within a minute are 45011, and a minute later they are not', async () => {
    await world.control('settings', { loginsPerMinute: 2 })
    for (let i = 0; i < 2; i++) await world.wechat.exchangeLoginCode(await issue())
    expect((await errorOf(world.wechat.exchangeLoginCode(await issue()))).errcode).toBe(45011)
    world.clock.advance(MINUTE_MS)
    await world.wechat.exchangeLoginCode(await issue())
    await world.control('settings', { loginsPerMinute: 100 })
  })

  test('a wrong secret is 40125, a wrong app 40013', async () => {
    const options = { baseUrl: world.simulators.url, appId: APP.id, appSecret: 'not it', tokens: memoryTokens() }
    expect((await errorOf(createWechat(options).exchangeLoginCode(await issue()))).errcode).toBe(40125)
    const stranger = createWechat({ ...options, appId: 'wx-other' })
    expect((await errorOf(stranger.exchangeLoginCode(await issue()))).errcode).toBe(40013)
    expect((await errorOf(stranger.exchangePhoneCode('any'))).errcode).toBe(40013)
  })
})

describe('phone', () => {
  test('a code tells the number, once and for 5 minutes', async () => {
    const issue = async () => (await world.control<{ code: string }>('phone-code', { phone: '13800000001' })).code
    const code = await issue()
    expect(await world.wechat.exchangePhoneCode(code)).toEqual({ phone: '13800000001', countryCode: '86' })
    expect((await errorOf(world.wechat.exchangePhoneCode(code))).errcode).toBe(40163)
    const late = await issue()
    world.clock.advance(5 * MINUTE_MS)
    expect((await errorOf(world.wechat.exchangePhoneCode(late, RESIDENT))).errcode).toBe(40029)
  })
})

describe('subscribe messages', () => {
  test('one consent is one message', async () => {
    expect((await consent()).credits).toBe(1)
    await world.wechat.sendSubscribeMessage(progress())
    expect((await errorOf(world.wechat.sendSubscribeMessage(progress()))).errcode).toBe(43101)
    const [refused, sent] = await received()
    expect(refused).toMatchObject({ api: 'subscribe', errcode: 43101 })
    expect(sent).toMatchObject({ errcode: 0, openid: RESIDENT, template: { id: PROGRESS }, data: progressData })
  })

  test.each(['reject', 'ban', 'filter'])('%s gives no credit', async (result) => {
    expect((await consent(RESIDENT, result)).credits).toBe(0)
    expect((await errorOf(world.wechat.sendSubscribeMessage(progress()))).errcode).toBe(43101)
  })

  test.each<[number, Partial<TemplateMessage>]>([
    [40003, { openid: 'nobody' }],
    [40037, { templateId: 'tmpl-unknown' }],
    [41030, { page: '/pages/home/index' }],
    [41030, { page: 'nowhere' }],
    [45168, { data: { ...progressData, thing5: '赌博网站' } }],
    [47003, { data: { ...progressData, thing3: '字'.repeat(21) } }],
    [47003, { data: { ...progressData, phrase2: 'OK' } }],
    [47003, { data: { thing3: '少了几项' } }],
  ])('%i for %o, and no consent is used', async (errcode, changes) => {
    await consent()
    expect((await errorOf(world.wechat.sendSubscribeMessage(progress(changes)))).errcode).toBe(errcode)
    await world.wechat.sendSubscribeMessage(progress())
  })

  test('banned is 43107, over quota is 45009', async () => {
    await consent()
    await world.control('ban', { openidOrTemplate: RESIDENT })
    expect((await errorOf(world.wechat.sendSubscribeMessage(progress()))).errcode).toBe(43107)
    await world.control('ban', { openidOrTemplate: RESIDENT, isBanned: false })
    await world.control('quota', { api: 'subscribe', left: 0 })
    expect((await errorOf(world.wechat.sendSubscribeMessage(progress()))).errcode).toBe(45009)
    await world.control('quota', { api: 'subscribe', left: 1 })
    await world.wechat.sendSubscribeMessage(progress())
  })

  test('two sends to one person at once: one is 43108 and worth a later try; two persons do not meet', async () => {
    await consent()
    await consent()
    await consent(WORKER)
    await world.control('settings', { latencyMs: 60 })
    const sends = [progress(), progress(), progress({ openid: WORKER })].map((m) =>
      world.wechat.sendSubscribeMessage(m),
    )
    const ends = await Promise.allSettled(sends)
    await world.control('settings', { latencyMs: 5 })
    const failures = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []))
    expect(failures).toHaveLength(1)
    expect(failures[0]).toMatchObject({ errcode: 43108, retryable: true, mayHaveArrived: false })
    await world.wechat.sendSubscribeMessage(progress())
  })

  test('nothing is de-duplicated: an answer that came too late is a message that arrived', async () => {
    const hasty = createWechat({
      baseUrl: world.simulators.url,
      appId: APP.id,
      appSecret: APP.secret,
      tokens: memoryTokens(),
      timeoutMs: 250,
    })
    await consent()
    await consent()
    await world.control('fault', { api: 'subscribe', delayMs: 900 })
    const error = await errorOf(hasty.sendSubscribeMessage(progress()))
    expect(error).toMatchObject({ failure: 'timeout', retryable: true, mayHaveArrived: true })
    await hasty.sendSubscribeMessage(progress())
    expect((await received()).filter((entry) => entry.api === 'subscribe' && entry.errcode === 0)).toHaveLength(2)
  })
})

describe('employee messages', () => {
  test('reach the bound, with data as JSON in a string', async () => {
    expect((await errorOf(world.wechat.sendEmployeeMessage(waiting()))).errcode).toBe(40256)
    await world.control('bind', { openid: WORKER })
    await world.wechat.sendEmployeeMessage(waiting())
    expect((await received())[0]).toMatchObject({ api: 'employee', errcode: 0, openid: WORKER, data: waitingData })
    await world.control('bind', { openid: WORKER, isBound: false })
    expect((await errorOf(world.wechat.sendEmployeeMessage(waiting()))).errcode).toBe(40256)
  })

  test.each<[number, Partial<TemplateMessage>]>([
    [40257, { openid: 'nobody' }],
    [40097, { templateId: PROGRESS }],
    [40097, { page: '/modules/worker/desk/index' }],
    [40097, { data: { ...waitingData, thing2: '楼'.repeat(21) } }],
  ])('%i for %o', async (errcode, changes) => {
    await world.control('bind', { openid: WORKER })
    expect((await errorOf(world.wechat.sendEmployeeMessage(waiting(changes)))).errcode).toBe(errcode)
  })

  test('data as an object, or a string wrapped only once, is 40097', async () => {
    await world.control('bind', { openid: WORKER })
    const token = world.simulators.wechat.tokens.at(-1)?.value ?? (await freshToken())
    const path = `/cgi-bin/message/wxopen/employeerelationmsg/send?access_token=${token}`
    const values = Object.fromEntries(Object.entries(waitingData).map(([key, value]) => [key, { value }]))
    for (const data of [{ data: values }, JSON.stringify(values)]) {
      const body = JSON.stringify({ touser: WORKER, template_id: WAITING, page: 'modules/worker/desk/index', data })
      const response = await fetch(`${world.simulators.url}${path}`, { method: 'POST', body })
      expect(await response.json()).toMatchObject({ errcode: 40097 })
    }
  })

  async function freshToken() {
    await world.wechat.sendEmployeeMessage(waiting())
    return world.simulators.wechat.tokens.at(-1)?.value
  }
})

describe('text check', () => {
  const check = (text: string, openid = RESIDENT) => world.wechat.checkText(openid, text, 'forum')

  test('the suggestion decides', async () => {
    expect(await check('楼道灯坏了')).toEqual({ suggestion: 'pass', label: 100 })
    expect((await check('先转账给我')).suggestion).toBe('review')
    expect((await check('出售枪支')).suggestion).toBe('risky')
  })

  test('2500 characters go, 2501 do not', async () => {
    expect((await check('好'.repeat(2500))).suggestion).toBe('pass')
    expect((await errorOf(check('好'.repeat(2501)))).errcode).toBe(45002)
  })

  test('who was away for over 2 hours cannot be checked, a demo person only when sent away', async () => {
    expect((await errorOf(check('好', 'never-met'))).errcode).toBe(40003)
    const { code } = await world.control<{ code: string }>('login-code', { openid: 'visitor' })
    await world.wechat.exchangeLoginCode(code)
    expect((await check('好', 'visitor')).suggestion).toBe('pass')
    world.clock.advance(120 * MINUTE_MS + 1)
    expect((await errorOf(check('好', 'visitor'))).errcode).toBe(61010)
    expect((await check('好')).suggestion).toBe('pass')
    await world.control('visit', { openid: RESIDENT, isAway: true })
    expect((await errorOf(check('好'))).errcode).toBe(61010)
  })
})

describe('controls', () => {
  test('received tells newest first and only what is new, and never a secret', async () => {
    const before = (await received())[0]?.seq as number | undefined
    await consent()
    await world.wechat.sendSubscribeMessage(progress())
    await world.wechat.checkText(RESIDENT, '好', 'comment')
    const fresh = await received(before ?? 0)
    expect(fresh.slice(0, 2).map((entry) => entry.api)).toEqual(['textCheck', 'subscribe'])
    const [newest] = fresh
    expect(await received(newest?.seq as number)).toEqual([])
    expect(JSON.stringify(fresh)).not.toMatch(/test-secret|token-[0-9a-f]+|session-/)
  })

  test('a wrong control is refused with a reason', async () => {
    const options = { method: 'POST', body: JSON.stringify({ api: 'nothing' }) }
    const response = await fetch(`${world.simulators.url}/control/fault`, options)
    expect(response.status).toBe(400)
    expect(await response.json()).toHaveProperty('error')
  })
})
