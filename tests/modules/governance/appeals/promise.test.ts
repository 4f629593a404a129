import { describe, expect, test } from 'vitest'
import { host, inTheCounty, on, resolved, seen, setClock, submitted, timeline, told } from './world'

inTheCounty()

describe('the promise', () => {
  test('runs by category in working time: three working days end at the close of Friday', async () => {
    const { promisedAt } = await submitted()
    expect(promisedAt).toBe('2026-11-27T09:30')
    const garbage = await submitted({ category: 'sanitation' })
    expect(garbage.promisedAt).toBe('2026-11-24T08:00')
    expect((await submitted({ urgency: 'emergency' })).promisedAt).toBe('2026-11-24T04:00')
  })

  test('green, yellow one working day before, red the moment after', async () => {
    const { id } = await submitted()
    await on.worker.mutate('desk.accept', { id })
    expect(await seen(id)).toMatchObject({ light: 'green' })
    await setClock('2026-11-26T17:30:00+08:00')
    expect(await seen(id)).toMatchObject({ light: 'yellow' })
    await setClock('2026-11-27T17:30:00.001+08:00')
    expect(await seen(id)).toMatchObject({ light: 'red' })
  })

  test('stands still for a named reason that the resident reads, and goes on with what was left', async () => {
    const { id } = await submitted()
    await on.worker.mutate('desk.accept', { id })
    expect(await on.worker.refusal('desk.pause', { id, reason: 'lunch' })).toBe('input.invalid')
    await on.worker.mutate('desk.pause', { id, reason: 'parts' })
    expect(await seen(id)).toMatchObject({ pause: { reason: 'parts' } })
    expect((await timeline(id))[0]).toEqual(['pause', '等配件或材料到货'])
    expect(await told('resident', id)).toContain('appeal.paused')
    // A moment before ten: what is left ends before the day does.
    await setClock('2026-12-01T09:59:00+08:00')
    expect(await seen(id)).toMatchObject({ light: 'green' })
    expect(await told('secretary', id)).toEqual([])
    await on.worker.mutate('desk.resume', { id })
    expect(await seen(id)).toMatchObject({ pause: null, promisedAt: expect.stringMatching(/^2026-12-04T09:/) })
  })

  test('is extended once, with a reason, and not once it is late', async () => {
    const { id } = await submitted()
    await on.worker.mutate('desk.accept', { id })
    await on.worker.mutate('desk.extend', { id, text: '灯杆要重新立，等混凝土养护' })
    expect((await seen(id)).promisedAt).toBe('2026-12-02T09:30')
    expect(await told('resident', id)).toContain('appeal.extended')
    expect(await on.worker.refusal('desk.extend', { id, text: '再延长一次可以吗' })).toBe('order.extended_before')
    const late = await submitted()
    await on.worker.mutate('desk.accept', { id: late.id })
    await setClock('2026-11-28T10:00:00+08:00')
    expect(await on.worker.refusal('desk.extend', { id: late.id, text: '来不及了请延长' })).toBe(
      'order.extend_too_late',
    )
  })

  test('begins anew when a closed order is handled again', async () => {
    const { id } = await submitted()
    await on.worker.mutate('desk.accept', { id })
    await on.worker.mutate('desk.resolve', { id, text: '换好了' })
    await on.resident.mutate('appeals.confirm', { id })
    await setClock('2026-12-08T10:00:00+08:00')
    await on.resident.mutate('appeals.reopen', { id, text: '又不亮了' })
    expect(await seen(id)).toMatchObject({
      light: 'green',
      promisedAt: '2026-12-11T09:30',
      promisedFrom: expect.stringMatching(/^2026-12-08T02:00/),
    })
  })

  test('a county sets its own, for a place and all below it', async () => {
    const { setOverride } = await import('../../../../cloudfunctions/engines/orders/promise/store')
    const { placeIds } = await import('../../../../local/county/cast')
    const common = { kind: 'appeal', category: 'parking', urgency: 'normal' as const, setBy: on.county.personId! }
    const set = (placeOf: string, workingDays: number) =>
      host.deps.db.transaction((tx) =>
        setOverride(tx, {
          ...common,
          id: host.deps.newId(),
          placeId: placeOf,
          span: { workingDays },
          extension: { workingDays: 1 },
          now: host.clock.now(),
        }),
      )
    await set(placeIds.county, 10)
    await set(placeIds.community, 2)
    expect((await submitted({ category: 'parking' })).promisedAt).toBe('2026-11-26T09:30')
    await set(placeIds.community, 4)
    expect((await submitted({ category: 'parking' })).promisedAt).toBe('2026-11-30T09:30')
  })
})

describe('the ladder', () => {
  test('everyone silent: each rung rings once, up to the county, and stands in the timeline', async () => {
    const { id } = await submitted()
    await setClock('2026-11-24T14:01:00+08:00')
    expect(await told('secretary', id)).toEqual(['appeal.unaccepted'])
    await setClock('2026-11-26T17:30:00+08:00')
    expect(await told('secretary', id)).toEqual(['appeal.unaccepted', 'appeal.nearDue'])
    expect(await told('subdistrict', id)).toEqual([])
    await setClock('2026-11-27T17:31:00+08:00')
    expect(await told('subdistrict', id)).toEqual(['appeal.overdue'])
    await setClock('2026-12-01T17:31:00+08:00')
    expect(await told('county', id)).toEqual(['appeal.overdue'])
    await setClock('2026-12-18T17:31:00+08:00')
    expect(await told('county', id)).toHaveLength(1)
    expect((await timeline(id)).filter(([action]) => action === 'escalate')).toHaveLength(4)
    expect((await seen(id)).timeline[0]).toMatchObject({ actorRole: '自动', detail: '超期两个工作日，已告诉县里' })
  })

  test('who accepts late still hears the warning, and accepting in time spares the secretary', async () => {
    const { id } = await submitted()
    await on.worker.mutate('desk.accept', { id })
    await setClock('2026-11-24T16:00:00+08:00')
    expect(await told('secretary', id)).toEqual([])
    await setClock('2026-11-26T17:30:00+08:00')
    expect(await told('worker', id)).toContain('appeal.nearDue')
  })

  test('handed back, it waits anew; supervised, all who owe something hear of it', async () => {
    const { id } = await submitted()
    await setClock('2026-11-24T14:01:00+08:00')
    await on.worker.mutate('desk.accept', { id })
    await on.worker.mutate('desk.handBack', { id, text: '我今天请假不在' })
    await setClock('2026-11-24T17:00:00+08:00')
    expect((await told('secretary', id)).filter((kind) => kind === 'appeal.unaccepted')).toHaveLength(2)
    await on.subdistrict.mutate('dispatch.supervise', { id, text: '居民反映强烈，今天必须有人到场' })
    expect(await told('secretary', id)).toContain('appeal.supervised')
    expect(await seen(id)).toMatchObject({ isSupervised: true })
  })

  test('two timers at once ring a rung once', async () => {
    const { id } = await submitted()
    host.clock.offsetMs += 5 * 3_600_000
    const { lookAtOrders } = await import('../../../../cloudfunctions/engines/orders/timer')
    await Promise.all([1, 2, 3].map(() => lookAtOrders(host.deps)))
    expect(await told('secretary', id)).toEqual(['appeal.unaccepted'])
  })
})

describe('the end', () => {
  test('silence closes only after the announced term, and may be reopened', async () => {
    const id = await resolved()
    const { closesAt } = await seen(id)
    expect(closesAt).toBe('2026-11-27T09:30')
    await setClock('2026-11-27T17:29:59+08:00')
    expect((await seen(id)).state).toBe('resolved')
    await setClock('2026-11-27T17:30:00+08:00')
    expect((await seen(id)).state).toBe('closed')
    expect(await told('resident', id)).toContain('appeal.lapsed')
    await on.resident.mutate('appeals.reopen', { id, text: '我出差了，灯还是不亮' })
    expect((await seen(id)).state).toBe('reopened')
  })

  test('dissatisfaction is handled again, by rating or when called back', async () => {
    const id = await resolved()
    await on.resident.mutate('appeals.confirm', { id })
    expect(await on.resident.refusal('appeals.rate', { id, rating: 'unsatisfied' })).toBe('input.invalid')
    const again = await on.resident.mutate('appeals.rate', { id, rating: 'unsatisfied', text: '灯还是一闪一闪' })
    expect(again.state).toBe('reopened')
    await on.worker.mutate('desk.resolve', { id, text: '镇流器也换了' })
    await on.resident.mutate('appeals.confirm', { id })
    await on.resident.mutate('appeals.rate', { id, rating: 'satisfied' })
    expect(await on.resident.refusal('appeals.rate', { id, rating: 'fair' })).toBe('order.rated_before')
    expect(await seen(id)).toMatchObject({ state: 'closed', rating: 'satisfied' })
    await on.secretary.mutate('dispatch.callBack', { id, result: 'unsatisfied', text: '电话里说又坏了' })
    expect((await seen(id)).state).toBe('reopened')
  })

  test('closed, not fixed, is a state of its own with its reason, contested once', async () => {
    const { id } = await submitted()
    await on.secretary.mutate('dispatch.closeUnfixed', { id, text: '灯杆在铁路红线内，社区无权施工' })
    await host.runner.settle()
    expect(await seen(id)).toMatchObject({ state: 'unfixed', light: null })
    expect(JSON.stringify((await seen(id)).timeline)).toContain('铁路红线')
    await on.resident.mutate('appeals.contest', { id, text: '请再和铁路协调一次' })
    await on.secretary.mutate('appeals.uphold', { id, text: '铁路书面回复不同意' })
    expect((await seen(id)).state).toBe('unfixed')
    expect(await on.resident.refusal('appeals.contest', { id, text: '还是不同意' })).toBe('order.contested_before')
  })
})

describe('what it is about', () => {
  test('suggests, learns what the staff of this community correct, and of no other', async () => {
    const { placeIds } = await import('../../../../local/county/cast')
    const text = '楼下那家半夜打麻将洗牌声特别大睡不着'
    const best = async (communityId: string) =>
      (await on.resident.query('appeals.suggest', { text, communityId })).categories[0].category
    expect(await best(placeIds.community)).toBe('noise')
    for (const words of [text, `${text}怎么办`]) {
      const { id } = await submitted({ text: words, category: 'noise' })
      await on.secretary.mutate('appeals.reclassify', { id, category: 'neighbourDispute', urgency: 'normal' })
    }
    await setClock('2026-11-24T11:00:00+08:00')
    expect(await best(placeIds.community)).toBe('neighbourDispute')
    expect(await best(placeIds.otherCommunity)).toBe('noise')
  })

  test('life in danger: the number to call, the urgency whatever was chosen, and alarms at once', async () => {
    const text = '3号楼着火了，楼道里全是烟，快来人'
    expect(await on.resident.query('appeals.suggest', { text })).toMatchObject({ emergency: '119' })
    const { id } = await submitted({ text, category: 'other' })
    expect(await seen(id)).toMatchObject({ urgency: 'emergency', emergency: '119' })
    expect(await told('worker', id)).toEqual([])
    const { rows } = await host.database.pool.query(
      `select distinct i.kind, i.urgency from ladders l join inbox i on i.subject_id = l.ring_id where l.subject_id = $1`,
      [id],
    )
    expect(rows).toEqual([{ kind: 'appeal.alarm', urgency: 'alarm' }])
  })

  test('another category, another promise, from the day it was sent', async () => {
    const { id } = await submitted()
    await setClock('2026-11-25T10:00:00+08:00')
    await on.secretary.mutate('appeals.reclassify', { id, category: 'illegalBuilding', urgency: 'normal' })
    expect(await seen(id)).toMatchObject({ categoryLabel: '违建', promisedAt: '2026-12-15T09:30' })
    expect((await timeline(id))[0]).toEqual(['reclassify', '违建'])
  })
})
