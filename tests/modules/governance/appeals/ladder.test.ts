import { describe, expect, test } from 'vitest'
import { lookAtOrders } from '../../../../cloudfunctions/engines/orders/timer'
import { lampAppeal } from '../../../appeals'
import { accepted, host, inTheCounty, on, resolved, seen, setClock, submitted, timeline, told } from './world'

inTheCounty()

const rungsOf = async (id: string) =>
  (await timeline(id)).filter(([action]) => action === 'escalate').map(([, detail]) => detail)

const YELLOW = '快到期了，已提醒办理人和社区'
const RED = '超期了，已告诉街道'
const REDDER = '超期两个工作日，已告诉县里'

describe('the ladder', () => {
  test('who has it in hand and those above hear of each rung once, however often the timer looks', async () => {
    const id = await accepted()
    for (const at of ['26T17:30', '26T17:31', '27T17:30', '27T17:31', '28T09:00', '30T17:30'])
      await setClock(`2026-11-${at}:00+08:00`)
    await setClock('2026-12-01T17:30:00+08:00')
    expect(await rungsOf(id)).toEqual([REDDER, RED, YELLOW])
    expect((await told('worker', id)).filter((kind) => kind !== 'appeal.waiting')).toEqual([
      'appeal.nearDue',
      'appeal.overdue',
    ])
    expect(await told('secretary', id)).toEqual(['appeal.nearDue', 'appeal.overdue'])
    expect(await told('subdistrict', id)).toEqual(['appeal.overdue'])
    expect(await told('county', id)).toEqual(['appeal.overdue'])
  })

  test('a timer that stood still for a week tells everyone once, and nobody of what is past', async () => {
    const id = await accepted()
    await setClock('2026-12-03T10:00:00+08:00')
    expect(await rungsOf(id)).toEqual([REDDER, RED])
    expect(await told('secretary', id)).toEqual(['appeal.overdue'])
    expect(await told('subdistrict', id)).toEqual(['appeal.overdue'])
    expect(await told('county', id)).toEqual(['appeal.overdue'])
    expect((await seen(id)).timeline.map((e: { seq: number }) => e.seq)).toEqual([4, 3, 2, 1])
  })

  test('two timers on the same orders: each rung and each end once', async () => {
    const register = async () =>
      (await on.worker.mutate('appeals.register', { ...lampAppeal(), forName: '赵大爷' })).id as string
    const waiting: string[] = []
    const done: string[] = []
    for (let i = 0; i < 8; i++) waiting.push(await register())
    for (let i = 0; i < 6; i++) {
      const id = await register()
      await on.worker.mutate('desk.accept', { id })
      await on.worker.mutate('desk.resolve', { id, text: '换好了' })
      done.push(id)
    }
    await host.runner.settle()
    host.clock.offsetMs += 10 * 86_400_000
    const counts = await Promise.all(Array.from({ length: 4 }, () => lookAtOrders(host.deps)))
    expect(counts.reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(14)
    await host.runner.settle()
    const { rows } = await host.database.pool.query(
      `select o.id, o.version, count(*)::int as events, count(distinct e.seq)::int as seqs,
         count(*) filter (where e.action in ('escalate', 'lapse'))::int as by_timer,
         count(distinct e.detail) filter (where e.action = 'escalate')::int as rungs
       from orders o join order_events e on e.order_id = o.id where o.id = any($1) group by o.id, o.version`,
      [[...waiting, ...done]],
    )
    expect(rows).toHaveLength(14)
    for (const row of rows) {
      expect(row).toMatchObject({ events: row.version, seqs: row.version })
      expect(row.by_timer).toBe(done.includes(row.id) ? 1 : row.rungs)
    }
    for (const id of waiting) expect(await told('county', id)).toEqual(['appeal.overdue'])
    for (const id of done) expect((await told('worker', id)).filter((kind) => kind === 'appeal.lapsed')).toHaveLength(1)
  })

  test('rings nothing while the promise stands still, and what is left when it goes on', async () => {
    const id = await accepted()
    await on.worker.mutate('desk.pause', { id, reason: 'weather' })
    await setClock('2026-12-10T09:59:00+08:00')
    expect(await rungsOf(id)).toEqual([])
    expect(await seen(id)).toMatchObject({ light: 'green' })
    const board = await on.secretary.query('dispatch.board')
    expect(board.items.find((o: { id: string }) => o.id === id)).toMatchObject({ light: 'green' })
    await on.worker.mutate('desk.resume', { id })
    const { promisedAt } = await seen(id)
    expect(promisedAt).toMatch(/^2026-12-15T09:(28|29)$/)
    await setClock('2026-12-14T17:31:00+08:00')
    expect(await rungsOf(id)).toEqual([YELLOW])
    await setClock('2026-12-15T17:31:00+08:00')
    expect(await rungsOf(id)).toEqual([RED, YELLOW])
  })

  test('what rang before a pause does not ring again after it', async () => {
    const id = await accepted()
    await setClock('2026-11-26T17:31:00+08:00')
    await on.worker.mutate('desk.pause', { id, reason: 'parts' })
    expect(await seen(id)).toMatchObject({ light: 'yellow' })
    await setClock('2026-12-03T09:00:00+08:00')
    expect(await seen(id)).toMatchObject({ light: 'yellow', pause: { reason: 'parts' } })
    await on.worker.mutate('desk.resume', { id })
    await setClock('2026-12-03T17:29:00+08:00')
    expect(await rungsOf(id)).toEqual([YELLOW])
    await setClock('2026-12-04T17:31:00+08:00')
    expect(await rungsOf(id)).toEqual([RED, YELLOW])
  })

  test('rings anew with a promise that begins anew', async () => {
    const id = await accepted()
    await setClock('2026-11-26T17:31:00+08:00')
    await on.worker.mutate('desk.resolve', { id, text: '换好了' })
    await on.resident.mutate('appeals.reopen', { id, text: '晚上还是不亮' })
    await setClock('2026-11-30T17:31:00+08:00')
    expect(await rungsOf(id)).toEqual([YELLOW, YELLOW])
    expect((await told('worker', id)).filter((kind) => kind === 'appeal.nearDue')).toHaveLength(2)
  })
})

describe('a promise does not jump', () => {
  test('reclassified after a pause, the paused time still does not count', async () => {
    const id = await accepted()
    await on.worker.mutate('desk.pause', { id, reason: 'requester' })
    await setClock('2026-12-01T09:59:00+08:00')
    await on.worker.mutate('desk.resume', { id })
    await on.worker.mutate('appeals.reclassify', { id, category: 'elderCare', urgency: 'normal' })
    expect(await seen(id)).toMatchObject({ promisedAt: '2026-12-04T09:30', light: 'green' })
    expect(await rungsOf(id)).toEqual([])
  })

  test('reclassified after its extension, it keeps one', async () => {
    const id = await accepted()
    await on.worker.mutate('desk.extend', { id, text: '要等厂家派人来' })
    await on.worker.mutate('appeals.reclassify', { id, category: 'propertyService', urgency: 'normal' })
    expect((await seen(id)).promisedAt).toBe('2026-12-02T09:30')
    expect(await on.worker.refusal('desk.extend', { id, text: '再延长一次吧' })).toBe('order.extended_before')
  })

  test('paused in time, it may be extended whatever the wall clock says; paused late, not', async () => {
    const id = await accepted()
    await on.worker.mutate('desk.pause', { id, reason: 'season' })
    await setClock('2026-12-08T09:59:00+08:00')
    expect((await seen(id, 'worker')).can.extend).toBe(true)
    await on.worker.mutate('desk.extend', { id, text: '开春才能浇混凝土' })
    await on.worker.mutate('desk.resume', { id })
    expect(await seen(id)).toMatchObject({
      light: 'green',
      promisedAt: expect.stringMatching(/^2026-12-16T09:(28|29)$/),
    })
    await setClock('2026-11-24T10:00:00+08:00')
    const late = await accepted()
    await setClock('2026-11-30T10:00:00+08:00')
    await on.worker.mutate('desk.pause', { id: late, reason: 'season' })
    expect(await seen(late)).toMatchObject({ light: 'red' })
    expect(await on.worker.refusal('desk.extend', { id: late, text: '开春才能浇混凝土' })).toBe('order.extend_too_late')
  })

  test('reclassified, the resident and who works on it are told; raised to an emergency, the pool is rung', async () => {
    const id = await accepted()
    await on.secretary.mutate('appeals.reclassify', { id, category: 'utilities', urgency: 'normal' })
    expect(await told('resident', id)).toContain('appeal.reclassified')
    expect((await told('worker', id)).at(-1)).toBe('appeal.recast')
    const { id: waiting } = await submitted()
    await on.secretary.mutate('appeals.reclassify', { id: waiting, category: 'fireSafety', urgency: 'emergency' })
    expect(await told('worker', waiting)).toEqual(['appeal.waiting'])
    expect((await timeline(waiting))[0]).toEqual(['reclassify', '消防安全，紧急'])
    const { rows } = await host.database.pool.query(
      `select i.kind, i.urgency from inbox i left join ladders l on l.ring_id = i.subject_id
       where i.person_id = $2 and $1 in (i.subject_id, l.subject_id) order by i.id`,
      [waiting, on.worker.personId],
    )
    expect(rows).toEqual([
      { kind: 'appeal.waiting', urgency: 'normal' },
      { kind: 'appeal.alarm', urgency: 'alarm' },
    ])
  })
})

describe('silence', () => {
  test.each([
    ['over a weekend', '2026-11-27T16:00:00+08:00', '2026-12-02T09:30', '2026-12-02T17:29:00+08:00'],
    [
      'over National Day and a make-up Saturday',
      '2026-09-30T17:00:00+08:00',
      '2026-10-10T09:30',
      '2026-10-10T17:29:00+08:00',
    ],
    ['received on a holiday', '2026-10-03T09:00:00+08:00', '2026-10-10T09:30', '2026-10-10T17:29:00+08:00'],
  ])('closes only after the announced term: %s', async (_, at, closesAt, lastMoment) => {
    await setClock(at)
    const id = await resolved()
    expect((await seen(id)).closesAt).toBe(closesAt)
    await setClock(lastMoment)
    expect((await seen(id)).state).toBe('resolved')
    await setClock(`${lastMoment.slice(0, 10)}T17:30:00+08:00`)
    expect(await seen(id)).toMatchObject({ state: 'closed', closesAt: null })
    expect((await timeline(id))[0]).toEqual(['lapse', null])
    expect((await told('resident', id)).at(-1)).toBe('appeal.lapsed')
    expect((await told('worker', id)).at(-1)).toBe('appeal.unanswered')
  })

  test('an answer in time stops it, and what is resolved again is announced again', async () => {
    const id = await resolved()
    await on.resident.mutate('appeals.reopen', { id, text: '晚上还是不亮' })
    await setClock('2026-11-27T17:31:00+08:00')
    expect(await seen(id)).toMatchObject({ state: 'reopened', closesAt: null })
    await on.worker.mutate('desk.resolve', { id, text: '又换了一个' })
    expect((await seen(id)).closesAt).toBe('2026-12-02T09:30')
  })
})
