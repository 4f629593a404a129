import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openidOf, personId, placeId } from '../../../../local/county/cast'
import { lampAppeal } from '../../../appeals'
import { type Client, type TestHost, testHost } from '../../../host'
import { tellPhone } from '../../../registry/told'

let host: TestHost
let resident: Client
let worker: Client
let worker2: Client
let secretary: Client
beforeAll(async () => {
  host = await testHost()
  ;[resident, worker, worker2, secretary] = (await Promise.all(
    ['resident', 'worker', 'worker2', 'secretary'].map((key) => host.as(key)),
  )) as [Client, Client, Client, Client]
})
afterAll(() => host.stop())

const submitted = async (given: object = {}) => {
  const { id } = await resident.mutate('appeals.submit', { ...lampAppeal(), ...given })
  await host.runner.settle()
  return id as string
}
const kinds = async (client: Client) =>
  (await client.query('messages.list')).items.map((m: { kind: string }) => m.kind) as string[]

describe('who holds an order', () => {
  test('what a colleague passed on is not undone, but handed back with a reason', async () => {
    const id = await submitted()
    await worker.mutate('desk.accept', { id })
    await worker.mutate('desk.reassign', { id, toPersonId: personId('worker2'), text: '这栋归她管' })
    expect((await worker2.query('appeals.get', { id })).can).toMatchObject({ undo: false, handBack: true })
    expect(await worker2.refusal('desk.undo', { id })).toBe('order.undo_too_late')
  })

  test('undoing rings the pool again and tells the resident', async () => {
    const id = await submitted()
    await worker.mutate('desk.accept', { id })
    await worker.mutate('desk.undo', { id })
    await host.runner.settle()
    expect((await kinds(resident))[0]).toBe('appeal.undone')
    expect((await kinds(await host.as('courier'))).filter((kind) => kind === 'appeal.waiting').length).toBeGreaterThan(
      1,
    )
  })

  test('who once held it goes on seeing it, without the requester', async () => {
    const id = await submitted()
    await worker.mutate('desk.accept', { id })
    await worker.mutate('desk.reassign', { id, toPersonId: personId('worker2'), text: '这栋归她管' })
    await resident.mutate('appeals.withdraw', { id })
    await host.runner.settle()
    const [message] = (await worker2.query('messages.list')).items
    expect(message).toMatchObject({ kind: 'appeal.withdrawn', link: `/modules/worker/desk/order?id=${id}` })
    expect(await worker2.query('appeals.get', { id })).toMatchObject({ state: 'withdrawn', requester: null })
  })
})

describe('registered for somebody else', () => {
  const register = async (given: object) =>
    (await worker.mutate('appeals.register', { ...lampAppeal(), ...given })).id as string

  test('for a person with an account, only they close it', async () => {
    const known = await resident.query('session.me')
    const phone = '16400001111'
    const { encryption } = host.deps
    await host.deps.db.transaction((tx) =>
      tellPhone(tx, encryption, { personId: personId('resident'), phone, now: host.clock.now() }),
    )
    const id = await register({ forName: known.person.name, forPhone: phone })
    await worker.mutate('desk.accept', { id })
    await worker.mutate('desk.resolve', { id, text: '修好了' })
    await host.runner.settle()
    expect(await worker.refusal('appeals.confirm', { id })).toBe('access.forbidden')
    expect((await kinds(resident))[0]).toBe('appeal.resolved')
    expect(await resident.mutate('appeals.confirm', { id })).toEqual({ state: 'closed' })
  })

  test('for a person without one, the registrar speaks; and finds it in a list', async () => {
    const id = await register({ forName: '赵大爷' })
    await worker.mutate('desk.accept', { id })
    await worker.mutate('desk.resolve', { id, text: '修好了' })
    expect(await worker.mutate('appeals.confirm', { id })).toEqual({ state: 'closed' })
    const { items } = await worker.query('appeals.registered')
    expect(items[0]).toMatchObject({ id, state: 'closed' })
    expect((await secretary.query('appeals.registered')).items).toEqual([])
  })
})

describe('what is said of a refusal', () => {
  test('the second one does not offer what will be refused', async () => {
    const id = await submitted()
    const decline = () => secretary.mutate('appeals.decline', { id, text: '不归社区管' })
    const lastBody = async () => {
      await host.runner.settle()
      return (await resident.query('messages.list')).items[0].body as string
    }
    await decline()
    expect(await lastBody()).toContain('可以申请一次复核')
    await resident.mutate('appeals.contest', { id, text: '应该由社区办' })
    await secretary.mutate('appeals.reinstate', { id })
    await decline()
    expect(await lastBody()).not.toContain('可以申请一次复核')
  })
})

describe('what is taken in', () => {
  test.each(['\u200b', '\u200b\u200b\u200b\u200b', '\u202e\u2066', '\u3164\u2800', '\u200d', ' \ufeff '])(
    'words that nobody can see are none: %j',
    async (text) => {
      expect(await resident.refusal('appeals.submit', { ...lampAppeal(), text })).toBe('input.invalid')
      expect(await worker.refusal('appeals.register', { ...lampAppeal(), forName: text })).toBe('input.invalid')
    },
  )

  test('direction marks go, emoji and rare characters stay', async () => {
    const id = await submitted({ text: '\u202e路灯不亮\u200b👨‍👩‍👧‍👦𠮷\ufeff' })
    expect((await resident.query('appeals.get', { id })).text).toBe('路灯不亮👨‍👩‍👧‍👦𠮷')
  })

  test('a place picked far from where the phone stands keeps its own position', async () => {
    const far = await submitted({ point: { lat: 0, lng: 0 } })
    expect((await resident.query('appeals.get', { id: far })).lat).toBeGreaterThan(30)
  })
})

describe('closing an account', () => {
  test('takes one’s own words and places, on orders and in feedback, and leaves the office’s', async () => {
    const leaver = await host.asPerson(host.deps.newId())
    await host.database.pool.query(
      `insert into people (id, name, state, settings, source, created_at, updated_at) values ($1, '马德福', 'active', '{}', 'test', now(), now())`,
      [leaver.personId],
    )
    const { id } = await leaver.mutate('appeals.submit', {
      ...lampAppeal(),
      placeId: placeId('檀溪苑1号楼1单元'),
      placeText: '檀溪苑1号楼1单元201马德福家',
    })
    await leaver.mutate('feedback.submit', { kind: 'other', text: '我是马德福，住1号楼' })
    await secretary.mutate('appeals.decline', { id, text: '不归社区管，请找物业' })
    await leaver.mutate('privacy.closeAccount', { confirm: '注销' })
    await host.runner.settle()
    const seen = await secretary.query('appeals.get', { id })
    expect(JSON.stringify(seen)).not.toMatch(/马德福|201/)
    expect(seen).toMatchObject({ placeText: '檀溪苑1号楼', lat: null, lng: null, text: null })
    expect(JSON.stringify(seen.timeline)).toContain('不归社区管')
    expect(JSON.stringify(await (await host.as('county')).query('feedback.list'))).not.toContain('马德福')
  })

  test('is not undone by a phone that goes on with its old session', async () => {
    const { url } = host.simulators
    const code = async (openid: string) => {
      const body = JSON.stringify({ openid })
      const headers = { 'content-type': 'application/json' }
      const made = await fetch(`${url}/control/login-code`, { method: 'POST', headers, body })
      return ((await made.json()) as { code: string }).code
    }
    const renew = async (openid: string) => ({ code: await code(openid), isRenewal: true })
    expect(await host.guest.refusal('session.login', await renew('never-seen'))).toBe('session.no_account')
    expect(await host.guest.mutate('session.login', await renew(openidOf('resident')))).toMatchObject({ isNew: false })
  })
})
