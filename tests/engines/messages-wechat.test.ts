import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWechat } from '../../cloudfunctions/kernel/wechat/client'
import { databaseTokens } from '../../cloudfunctions/kernel/wechat/tokens'
import { type Simulators, startSimulators } from '../../local/simulators/server'
import { creditKey, visit } from '../../local/simulators/wechat/world'
import { type MessagesWorld, messagesWorld, progress, waiting } from './messages-world'

let world: MessagesWorld
let simulators: Simulators
beforeAll(async () => {
  world = await messagesWorld()
  simulators = await startSimulators({ port: 0, latencyMs: 10, clock: world.clock })
  const tokens = databaseTokens(world.deps.db, world.deps.encryption, world.clock)
  world.deps.wechat = createWechat({ baseUrl: simulators.url, appId: 'wx-test', appSecret: 'secret', tokens })
})
afterAll(async () => {
  await simulators.stop()
  await world.drop()
})

test('the real client against the simulator: every consent used once, none refused, in order', async () => {
  const people = await Promise.all([0, 1, 2].map(() => world.addPerson({ credits: 5, isEmployeeBound: true })))
  const ids = people.map((p) => p.personId)
  for (const { openid } of people) {
    visit(simulators.wechat, openid)
    simulators.wechat.bound.add(openid)
    simulators.wechat.credits.set(creditKey(openid, 'tmpl-appeal-progress'), 5)
  }
  for (let i = 0; i < 6; i++) await world.tell(progress, ids, `2611-000${i}`)
  await world.tell(waiting, ids, '公共设施')
  await Promise.all([world.runner().drain(), world.runner().drain()])
  await world.runner().drain()

  const received = simulators.wechat.received.filter((r) => r.openid)
  expect(new Set(received.map((r) => r.errcode))).toEqual(new Set([0]))
  for (const { openid, personId } of people) {
    const codes = received
      .filter((r) => r.openid === openid && r.api === 'subscribe')
      .map((r) => r.data?.character_string1)
    expect(codes).toEqual([0, 1, 2, 3, 4].map((i) => `2611-000${i}`))
    expect(received.filter((r) => r.openid === openid && r.api === 'employee')).toHaveLength(1)
    const states = (await world.deliveriesOf(personId)).map((d) => d.state)
    expect(states.filter((state) => state === 'sent')).toHaveLength(6)
    expect(states.filter((state) => state === 'noCredit')).toHaveLength(1)
    expect(await world.balanceOf(personId)).toBe(0)
  }
})

test('a consent WeChat no longer counts empties our balance', async () => {
  const { personId, openid } = await world.addPerson({ credits: 3 })
  visit(simulators.wechat, openid)
  await world.tell(progress, [personId], '2611-0100')
  await world.tell(progress, [personId], '2611-0101')
  await world.runner().drain()
  expect((await world.deliveriesOf(personId)).map((d) => [d.state, d.errorCode])).toEqual([
    ['noCredit', 43101],
    ['noCredit', null],
  ])
  expect(await world.balanceOf(personId)).toBe(0)
})
