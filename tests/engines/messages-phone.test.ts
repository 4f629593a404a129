import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { withdraw } from '../../cloudfunctions/engines/messages/deliveries/store'
import { estimateReach, reachOf } from '../../cloudfunctions/engines/messages/reach'
import { pullSmsReports, recordPhoneReport } from '../../cloudfunctions/engines/messages/reports'
import { purseOf } from '../../cloudfunctions/engines/messages/spending'
import { setCap } from '../../cloudfunctions/engines/messages/spending/store'
import { markRead } from '../../cloudfunctions/engines/messages/store'
import type { PhoneReport } from '../../cloudfunctions/kernel/tencent/reports'
import { NOON } from './messages-world'
import { alarm, notice, type PhoneWorldOfTests, phoneWorld } from './phone-world'

let world: PhoneWorldOfTests
beforeAll(async () => {
  world = await phoneWorld()
})
afterAll(() => world.stop())
beforeEach(() => {
  world.clock.at = NOON
  world.script = () => {}
  world.calls.length = 0
  world.phone.rung.length = 0
  world.phone.faults.clear()
  world.forgetProviders()
})

const BOTH = { sms: true, voice: true }
const statesOf = async (personId: string) => (await world.deliveriesOf(personId)).map((d) => [d.channel, d.state])

describe('a notice that may be paid for', () => {
  test('goes as a text message to who has neither account nor credit, and its price is the payer’s', async () => {
    const [payer, without, withCredit] = [
      world.deps.newId(),
      await world.addWithPhone(),
      await world.addPerson({ credits: 1 }),
    ]
    await world.givePhone(withCredit.personId, '13999999999')
    const poor = await world.addPerson()
    await world.givePhone(poor.personId, '13999999998')
    const nobody = world.deps.newId()
    const to = [without.personId, withCredit.personId, poor.personId, nobody]
    await world.post(notice, to, 'n1', { paid: { sms: true, voice: false }, payer })
    await world.runner().drain()
    expect(world.phone.rung.map(({ phone, params, templateId }) => ({ phone, params, templateId }))).toEqual(
      expect.arrayContaining([
        { phone: without.phone, params: ['檀溪社区', '停水n1'], templateId: '2100001' },
        { phone: '13999999998', params: ['檀溪社区', '停水n1'], templateId: '2100001' },
      ]),
    )
    expect(world.phone.rung).toHaveLength(2)
    expect(await statesOf(without.personId)).toEqual([['sms', 'sent']])
    expect(await statesOf(withCredit.personId)).toEqual([['subscribe', 'sent']])
    expect(await statesOf(nobody)).toEqual([])
    expect(await world.spent(payer)).toBe(10)
  })

  test('costs nothing without a word, and is never sent unpaid', async () => {
    const { personId } = await world.addWithPhone()
    await world.post(notice, [personId], 'n2')
    await expect(world.post(notice, [personId], 'n3', { paid: BOTH })).rejects.toThrow('payer')
    await world.runner().drain()
    expect(world.phone.rung).toEqual([])
  })

  test('is not sent any more once it was read or taken back', async () => {
    const payer = world.deps.newId()
    const [reader, other] = [await world.addWithPhone(), await world.addWithPhone()]
    const subjectId = world.deps.newId()
    await world.post(notice, [reader.personId, other.personId], 'n4', { paid: BOTH, payer, subjectId })
    await world.deps.db.transaction((tx) => markRead(tx, reader.personId, 'all', NOON))
    await world.deps.db.transaction((tx) => withdraw(tx, [subjectId], NOON))
    await world.runner().drain()
    expect(world.phone.rung).toEqual([])
    expect(await statesOf(other.personId)).toEqual([['sms', 'cancelled']])
    expect(await world.spent(payer)).toBe(0)
  })
})

describe('an alarm', () => {
  test('that nobody acknowledges rings within 15 s, and one that was read does not', async () => {
    const [silent, reader] = [
      await world.addPerson({ isEmployeeBound: true }),
      await world.addPerson({ isEmployeeBound: true }),
    ]
    await world.givePhone(silent.personId, '13700000001')
    await world.givePhone(reader.personId, '13700000002')
    await world.post(alarm, [silent.personId, reader.personId], 'a1')
    await world.runner().drain()
    expect(world.calls).toHaveLength(2)
    world.later(5)
    await world.runner().drain()
    expect(world.phone.rung).toEqual([])
    await world.deps.db.transaction((tx) => markRead(tx, reader.personId, 'all', world.clock.at))
    world.later(9)
    await world.runner().drain()
    expect(world.phone.rung).toMatchObject([
      { phone: '13700000001', action: 'SendTtsVoice', params: ['跌倒', '檀溪苑'] },
    ])
    world.later(60)
    await world.runner().drain()
    // Nobody reported that the call was answered.
    expect(world.rungOf('13700000001').map(({ action }) => action)).toEqual(['SendTtsVoice', 'SendSms'])
    expect(world.rungOf('13700000002')).toEqual([])
  })

  test('that somebody acknowledged in time rings nobody', async () => {
    const subjectId = world.deps.newId()
    const { personId } = await world.addPerson({ isEmployeeBound: true })
    await world.givePhone(personId, '13700000009')
    await world.post(alarm, [personId], 'a0', { subjectId })
    await world.runner().drain()
    world.later(9)
    await world.deps.db.transaction((tx) => withdraw(tx, [subjectId], world.clock.at))
    world.later(60)
    await world.runner().drain()
    expect(world.rungOf('13700000009')).toEqual([])
    expect(await statesOf(personId)).toEqual([
      ['employee', 'sent'],
      ['voice', 'cancelled'],
      ['sms', 'cancelled'],
    ])
  })

  test('rings at once whom WeChat does not reach', async () => {
    const [without, failing] = [await world.addWithPhone(), await world.addPerson({ isEmployeeBound: true })]
    await world.givePhone(failing.personId, '13700000003')
    world.simulateUnbound()
    await world.post(alarm, [without.personId, failing.personId], 'a2')
    await world.runner().drain()
    await world.runner().drain()
    expect(world.phone.rung.map(({ phone }) => phone).sort()).toEqual(['13700000003', without.phone].sort())
  })

  test('whose call is refused goes as a text message at once', async () => {
    const { personId, phone } = await world.addWithPhone()
    world.phone.faults.set('SendTtsVoice', { code: 'FailedOperation.TemplateIncorrectOrUnapproved', times: 9 })
    await world.post(alarm, [personId], 'a3')
    await world.runner().drain()
    await world.runner().drain()
    expect(world.rungOf(phone).map(({ action }) => action)).toEqual(['SendSms'])
    expect(await statesOf(personId)).toEqual([
      ['voice', 'failed'],
      ['sms', 'sent'],
    ])
  })
})

describe('what the phone company reports', () => {
  const report = async (personId: string, what: Record<string, unknown>) => {
    const [row] = await world.rows<{ receipt: string }>(
      sql`select receipt from paid_deliveries where person_id = ${personId} and receipt is not null`,
    )
    return world.deps.db.transaction((tx) =>
      recordPhoneReport(world.deps, tx, 'voice', { receipt: row!.receipt, ...what } as PhoneReport),
    )
  }

  test('a call that was answered is delivered, and no text message follows', async () => {
    const { personId, phone } = await world.addWithPhone()
    await world.post(alarm, [personId], 'r1')
    await world.runner().drain()
    await report(personId, { what: 'arrived', code: null })
    world.later(60)
    await world.runner().drain()
    expect(world.rungOf(phone)).toHaveLength(1)
    expect(await statesOf(personId)).toEqual([
      ['voice', 'delivered'],
      ['sms', 'cancelled'],
    ])
  })

  test('a call that nobody answered goes on to the text message at once', async () => {
    const { personId, phone } = await world.addWithPhone()
    await world.post(alarm, [personId], 'r2')
    await world.runner().drain()
    await report(personId, { what: 'notArrived', code: 'unanswered' })
    await world.runner().drain()
    expect(world.rungOf(phone).map(({ action }) => action)).toEqual(['SendTtsVoice', 'SendSms'])
    expect(await statesOf(personId)).toEqual([
      ['voice', 'failed'],
      ['sms', 'sent'],
    ])
  })

  test('a key press is an event with the record it is about, and the call counts as answered', async () => {
    const { personId } = await world.addWithPhone()
    const subjectId = world.deps.newId()
    await world.post(alarm, [personId], 'r3', { subjectId })
    await world.runner().drain()
    expect(await report(personId, { what: 'keyPressed', key: '1' })).toBe(true)
    await report(personId, { what: 'notArrived', code: 'late' })
    expect(await statesOf(personId)).toContainEqual(['voice', 'delivered'])
    expect(await world.rows(sql`select payload from events where name = 'call.keyPressed'`)).toEqual([
      { payload: { deliveryId: expect.any(String), personId, subjectId, key: '1' } },
    ])
  })

  test('what no callback told is pulled, each once', async () => {
    const [well, off] = [await world.addWithPhone(), await world.addWithPhone()]
    world.phone.unreachable.add(off.phone)
    const payer = world.deps.newId()
    await world.post(notice, [well.personId, off.personId], 'pull', { paid: BOTH, payer })
    await world.runner().drain()
    await world.reports.settle()
    expect(await statesOf(well.personId)).toEqual([['sms', 'sent']])
    await pullSmsReports(world.deps)
    expect(await statesOf(well.personId)).toEqual([['sms', 'delivered']])
    expect(await statesOf(off.personId)).toEqual([['sms', 'failed']])
    expect(world.phone.reports).toEqual([])
  })

  test('an unknown receipt is to be told again', async () => {
    const told = world.deps.db.transaction((tx) =>
      recordPhoneReport(world.deps, tx, 'sms', { receipt: 'nobody', what: 'arrived', code: null }),
    )
    expect(await told).toBe(false)
  })
})

describe('money', () => {
  test('senders at once never exceed the cap together, alarms go above it and count', async () => {
    const payer = world.deps.newId()
    world.deps.pushCapFen = 22
    const many = await Promise.all(Array.from({ length: 12 }, () => world.addWithPhone()))
    for (const [i, { personId }] of many.entries())
      await world.post(notice, [personId], `cap.${i}`, { paid: { sms: true, voice: false }, payer })
    await Promise.all([world.runner().drain(), world.runner().drain(), world.runner().drain()])
    const states = (await Promise.all(many.map(({ personId }) => statesOf(personId)))).flat().map(([, state]) => state)
    expect(states.filter((state) => state === 'sent')).toHaveLength(4)
    expect(states.filter((state) => state === 'overCap')).toHaveLength(8)
    expect(world.phone.rung).toHaveLength(4)
    expect(await world.spent(payer)).toBe(20)
    await world.post(alarm, [many[0]!.personId], 'cap.alarm', { payer })
    await world.runner().drain()
    expect(await world.spent(payer)).toBe(32)
    world.deps.pushCapFen = 10_000
  })

  test('what is not taken is given back, what is billed twice is paid twice', async () => {
    const [refused, long] = [world.deps.newId(), world.deps.newId()]
    const [one, other] = [await world.addWithPhone(), await world.addWithPhone()]
    const paid = { sms: true, voice: false }
    world.phone.faults.set('SendSms', { code: 'LimitExceeded.PhoneNumberDailyLimit', times: 1 })
    await world.post(notice, [one.personId], 'm1', { paid, payer: refused })
    await world.runner().drain()
    expect(await statesOf(one.personId)).toEqual([['sms', 'failed']])
    expect(await world.spent(refused)).toBe(0)
    const words = '很长的内容'.repeat(20)
    const data = () => ({ param1: words, param2: words, param3: words })
    const kind = { ...notice, sms: { template: 'alarmRaised' as const, data } }
    await world.post(kind, [other.personId], 'm2', { paid, payer: long })
    await world.runner().drain()
    expect(world.rungOf(other.phone)[0]!.params[0]).toMatch(/^.{35}…$/)
    expect(await world.spent(long)).toBe(10)
  })

  test('a sender that dies meanwhile: a notice is uncertain, paid, and not sent again; a call is made again', async () => {
    const payer = world.deps.newId()
    const [reader, called] = [await world.addWithPhone(), await world.addWithPhone()]
    world.later(100)
    await world.post(notice, [reader.personId], 'dies.1', { paid: BOTH, payer })
    await world.post(alarm, [called.personId], 'dies.2', { payer })
    const { sms, voice } = world.deps
    const reached = new Set<string>()
    const hang = ({ phone }: { phone: string }) => {
      reached.add(phone)
      return new Promise<never>(() => {})
    }
    world.deps.sms = {
      priceFen: 5,
      routes: new Map([['sms.dead', { send: hang, pullReports: async () => [] }]]),
    }
    world.deps.voice = { priceFen: 12, routes: new Map([['voice.dead', { call: hang }]]) }
    void world.runner().drain()
    await vi.waitUntil(() => reached.has(reader.phone) && reached.has(called.phone))
    Object.assign(world.deps, { sms, voice })
    world.later(61)
    await world.runner().drain()
    expect(world.rungOf(reader.phone)).toEqual([])
    expect(await statesOf(reader.personId)).toEqual([['sms', 'uncertain']])
    expect(world.rungOf(called.phone).map(({ action }) => action)).toEqual(['SendTtsVoice', 'SendSms'])
    // The notice, the call once although it was made twice, and the text after it.
    expect(await world.spent(payer)).toBe(5 + 12 + 5)
  })

  test('no sale without a phone, and a number that is none', async () => {
    const payer = world.deps.newId()
    const [gone, wrong] = [await world.addWithPhone(), await world.addWithPhone()]
    await world.givePhone(wrong.personId, '02712345678')
    await world.post(notice, [gone.personId, wrong.personId], 'm3', { paid: { sms: true, voice: false }, payer })
    await world.rows(sql`update people set phone_sealed = null where id = ${gone.personId}`)
    await world.runner().drain()
    expect(await statesOf(gone.personId)).toEqual([['sms', 'noPhone']])
    expect(await statesOf(wrong.personId)).toEqual([['sms', 'noPhone']])
    expect(await world.spent(payer)).toBe(0)
  })
})

describe('before sending', () => {
  test('a place sees prices, what it spent this month, and its cap, which it may set', async () => {
    const payer = world.deps.newId()
    const purse = () => purseOf(world.deps, world.deps.db, payer)
    expect(await purse()).toEqual({ smsFen: 5, voiceFen: 12, spentFen: 0, capFen: 10_000 })
    const { personId } = await world.addWithPhone()
    await world.post(notice, [personId], 'purse.1', { paid: BOTH, payer })
    await world.runner().drain()
    await world.deps.db.transaction((tx) => setCap(tx, payer, '2026-11', 7))
    expect(await purse()).toMatchObject({ spentFen: 5, capFen: 7 })
    // 23:59 of the last day in Shanghai is still this month; a minute later it is the next, with the same cap.
    world.clock.at = new Date('2026-11-30T15:59:59Z')
    expect(await purse()).toMatchObject({ spentFen: 5 })
    world.clock.at = new Date('2026-11-30T16:00:00Z')
    expect(await purse()).toMatchObject({ spentFen: 0, capFen: 7 })
    world.clock.at = new Date('2026-12-01T04:00:00Z')
    const two = [await world.addWithPhone(), await world.addWithPhone()]
    await world.post(
      notice,
      two.map((one) => one.personId),
      'purse.2',
      { paid: BOTH, payer },
    )
    await world.runner().drain()
    expect(await purse()).toMatchObject({ spentFen: 5, capFen: 7 })
  })

  test('a place without a cap of its own follows the deployment, also after it has spent', async () => {
    const payer = world.deps.newId()
    const { personId } = await world.addWithPhone()
    await world.post(notice, [personId], 'usual.1', { paid: BOTH, payer })
    await world.runner().drain()
    world.deps.pushCapFen = 9_000
    expect(await purseOf(world.deps, world.deps.db, payer)).toMatchObject({ spentFen: 5, capFen: 9_000 })
    world.deps.pushCapFen = 5
    const other = await world.addWithPhone()
    await world.post(notice, [other.personId], 'usual.2', { paid: BOTH, payer })
    await world.runner().drain()
    expect((await statesOf(other.personId)).map(([, state]) => state)).toContain('overCap')
    world.deps.pushCapFen = 10_000
  })

  test('the estimate says by which channel each would be reached, or why by none', async () => {
    const [rich, poor, phone] = [
      await world.addPerson({ credits: 1 }),
      await world.addPerson(),
      await world.addWithPhone(),
    ]
    const nobody = world.deps.newId()
    const ids = [rich.personId, poor.personId, phone.personId, nobody]
    const estimate = async (sms: boolean) => {
      const message = { template: 'appealProgress', paid: { sms, voice: false } } as const
      const answers = await reachOf(world.deps, world.deps.db, ids, message)
      const told = ids.map((id) => answers.get(id)!)
      const counts = Object.fromEntries(told.map((answer) => [answer, told.filter((one) => one === answer).length]))
      expect(await estimateReach(world.deps, world.deps.db, ids, message)).toEqual(counts)
      return told
    }
    expect(await estimate(false)).toEqual(['subscribe', 'noCredit', 'noAccount', 'noAccount'])
    expect(await estimate(true)).toEqual(['subscribe', 'noCredit', 'sms', 'noPhone'])
  })
})
