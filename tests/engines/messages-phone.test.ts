import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withdraw } from '../../cloudfunctions/engines/messages/deliveries/store'
import { markRead } from '../../cloudfunctions/engines/messages/store'
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
