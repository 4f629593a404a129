import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { WechatError } from '../../cloudfunctions/kernel/wechat/errors'
import { NOON, progress, waiting } from './messages-world'
import { alarm, notice, type PhoneWorldOfTests, phoneWorld } from './phone-world'

let world: PhoneWorldOfTests
beforeAll(async () => {
  world = await phoneWorld({ smsRoutes: ['1400000001', '1400000003'] })
})
afterAll(() => world.stop())
beforeEach(() => {
  world.clock.at = NOON
  world.script = () => {}
  world.calls.length = 0
  world.phone.rung.length = 0
  world.phone.asked = 0
  world.phone.faults.clear()
  world.forgetProviders()
})

const down = () => {
  throw new WechatError('test', 'http', null, null, 503, true)
}
const secondsFor = async (seconds: number, step = 5) => {
  for (let passed = 0; passed < seconds; passed += step) {
    await world.runner().drain()
    world.later(step)
  }
}

describe('WeChat down for an hour and back', () => {
  test('every message arrives once, none is lost, and few calls are made meanwhile', async () => {
    const people = await Promise.all(Array.from({ length: 60 }, () => world.addPerson({ credits: 2 })))
    const ids = people.map(({ personId }) => personId)
    world.script = down
    await world.tell(progress, ids, 'hour.1')
    await secondsFor(1800, 60)
    await world.tell(progress, ids, 'hour.2')
    await secondsFor(1800, 60)
    expect(world.calls.length).toBeLessThan(100)
    world.script = () => {}
    world.calls.length = 0
    await secondsFor(1800, 60)
    const arrived = world.calls.map(({ openid, data }) => `${openid} ${data.character_string1}`)
    expect(new Set(arrived).size).toBe(120)
    expect(arrived).toHaveLength(120)
    for (const { personId, openid } of people) {
      const own = world.calls.filter((call) => call.openid === openid).map(({ data }) => data.character_string1)
      expect(own).toEqual(['hour.1', 'hour.2'])
      expect(await world.balanceOf(personId)).toBe(0)
    }
  })

  test('an alarm rings the phone at once instead', async () => {
    const worker = await world.addPerson({ isEmployeeBound: true })
    await world.givePhone(worker.personId, '13600000001')
    world.script = down
    const others = await Promise.all(Array.from({ length: 10 }, () => world.addPerson({ isEmployeeBound: true })))
    const ids = others.map(({ personId }) => personId)
    await world.tell(waiting, ids, 'opens')
    await world.runner().drain()
    world.calls.length = 0
    await world.post(alarm, [worker.personId], 'open.alarm')
    await world.runner().drain()
    await world.runner().drain()
    expect(world.calls).toEqual([])
    expect(world.phone.rung).toMatchObject([{ phone: '13600000001', action: 'SendTtsVoice' }])
  })

  test('what waited for it keeps its tries', async () => {
    const { personId } = await world.addPerson({ credits: 1 })
    world.script = down
    const others = await Promise.all(Array.from({ length: 10 }, () => world.addPerson({ credits: 1 })))
    const ids = others.map((one) => one.personId)
    await world.tell(progress, ids, 'keeps.opens')
    await world.runner().drain()
    await world.tell(progress, [personId], 'keeps')
    await world.runner().drain()
    const [row] = await world.rows(sql`select attempts, state from outbox where lane = ${`person:${personId}`}`)
    expect(row).toEqual({ attempts: 0, state: 'pending' })
    expect(await world.deliveriesOf(personId)).toMatchObject([{ state: 'queued', attempts: 0 }])
    expect(await world.balanceOf(personId)).toBe(1)
  })
})

describe('two routes of one channel', () => {
  test('what one does not take goes by the other, which is soon the only one asked', async () => {
    const payer = world.deps.newId()
    const people = await Promise.all(Array.from({ length: 60 }, () => world.addWithPhone()))
    const ids = people.map(({ personId }) => personId)
    world.phone.settings.emptySdkAppIds = ['1400000001']
    await world.post(notice, ids.slice(0, 30), 'routes.1', { paid: { sms: true, voice: false }, payer })
    await secondsFor(60)
    const askedAtFirst = world.phone.asked
    await world.post(notice, ids.slice(30), 'routes.2', { paid: { sms: true, voice: false }, payer })
    await secondsFor(60)
    world.phone.settings.emptySdkAppIds = []
    expect(askedAtFirst).toBeGreaterThan(30)
    expect(world.phone.asked - askedAtFirst).toBeLessThan(36)
    const texts = world.phone.rung.filter(({ phone }) => people.some((one) => one.phone === phone))
    expect(texts.map(({ phone }) => phone).sort()).toEqual(people.map(({ phone }) => phone).sort())
    expect(new Set(texts.map(({ sdkAppId }) => sdkAppId))).toEqual(new Set(['1400000003']))
    expect(await world.spent(payer)).toBe(300)
  })
})

describe('pauses by error code', () => {
  test.each([
    ['LimitExceeded.PhoneNumberThirtySecondLimit', 30],
    ['LimitExceeded.PhoneNumberOneHourLimit', 3600],
    ['InternalError.Timeout', 1],
  ])('%s is tried again after %i s', async (code, seconds) => {
    const { personId, phone } = await world.addWithPhone()
    world.phone.faults.set('SendSms', { code, times: 1 })
    const payer = world.deps.newId()
    await world.post(notice, [personId], `pause.${code}`, { paid: { sms: true, voice: false }, payer })
    await world.runner().drain()
    world.later(seconds - 1)
    await world.runner().drain()
    expect(world.rungOf(phone)).toEqual([])
    world.later(1)
    await world.runner().drain()
    expect(world.rungOf(phone)).toHaveLength(1)
    expect(await world.spent(payer)).toBe(5)
  })

  test.each([
    'LimitExceeded.PhoneNumberDailyLimit',
    'FailedOperation.TemplateIncorrectOrUnapproved',
    'FailedOperation.SignatureIncorrectOrUnapproved',
    'InternalError.SigVerificationFail',
    'InvalidParameterValue.ContentLengthLimit',
  ])('%s is not tried again', async (code) => {
    const { personId } = await world.addWithPhone()
    world.phone.faults.set('SendSms', { code, times: 9 })
    await world.post(notice, [personId], `end.${code}`, {
      paid: { sms: true, voice: false },
      payer: world.deps.newId(),
    })
    await world.runner().drain()
    expect(await world.deliveriesOf(personId)).toMatchObject([{ state: 'failed', attempts: 1 }])
    const [row] = await world.rows(sql`select provider_code from paid_deliveries where person_id = ${personId}`)
    expect(row).toEqual({ provider_code: code })
  })

  test('43108 goes again after a second, however often', async () => {
    const { personId } = await world.addPerson({ credits: 1 })
    await world.tell(progress, [personId], '43108')
    world.script = () => {
      if (world.calls.length < 4) throw new WechatError('test', 'errcode', 43108, 'concurrent', 200)
    }
    for (let i = 0; i < 4; i++) {
      await world.runner().drain()
      world.later(1)
    }
    expect(world.calls).toHaveLength(4)
    expect(await world.deliveriesOf(personId)).toMatchObject([{ state: 'sent' }])
  })
})
