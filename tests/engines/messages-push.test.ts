import { setTimeout as sleep } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withdraw } from '../../cloudfunctions/engines/messages/deliveries/store'
import { pushEffect } from '../../cloudfunctions/engines/messages/push'
import { deliveries } from '../../cloudfunctions/engines/messages/table'
import type { Outcome } from '../../cloudfunctions/kernel/outbox/effect'
import { WechatError } from '../../cloudfunctions/kernel/wechat/errors'
import { closeAccount } from '../../cloudfunctions/registry/people/close'
import { accountsOf } from '../../cloudfunctions/registry/people/store'
import { type MessagesWorld, messagesWorld, NOON, progress, waiting } from './messages-world'

let world: MessagesWorld
beforeAll(async () => {
  world = await messagesWorld()
})
afterAll(() => world.drop())
beforeEach(() => {
  world.clock.at = NOON
  world.script = () => {}
  world.calls.length = 0
  world.forgetProviders()
})

const refusal = (errcode: number) => new WechatError('test', 'errcode', errcode, 'refused', 200)
const refuseWith = (error: WechatError) => () => {
  throw error
}
const later = (ms: number) => {
  world.clock.at = new Date(world.clock.at.getTime() + ms)
}

/** Drains and moves the clock past every pause until nothing is left to try. */
async function drainToTheEnd() {
  let tries = 0
  for (let i = 0; i < 20; i++) {
    tries += await world.runner().drain()
    later(600_000)
  }
  return tries
}

describe('credits', () => {
  test('a push spends one; without one no call is made', async () => {
    const { personId, openid } = await world.addPerson({ credits: 1 })
    await world.tell(progress, [personId], 'credit.1')
    await world.tell(progress, [personId], 'credit.2')
    await world.runner().drain()
    expect(world.calls).toEqual([
      {
        channel: 'subscribe',
        openid,
        templateId: 'tmpl-appeal-progress',
        page: 'modules/governance/appeals/detail?code=credit.1',
        data: expect.objectContaining({ character_string1: 'credit.1' }),
      },
    ])
    expect((await world.deliveriesOf(personId)).map((d) => [d.state, d.attempts])).toEqual([
      ['sent', 1],
      ['noCredit', 0],
    ])
    expect(await world.balanceOf(personId)).toBe(0)
  })

  test('50 sends at once on 7 credits make 7 calls and never go below zero', async () => {
    const { personId } = await world.addPerson({ credits: 7 })
    for (let i = 0; i < 50; i++) await world.tell(progress, [personId], `concurrent.${i}`)
    const rows = await world.deps.db.select().from(deliveries).where(eq(deliveries.personId, personId))
    const outcomes = await Promise.all(
      rows.map(async (row): Promise<Outcome> => {
        const key = { deliveryId: row.id, personId }
        const [begun] = await pushEffect.prepare!(world.deps, [key])
        return pushEffect.run(world.deps, key, begun!)
      }),
    )
    expect(world.calls).toHaveLength(7)
    expect(outcomes.filter((o) => o.result === 'done')).toHaveLength(7)
    expect(outcomes.filter((o) => o.result === 'dropped' && o.error === 'noCredit')).toHaveLength(43)
    expect(await world.balanceOf(personId)).toBe(0)
  })

  test('a retried push keeps the credit of its first try', async () => {
    const { personId, openid } = await world.addPerson({ credits: 2 })
    await world.tell(progress, [personId], 'retried')
    world.script = (call) => {
      if (call.openid === openid && world.calls.filter((c) => c.openid === openid).length < 3) throw refusal(-1)
    }
    await world.runner().drain()
    expect(await world.deliveriesOf(personId)).toMatchObject([{ state: 'queued', attempts: 1, errorCode: -1 }])
    expect(await world.balanceOf(personId)).toBe(1)
    await drainToTheEnd()
    expect(await world.deliveriesOf(personId)).toMatchObject([{ state: 'sent', attempts: 3, errorCode: null }])
    expect(await world.balanceOf(personId)).toBe(1)
  })
})

describe('taken back', () => {
  test('what has not gone yet does not go, and a credit taken by a try that failed comes back', async () => {
    const [subjectId, other] = [world.deps.newId(), world.deps.newId()]
    const { personId } = await world.addPerson({ credits: 3 })
    await world.tell(progress, [personId], 'withdrawn.tried', subjectId)
    world.script = refuseWith(refusal(-1))
    await world.runner().drain()
    expect(await world.balanceOf(personId)).toBe(2)
    await world.tell(progress, [personId], 'withdrawn.untried', subjectId)
    await world.tell(progress, [personId], 'withdrawn.other', other)
    await world.deps.db.transaction((tx) => withdraw(tx, [subjectId], world.clock.now()))
    world.script = () => {}
    world.calls.length = 0
    await drainToTheEnd()
    expect((await world.deliveriesOf(personId)).map((d) => d.state)).toEqual(['cancelled', 'cancelled', 'sent'])
    expect(world.calls).toHaveLength(1)
    expect(await world.balanceOf(personId)).toBe(2)
  })
})

describe("what WeChat's answers lead to", () => {
  const timeout = new WechatError('test', 'timeout', null, null, null, true)
  const unconnected = new WechatError('test', 'network', null, null, null, false)
  const outage = new WechatError('test', 'http', null, null, 503, true)

  // Of 2 credits: 2 given back, 1 spent, 0 cleared. 16 tries where it is worth retrying.
  test.each([
    ['40003', refusal(40003), 'unbound', 1, 1],
    ['40037', refusal(40037), 'failed', 2, 1],
    ['41030', refusal(41030), 'failed', 2, 1],
    ['43101', refusal(43101), 'noCredit', 0, 1],
    ['43107', refusal(43107), 'failed', 1, 1],
    ['45009', refusal(45009), 'failed', 2, 1],
    ['45168', refusal(45168), 'failed', 2, 1],
    ['47003', refusal(47003), 'failed', 2, 1],
    ['an unknown code', refusal(88888), 'failed', 1, 1],
    ['-1', refusal(-1), 'failed', 2, 16],
    ['43108', refusal(43108), 'failed', 2, 16],
    ['HTTP 503', outage, 'failed', 2, 16],
    ['no connection', unconnected, 'failed', 2, 16],
    ['no answer', timeout, 'uncertain', 1, 16],
  ])('subscribe: %s', async (name, error, state, balance, tries) => {
    const { personId } = await world.addPerson({ credits: 2 })
    await world.tell(progress, [personId], `answer.${name}`)
    world.script = refuseWith(error)
    expect(await drainToTheEnd()).toBe(tries)
    expect(await world.deliveriesOf(personId)).toMatchObject([{ state, attempts: tries, errorCode: error.errcode }])
    expect(await world.balanceOf(personId)).toBe(balance)
    world.script = () => {}
    expect(await drainToTheEnd()).toBe(0)
  })

  test('employee: 40256 marks the person as not bound, and the next message does not try', async () => {
    const { personId } = await world.addPerson({ isEmployeeBound: true })
    await world.tell(waiting, [personId], 'unbound.1')
    world.script = refuseWith(refusal(40256))
    expect(await drainToTheEnd()).toBe(1)
    expect(await world.deliveriesOf(personId)).toMatchObject([
      { channel: 'employee', state: 'unbound', errorCode: 40256 },
    ])
    expect(await accountsOf(world.deps.db, [personId])).toMatchObject([{ isEmployeeBound: false }])
    await world.tell(waiting, [personId], 'unbound.2')
    expect(await world.deliveriesOf(personId)).toHaveLength(1)
  })

  test('a fault of our own is tried again, then recorded as failed', async () => {
    const { personId } = await world.addPerson({ credits: 1 })
    await world.tell(progress, [personId], 'bug')
    world.script = () => {
      throw new TypeError('ours')
    }
    expect(await drainToTheEnd()).toBe(16)
    expect(await world.deliveriesOf(personId)).toMatchObject([{ state: 'failed' }])
  })

  test('an account closed meanwhile ends as unbound without a call', async () => {
    const { personId } = await world.addPerson({ credits: 1 })
    await world.tell(progress, [personId], 'closed')
    await world.deps.db.transaction((tx) => closeAccount(world.deps, tx, personId, world.clock.at))
    await world.runner().drain()
    expect(world.calls).toEqual([])
    expect(await world.deliveriesOf(personId)).toMatchObject([{ state: 'unbound', attempts: 0 }])
  })
})

describe('order', () => {
  test('two runners at once: each person one at a time and in order, so that 43108 is never provoked', async () => {
    const people = await Promise.all([0, 1, 2, 3].map(() => world.addPerson({ credits: 10 })))
    for (let i = 0; i < 10; i++)
      await world.tell(
        progress,
        people.map((p) => p.personId),
        `order.${i}`,
      )
    const sending = new Set<string>()
    let overlaps = 0
    world.script = async ({ openid }) => {
      if (sending.has(openid)) overlaps++
      sending.add(openid)
      await sleep(5)
      sending.delete(openid)
    }
    await Promise.all([world.runner().drain(), world.runner().drain()])
    await world.runner().drain()
    expect(overlaps).toBe(0)
    for (const { openid } of people)
      expect(world.calls.filter((c) => c.openid === openid).map((c) => c.data.character_string1)).toEqual(
        Array.from({ length: 10 }, (_, i) => `order.${i}`),
      )
  })

  test('a push that has to be retried holds back the later ones, an alarm passes', async () => {
    const { personId } = await world.addPerson({ credits: 2, isEmployeeBound: true })
    await world.tell(progress, [personId], 'first')
    world.script = refuseWith(refusal(-1))
    await world.runner().drain()
    world.script = () => {}
    world.calls.length = 0
    await world.tell(progress, [personId], 'second')
    await world.tell(waiting, [personId], 'alarm')
    await world.runner().drain()
    expect(world.calls.map((c) => c.channel)).toEqual(['employee'])
    await drainToTheEnd()
    expect(world.calls.map((c) => c.data.character_string1)).toEqual([undefined, 'first', 'second'])
  })
})

describe('a sender that dies while WeChat is answering', () => {
  const crash = async (personId: string) => {
    const reached = new Promise<void>((resolve) => {
      world.script = () => {
        resolve()
        return new Promise(() => {})
      }
    })
    void world.runner().drain()
    await reached
    expect((await world.deliveriesOf(personId)).map((d) => d.state)).toContain('sending')
    world.script = () => {}
    world.calls.length = 0
  }

  test('an alarm goes again once the lease is over', async () => {
    const { personId } = await world.addPerson({ isEmployeeBound: true })
    await world.tell(waiting, [personId], 'crash.alarm')
    await crash(personId)
    expect(await world.runner().drain()).toBe(0)
    later(61_000)
    await world.runner().drain()
    expect(world.calls).toHaveLength(1)
    expect(await world.deliveriesOf(personId)).toMatchObject([{ state: 'sent', attempts: 2 }])
  })

  test('a notice is recorded as uncertain, never sent again, and those after it go on', async () => {
    const { personId } = await world.addPerson({ credits: 2 })
    await world.tell(progress, [personId], 'crash.notice')
    await world.tell(progress, [personId], 'after')
    await crash(personId)
    later(61_000)
    await drainToTheEnd()
    expect(world.calls.map((c) => c.data.character_string1)).toEqual(['after'])
    expect((await world.deliveriesOf(personId)).map((d) => [d.state, d.attempts])).toEqual([
      ['uncertain', 1],
      ['sent', 1],
    ])
    expect(await world.balanceOf(personId)).toBe(0)
  })
})
