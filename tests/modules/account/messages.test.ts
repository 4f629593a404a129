import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CONSENTS_PER_DAY_MAX } from '../../../cloudfunctions/engines/messages/credits/store'
import { withdraw } from '../../../cloudfunctions/engines/messages/deliveries/store'
import { settleAsks } from '../../../cloudfunctions/engines/messages/store'
import { createDispatch, type Dispatch } from '../../../cloudfunctions/kernel/dispatch/dispatch'
import { router } from '../../../cloudfunctions/kernel/dispatch/procedure'
import { messagesRouter } from '../../../cloudfunctions/modules/account/messages/router'
import { type MessagesWorld, messagesWorld, NOON, progress } from '../../engines/messages-world'

let world: MessagesWorld
let dispatch: Dispatch
beforeAll(async () => {
  world = await messagesWorld()
  world.deps.findCaller = async (token) => ({ personId: token, grants: [], wards: [] })
  const unlimited = { queriesPerMinute: 1e6, mutationsPerMinute: 1e6 }
  dispatch = createDispatch(world.deps, router({ messages: messagesRouter }), unlimited)
})
afterAll(() => world.drop())

/** The caller's person id stands in for a session's token. */
async function call<T>(token: string | null, path: string, input: object = {}): Promise<T> {
  const { status, body } = await dispatch({ path: `messages.${path}`, input, token, origin: 'test' })
  if (!body.ok) throw Object.assign(new Error(body.error.code), { status })
  return body.data as T
}
const keyed = (input: object) => ({ ...input, key: randomUUID() })

type Bank = { template: string; balance: number; isReserved: boolean; isLow: boolean }[]

interface List {
  items: { id: string; title: string; body: string; link: string; readAt: string | null; createdAt: string }[]
  cursor: string | null
}

describe('messages.list and messages.read', () => {
  test('pages of 20, newest first, one’s own alone', async () => {
    const mine = await world.addPerson()
    const other = await world.addPerson()
    for (let i = 0; i < 45; i++) await world.tell(progress, [mine.personId, other.personId], `list.${i}`)
    const codes: string[] = []
    let cursor: string | null = null
    const sizes: number[] = []
    do {
      const page: List = await call(mine.personId, 'list', cursor ? { cursor } : {})
      sizes.push(page.items.length)
      codes.push(...page.items.map((item) => item.link.split('code=')[1]!))
      cursor = page.cursor
    } while (cursor)
    expect(sizes).toEqual([20, 20, 5])
    expect(codes).toEqual(Array.from({ length: 45 }, (_, i) => `list.${44 - i}`))
  })

  test('a message says what it is and when', async () => {
    const { personId } = await world.addPerson()
    await world.tell(progress, [personId], '2611-0386')
    const { items } = await call<List>(personId, 'list')
    expect(items).toEqual([
      {
        id: expect.any(String),
        kind: 'test.progress',
        title: '诉求有人接了',
        body: '编号 2611-0386，点开看看',
        link: '/modules/governance/appeals/detail?code=2611-0386',
        urgency: 'normal',
        topic: 'appeals',
        asks: null,
        createdAt: NOON.toISOString(),
        readAt: null,
      },
    ])
  })

  test('reading some, then all; another person’s id changes nothing', async () => {
    const mine = await world.addPerson()
    const other = await world.addPerson()
    for (let i = 0; i < 3; i++) await world.tell(progress, [mine.personId, other.personId], `read.${i}`)
    const { items } = await call<List>(mine.personId, 'list')
    expect(await call(other.personId, 'read', keyed({ ids: items.map((item) => item.id) }))).toEqual({ unread: 3 })
    expect(await call(mine.personId, 'read', keyed({ ids: [items[0]!.id] }))).toEqual({ unread: 2 })
    expect(await call(mine.personId, 'read', keyed({ ids: [] }))).toEqual({ unread: 2 })
    expect(await call(mine.personId, 'read', keyed({}))).toEqual({ unread: 0 })
    expect((await call<List>(mine.personId, 'list')).items.map((i) => i.readAt)).toEqual(
      Array(3).fill(NOON.toISOString()),
    )
    expect(await call(other.personId, 'read', keyed({ ids: 'all' }))).toEqual({ unread: 0 })
  })

  test('what asks something of me stands apart until it is read or taken back, and notices stand apart', async () => {
    const { personId } = await world.addPerson()
    const asking = { ...progress, asks: '看照片，去确认' }
    const gone = world.deps.newId()
    await world.tell(asking, [personId], 'asks')
    await world.tell(asking, [personId], 'gone', gone)
    await world.tell(progress, [personId], 'tells')
    await world.tell({ ...progress, topic: 'notices' }, [personId], 'notice')
    const view = async (of: string) =>
      (await call<List>(personId, 'list', { view: of })).items.map((item) => item.link.split('code=')[1])
    expect(await view('needsMe')).toEqual(['gone', 'asks'])
    expect(await call(personId, 'counts')).toEqual({ needsMe: 2, notices: 1 })
    await world.deps.db.transaction((tx) => withdraw(tx, [gone], NOON))
    expect(await view('needsMe')).toEqual(['asks'])
    expect(await view('notices')).toEqual(['notice'])
    expect(await view('all')).toEqual(['notice', 'tells', 'gone', 'asks'])
    expect(await call(personId, 'read', keyed({ ids: 'told' }))).toEqual({ unread: 1 })
    expect(await view('needsMe')).toEqual(['asks'])
    await call(personId, 'read', keyed({}))
    expect(await view('needsMe')).toEqual([])
    expect(await view('notices')).toEqual(['notice'])
    expect(await call(personId, 'counts')).toEqual({ needsMe: 0, notices: 0 })
    await expect(call(personId, 'list', { view: 'bills' })).rejects.toMatchObject({ status: 400 })
  })

  test('what a record asked before it moved on is asked no longer; what was written since still is', async () => {
    const { personId } = await world.addPerson()
    const subjectId = world.deps.newId()
    const asking = { ...progress, asks: '去接单' }
    await world.tell(asking, [personId], 'before', subjectId)
    await world.tell(asking, [personId], 'other', world.deps.newId())
    const eventId = world.deps.newId()
    await world.tell(asking, [personId], 'since', subjectId)
    await world.deps.db.transaction((tx) => settleAsks(tx, subjectId, eventId))
    const { items } = await call<List>(personId, 'list', { view: 'needsMe' })
    expect(items.map((item) => item.link.split('code=')[1])).toEqual(['since', 'other'])
    expect((await call<List>(personId, 'list')).items).toHaveLength(3)
  })

  test('guests and damaged cursors are refused', async () => {
    await expect(call(null, 'list')).rejects.toMatchObject({ status: 401 })
    await expect(call(randomUUID(), 'list', { cursor: 'x' })).rejects.toMatchObject({ status: 400 })
    await expect(call(randomUUID(), 'read', keyed({ ids: ['x'] }))).rejects.toMatchObject({ status: 400 })
  })
})

describe('messages.credits and messages.consent', () => {
  const id = 'tmpl-appeal-progress'
  const consent = async (personId: string, results: object) => {
    const { balances } = await call<{ balances: Bank }>(personId, 'consent', keyed({ results }))
    return balances.filter((b) => b.template === 'appealProgress').map((b) => b.balance)
  }

  test('every template is named with its reason, also before the first consent', async () => {
    const { personId } = await world.addPerson()
    const bank = await call<Bank>(personId, 'credits')
    expect(bank[0]).toEqual({
      template: 'appealProgress',
      label: '诉求进展提醒',
      why: expect.any(String),
      balance: 0,
      templateId: id,
      isReserved: false,
      isLow: true,
    })
    expect(bank.map((b) => b.template)).toEqual(['appealProgress', 'noticePosted', 'alarmRaised', 'digest'])
    expect(bank.filter((b) => b.isReserved).map((b) => b.template)).toEqual(['alarmRaised'])
  })

  test('it is low with two left, and no longer with three', async () => {
    const { personId } = await world.addPerson()
    const isLow = async () => (await call<Bank>(personId, 'credits'))[0]!.isLow
    for (const expected of [true, true, false]) {
      await consent(personId, { [id]: 'accept' })
      expect(await isLow()).toBe(expected)
    }
  })

  test('only accept adds one; a refusal, a ban or an unknown template changes nothing', async () => {
    const { personId } = await world.addPerson()
    expect(await consent(personId, { [id]: 'reject' })).toEqual([0])
    expect(await consent(personId, { [id]: 'accept' })).toEqual([1])
    expect(await consent(personId, { [id]: 'ban' })).toEqual([1])
    expect(await consent(personId, { [id]: 'filter' })).toEqual([1])
    expect(await consent(personId, { 'tmpl-of-yesterday': 'accept' })).toEqual([1])
    expect(await consent(personId, { [id]: 'accept', 'tmpl-of-yesterday': 'reject' })).toEqual([2])
    await expect(consent(personId, { [id]: 'perhaps' })).rejects.toMatchObject({ status: 400 })
    await expect(consent(personId, { a: 'accept', b: 'accept', c: 'accept', d: 'accept' })).rejects.toMatchObject({
      status: 400,
    })
  })

  test('a phone is believed 20 times a day in Shanghai, also when it asks all at once', async () => {
    const { personId } = await world.addPerson()
    world.clock.at = new Date('2026-11-24T23:59:00+08:00')
    await Promise.all(Array.from({ length: 30 }, () => consent(personId, { [id]: 'accept' })))
    expect(await world.balanceOf(personId)).toBe(CONSENTS_PER_DAY_MAX)
    world.clock.at = new Date('2026-11-25T00:00:00+08:00')
    expect(await consent(personId, { [id]: 'accept' })).toEqual([CONSENTS_PER_DAY_MAX + 1])
    world.clock.at = NOON
  })

  test('the same key sent ten times adds one', async () => {
    const { personId } = await world.addPerson()
    const input = keyed({ results: { [id]: 'accept' } })
    await Promise.all(Array.from({ length: 10 }, () => call(personId, 'consent', input)))
    expect(await world.balanceOf(personId)).toBe(1)
  })
})
