import { describe, expect, test } from 'vitest'
import { openOrdersOf } from '../../../../cloudfunctions/engines/orders/store'
import { placeIds } from '../../../../local/county/cast'
import { accepted, host, inTheCounty, on, resolved, seen, setClock, submitted, timeline, told, wordsOf } from './world'

inTheCounty()

const mayOf = async (id: string, key: 'resident' | 'secretary' | 'worker' = 'resident') => {
  const { can } = await seen(id, key)
  return Object.keys(can).filter((action) => can[action])
}
const WHY = '灯杆在铁路红线内，社区无权施工'

describe('closed, not fixed', () => {
  const unfixed = async () => {
    const id = await accepted()
    await on.secretary.mutate('dispatch.closeUnfixed', { id, text: WHY })
    await host.runner.settle()
    return id
  }

  test('needs its reason, is told to both sides, and may be contested but neither rated nor reopened', async () => {
    const id = await accepted()
    expect(await on.secretary.refusal('dispatch.closeUnfixed', { id })).toBe('input.invalid')
    expect(await on.worker.refusal('dispatch.closeUnfixed', { id, text: WHY })).toBe('access.forbidden')
    await on.secretary.mutate('dispatch.closeUnfixed', { id, text: WHY })
    expect(await wordsOf('resident', id, 'appeal.unfixed')).toContain('可以申请一次复核')
    expect(await wordsOf('worker', id, 'appeal.withdrawn')).toContain('结案，没能办成')
    expect(await seen(id)).toMatchObject({ state: 'unfixed', light: null, holder: null, closesAt: null })
    expect((await seen(id)).timeline[0]).toMatchObject({ action: 'closeUnfixed', text: WHY, actorRole: '社区书记' })
    expect(await mayOf(id)).toEqual(['contest'])
    expect(await mayOf(id, 'secretary')).toEqual([])
    expect(await on.resident.refusal('appeals.reopen', { id, text: '还是要修' })).toBe('order.not_in_this_state')
    expect(await on.resident.refusal('appeals.rate', { id, rating: 'fair' })).toBe('order.not_in_this_state')
  })

  test('contested, it is looked at again; upheld, it stays what it was, in words of its own', async () => {
    const id = await unfixed()
    await on.resident.mutate('appeals.contest', { id, text: '请再和铁路协调一次' })
    expect(await wordsOf('secretary', id, 'appeal.contested')).not.toContain('受理')
    expect(await mayOf(id, 'secretary')).toEqual(['reinstate', 'uphold'])
    await on.secretary.mutate('appeals.uphold', { id, text: '铁路书面回复不同意' })
    expect(await seen(id)).toMatchObject({ state: 'unfixed' })
    expect(await wordsOf('resident', id, 'appeal.upheld')).toContain('结案，没能办成')
    expect(await wordsOf('resident', id, 'appeal.upheld')).not.toContain('受理')
    expect(await mayOf(id)).toEqual([])
  })

  test('reinstated, it waits with a promise of its own; a second time, no contest is offered', async () => {
    const id = await unfixed()
    await on.resident.mutate('appeals.contest', { id, text: '请再和铁路协调一次' })
    await setClock('2026-12-01T10:00:00+08:00')
    await on.secretary.mutate('appeals.reinstate', { id })
    expect(await seen(id)).toMatchObject({ state: 'waiting', light: 'green', promisedAt: '2026-12-04T09:30' })
    await on.worker.mutate('desk.accept', { id })
    await on.secretary.mutate('dispatch.closeUnfixed', { id, text: WHY })
    expect(await on.resident.refusal('appeals.contest', { id, text: '还是不同意' })).toBe('order.contested_before')
    expect(await wordsOf('resident', id, 'appeal.unfixed')).toContain('12345')
  })

  test('it and what was merged are over: neither keeps anybody from closing their account', async () => {
    const before = await openOrdersOf(host.deps.db, on.resident.personId!)
    const [first, second] = [await unfixed(), (await submitted()).id]
    const { id: whole } = await on.worker.mutate('appeals.register', {
      text: '小区门口的路灯都不亮',
      fileIds: [],
      category: 'publicFacility',
      urgency: 'normal',
      placeId: placeIds.building,
      forName: '赵大爷',
    })
    await on.secretary.mutate('dispatch.merge', { id: second, intoId: whole })
    expect([(await seen(first)).state, (await seen(second)).state]).toEqual(['unfixed', 'merged'])
    expect(await openOrdersOf(host.deps.db, on.resident.personId!)).toEqual(before)
  })
})

describe('closed', () => {
  const closed = async () => {
    const id = await resolved()
    await on.resident.mutate('appeals.confirm', { id })
    return id
  }

  test('rated only after it, once, and not for ever', async () => {
    const id = await resolved()
    expect(await on.resident.refusal('appeals.rate', { id, rating: 'satisfied' })).toBe('order.not_in_this_state')
    expect(await on.secretary.refusal('dispatch.callBack', { id, result: 'satisfied' })).toBe('order.not_in_this_state')
    await on.resident.mutate('appeals.confirm', { id })
    await on.resident.mutate('appeals.rate', { id, rating: 'fair' })
    expect(await seen(id)).toMatchObject({ rating: 'fair', can: { rate: false, reopen: true } })
    const other = await closed()
    await setClock('2026-12-09T10:01:00+08:00')
    expect(await on.resident.refusal('appeals.rate', { id: other, rating: 'fair' })).toBe('order.rate_too_late')
    expect(await on.resident.refusal('appeals.reopen', { id: other, text: '又坏了' })).toBe('order.reopen_too_late')
  })

  test('called back: satisfied and unreachable leave it closed and may be tried again', async () => {
    const id = await closed()
    await on.secretary.mutate('dispatch.callBack', { id, result: 'unreachable' })
    await on.secretary.mutate('dispatch.callBack', { id, result: 'satisfied', text: '灯亮了，谢谢大家' })
    expect((await timeline(id)).slice(0, 2)).toEqual([
      ['callBack', '满意'],
      ['callBack', '没联系上'],
    ])
    expect((await seen(id)).state).toBe('closed')
    expect(await told('worker', id)).not.toContain('appeal.reopened')
  })

  test('called back and not satisfied: handled again by the same hands, to the end, and rated anew', async () => {
    const id = await closed()
    await on.resident.mutate('appeals.rate', { id, rating: 'satisfied' })
    expect(await on.secretary.refusal('dispatch.callBack', { id, result: 'unsatisfied' })).toBe('input.invalid')
    expect(await on.worker.refusal('dispatch.callBack', { id, result: 'satisfied' })).toBe('access.forbidden')
    await on.secretary.mutate('dispatch.callBack', { id, result: 'unsatisfied', text: '电话里说又坏了' })
    expect(await seen(id)).toMatchObject({ state: 'reopened', light: 'green', holder: { name: '刘海峰' } })
    expect(await told('worker', id)).toContain('appeal.reopened')
    await on.worker.mutate('desk.resolve', { id, text: '镇流器也换了' })
    expect((await seen(id)).closesAt).toBe('2026-11-27T09:30')
    await on.resident.mutate('appeals.confirm', { id })
    expect(await seen(id)).toMatchObject({ state: 'closed', rating: null, can: { rate: true } })
    await on.resident.mutate('appeals.rate', { id, rating: 'satisfied' })
  })

  test('by silence: the worker is not told that somebody confirmed', async () => {
    const id = await resolved()
    await setClock('2026-11-27T17:30:00+08:00')
    expect(await wordsOf('worker', id, 'appeal.unanswered')).toContain('没有回音')
    expect(await told('worker', id)).not.toContain('appeal.closed')
    expect(await mayOf(id)).toEqual(['rate', 'reopen'])
  })
})

describe('supervised', () => {
  test('from above, with words, while it goes on; its mark stays', async () => {
    const id = await accepted()
    expect(await on.worker.refusal('dispatch.supervise', { id, text: '今天去看一下' })).toBe('access.forbidden')
    expect(await on.secretary.refusal('dispatch.supervise', { id })).toBe('input.invalid')
    await on.secretary.mutate('dispatch.supervise', { id, text: '今天去看一下' })
    expect(await told('worker', id)).toContain('appeal.supervised')
    await on.worker.mutate('desk.resolve', { id, text: '换好了' })
    expect(await on.secretary.refusal('dispatch.supervise', { id, text: '再去看一下' })).toBe('order.not_in_this_state')
    expect(await seen(id)).toMatchObject({ isSupervised: true })
  })

  test('an extension is told to the secretary as one of their own', async () => {
    const id = await accepted()
    await on.worker.mutate('desk.extend', { id, text: '要等厂家派人来' })
    expect(await told('secretary', id)).toEqual(['appeal.lengthened'])
    const { items } = await on.secretary.query('messages.list')
    expect(items[0].link).toBe(`/modules/worker/desk/order?id=${id}`)
  })
})
