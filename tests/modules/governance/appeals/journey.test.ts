import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { placeId, placeIds } from '../../../../local/county/cast'
import { lampAppeal } from '../../../appeals'
import { type Client, type TestHost, testHost } from '../../../host'

let host: TestHost
let resident: Client
let worker: Client
let secretary: Client

beforeAll(async () => {
  host = await testHost()
  ;[resident, worker, secretary] = await Promise.all([host.as('resident'), host.as('worker'), host.as('secretary')])
})
afterAll(() => host.stop())

const submitted = async () => {
  const { id } = await resident.mutate('appeals.submit', lampAppeal())
  await host.runner.settle()
  return id as string
}

describe('an appeal from thumb to thumb', () => {
  test('submit rings the grid, accept, step, resolve, confirm', async () => {
    const id = await submitted()
    const rung = await worker.query('messages.list')
    expect(rung.items[0]).toMatchObject({ kind: 'appeal.waiting', link: `/modules/worker/desk/order?id=${id}` })
    const desk = await worker.query('desk.list')
    expect(desk.items.map((o: any) => o.id)).toContain(id)
    expect(desk.counts.appeal).toBeGreaterThan(0)

    await worker.mutate('desk.accept', { id })
    await host.runner.settle()
    let seen = await resident.query('appeals.get', { id })
    expect(seen).toMatchObject({ state: 'accepted', holder: { name: '刘海峰', role: '网格员' } })
    expect(seen.holder.phone).toMatch(/^1\d{10}$/)

    await worker.mutate('desk.step', { id, text: '灯头烧坏，下午带配件来换' })
    await worker.mutate('desk.resolve', { id, text: '已换新灯头，亮了' })
    await host.runner.settle()
    seen = await resident.query('appeals.get', { id })
    expect(seen.timeline.map((e: any) => e.action)).toEqual(['resolve', 'step', 'accept', 'submit'])
    expect(seen.timeline[0]).toMatchObject({ text: '已换新灯头，亮了', actorName: '刘海峰' })
    expect(seen.can).toMatchObject({ confirm: true, reopen: true, withdraw: false })

    await resident.mutate('appeals.confirm', { id })
    await host.runner.settle()
    expect((await resident.query('appeals.get', { id })).state).toBe('closed')
    const inbox = await resident.query('messages.list')
    expect(inbox.items.map((m: any) => m.kind)).toEqual(['appeal.resolved', 'appeal.progress', 'appeal.accepted'])
  })

  test('reopens in one tap with evidence, back in the same hands', async () => {
    const id = await submitted()
    await worker.mutate('desk.accept', { id })
    await worker.mutate('desk.resolve', { id, text: '修好了' })
    expect(await resident.refusal('appeals.reopen', { id })).toBe('input.invalid')
    await resident.mutate('appeals.reopen', { id, text: '晚上还是不亮' })
    await host.runner.settle()
    const mine = await worker.query('desk.mine')
    expect(mine.items.find((o: any) => o.id === id)).toMatchObject({ state: 'reopened' })
  })

  test('a reopened order waits for somebody else when who held it has left', async () => {
    const id = await submitted()
    const leaver = await host.asPerson(host.deps.newId())
    const grant = [host.deps.newId(), leaver.personId, placeIds.grid, host.clock.now()]
    await host.database.pool.query(
      `insert into role_grants (id, person_id, role, place_id, granted_at) values ($1, $2, 'gridWorker', $3, $4)`,
      grant,
    )
    await leaver.mutate('desk.accept', { id })
    await leaver.mutate('desk.resolve', { id, text: '修好了' })
    await host.database.pool.query('update role_grants set revoked_at = $2 where id = $1', [grant[0], host.clock.now()])
    expect(await resident.mutate('appeals.reopen', { id, text: '晚上还是不亮' })).toEqual({ state: 'waiting' })
    await host.runner.settle()
    expect((await worker.query('messages.list')).items[0]).toMatchObject({ kind: 'appeal.waiting' })
    await worker.mutate('desk.accept', { id })
  })

  test('undo within 10 seconds, not after', async () => {
    const id = await submitted()
    await worker.mutate('desk.accept', { id })
    await worker.mutate('desk.undo', { id })
    expect((await resident.query('appeals.get', { id })).state).toBe('waiting')
    await worker.mutate('desk.accept', { id })
    host.clock.offsetMs += 11_000
    expect(await worker.refusal('desk.undo', { id })).toBe('order.undo_too_late')
  })

  test('hand back and reassign say why', async () => {
    const id = await submitted()
    await worker.mutate('desk.accept', { id })
    expect(await worker.refusal('desk.handBack', { id, text: '' })).toBe('input.invalid')
    await worker.mutate('desk.handBack', { id, text: '灯杆归物业管，请物业来看' })
    await worker.mutate('desk.accept', { id })
    const [colleague] = await worker.query('desk.colleagues', { id })
    await worker.mutate('desk.reassign', { id, toPersonId: colleague.personId, text: '他就在楼下，离得近' })
    await host.runner.settle()
    const seen = await resident.query('appeals.get', { id })
    expect(seen.holder.personId).toBe(colleague.personId)
    expect(seen.timeline[0]).toMatchObject({ action: 'reassign', toName: colleague.name, text: '他就在楼下，离得近' })
  })

  test('withdraw, urge, supplement', async () => {
    const id = await submitted()
    await resident.mutate('appeals.urge', { id })
    expect(await resident.refusal('appeals.urge', { id })).toBe('order.urged_recently')
    await resident.mutate('appeals.supplement', { id, text: '二单元门口那盏也不亮' })
    await resident.mutate('appeals.withdraw', { id, text: '已经自己好了' })
    expect(await worker.refusal('desk.accept', { id })).toBe('order.not_in_this_state')
  })

  test('the secretary declines with reason, the resident contests once', async () => {
    const id = await submitted()
    await secretary.mutate('appeals.decline', { id, text: '这盏灯在规划拆除范围内' })
    await resident.mutate('appeals.contest', { id, text: '拆除还要一年，这一年老人怎么走' })
    await host.runner.settle()
    expect((await secretary.query('messages.list')).items[0].kind).toBe('appeal.contested')
    await secretary.mutate('appeals.uphold', { id, text: '已安排临时太阳能灯' })
    expect(await resident.refusal('appeals.contest', { id, text: '还是想再说说这件事' })).toBe('order.contested_before')
  })

  test('a worker registers one for a person without a phone', async () => {
    const { id } = await worker.mutate('appeals.register', { ...lampAppeal(), forName: '赵大爷' })
    const seen = await worker.query('appeals.get', { id })
    expect(seen.requester.name).toBe('赵大爷')
    expect(
      await worker.refusal('appeals.register', {
        ...lampAppeal(),
        forName: '钱奶奶',
        placeId: placeId('枣林花园1号楼'),
      }),
    ).toBe('access.forbidden')
  })

  test('words are their author’s alone until checked, and stay so when risky', async () => {
    host.simulators.wechat.settings.latencyMs = 400
    const { id } = await resident.mutate('appeals.submit', { ...lampAppeal(), text: '楼道里贴满代开发票的小广告' })
    expect((await resident.query('appeals.get', { id })).text).toContain('代开发票')
    expect((await worker.query('appeals.get', { id })).text).toBeNull()
    host.simulators.wechat.settings.latencyMs = 5
    await host.runner.settle()
    expect((await worker.query('appeals.get', { id })).text).toBeNull()
    expect((await worker.query('appeals.get', { id })).title).not.toContain('代开')
  })
})

test('200 workers race for one order: one wins, 199 are told, the winner’s repeat succeeds', async () => {
  const { id, clients } = await crowd(200)
  const tries = await Promise.all(clients.map((c) => c.send('desk.accept', { key: randomUUID(), id })))
  const won = tries.filter((t) => t.reply.ok)
  expect(won).toHaveLength(1)
  const codes = tries.flatMap((t) => (t.reply.ok ? [] : [t.reply.error.code]))
  expect(codes).toEqual(Array(199).fill('order.already_accepted'))
  const winner = clients[tries.findIndex((t) => t.reply.ok)]!
  expect((await winner.mutate('desk.accept', { id })).state).toBe('accepted')
})

async function crowd(n: number) {
  const id = await submitted()
  const { gridId } = (await host.database.pool.query('select grid_id as "gridId" from orders where id = $1', [id]))
    .rows[0]
  const clients: Client[] = []
  for (let i = 0; i < n; i++) {
    const personId = host.deps.newId()
    await host.database.pool.query(
      `insert into role_grants (id, person_id, role, place_id, granted_at) values ($1, $2, 'gridWorker', $3, $4)`,
      [host.deps.newId(), personId, gridId, host.clock.now()],
    )
    clients.push(await host.asPerson(personId))
  }
  return { id, clients }
}

test('the same key sent ten times at once has one effect', async () => {
  const input = { key: randomUUID(), ...lampAppeal() }
  const replies = await Promise.all(Array.from({ length: 10 }, () => resident.send('appeals.submit', input)))
  const ids = new Set(replies.map(({ reply }) => (reply.ok ? reply.data.id : reply.error.code)))
  expect([...ids]).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)])
  expect(await resident.refusal('appeals.submit', { ...input, text: '另一件事' })).toBe('key.reused')
})
