import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { acknowledge } from '../../../cloudfunctions/engines/ladders/answer'
import { climbLadders } from '../../../cloudfunctions/engines/ladders/timer'
import { emit } from '../../../cloudfunctions/kernel/events/store'
import { personId, placeIds } from '../../../local/county/cast'
import { lampAppeal } from '../../appeals'
import { type Client, type TestHost, testHost } from '../../host'

const KEYS = [
  'resident',
  'worker',
  'worker2',
  'courier',
  'steward',
  'property',
  'volunteer',
  'secretary',
  'secretary2',
  'subdistrict',
  'county',
] as const
type Key = (typeof KEYS)[number]

let host: TestHost
const on = {} as Record<Key, Client>
beforeAll(async () => {
  host = await testHost()
  for (const key of KEYS) on[key] = await host.as(key)
})
afterAll(() => host.stop())
beforeEach(async () => {
  // What former tests left climbing stays behind.
  await host.database.pool.query(`update ladders set state = 'exhausted', next_at = null where state = 'climbing'`)
  await setClock('2026-11-24T10:00:00+08:00')
})

async function setClock(at: string): Promise<void> {
  host.clock.offsetMs += Date.parse(at) - host.clock.now().getTime()
  await host.runner.settle()
}

const later = async (seconds: number) => {
  host.clock.offsetMs += seconds * 1000
  await host.runner.settle()
}

/** A fire at the resident's building; the order and its alarm. */
async function fire(): Promise<{ orderId: string; id: string }> {
  const told = { ...lampAppeal(), text: '3号楼楼道里着火了，冒黑烟', category: 'fireSafety', urgency: 'emergency' }
  const { id: orderId } = await on.resident.mutate('appeals.submit', told)
  await host.runner.settle()
  const { rows } = await host.database.pool.query('select id from ladders where subject_id = $1', [orderId])
  return { orderId, id: rows[0].id }
}

const stepsOf = async (id: string): Promise<string[]> => {
  const { rows } = await host.database.pool.query(
    'select what, rung, person_ids from ladder_steps where ladder_id = $1 order by seq',
    [id],
  )
  return rows.map(({ what, rung, person_ids: ids }) => [what, rung, ...ids.map(keyOf).sort()].join(' '))
}
/** Of the rest only the building's captain is ever rung. */
const keyOf = (id: string) => KEYS.find((key) => personId(key) === id) ?? 'captain'
const stateOf = async (id: string) =>
  (await host.database.pool.query('select state, acknowledged_how as how from ladders where id = $1', [id])).rows[0]

/** Kinds of messages that name an alarm, as somebody has them, the first first. */
async function heard(key: Key, { id, orderId }: { id: string; orderId: string }): Promise<string[]> {
  const { rows } = await host.database.pool.query(
    `select kind, urgency from inbox where person_id = $1
       and (link like '%' || $2 or subject_id = $3) order by id`,
    [personId(key), id, orderId],
  )
  return rows.map(({ kind, urgency }) => `${kind} ${urgency}`)
}

const ALARM = 'appeal.alarm alarm'

describe('an alarm climbs', () => {
  test('from who is nearest to the top, rung by rung, and nobody answers: nothing is lost', async () => {
    const alarm = await fire()
    for (const seconds of [61, 61, 121]) await later(seconds)
    const next = async () => (await on.worker.query('alarms.get', { id: alarm.id })).next.label
    expect(await next()).toBe('街道')
    for (const seconds of [181, 301, 301]) await later(seconds)
    expect(await next()).toBe('县里')
    await later(301)
    expect(await stepsOf(alarm.id)).toEqual([
      'raised 0',
      'told 0 courier worker',
      'handedOver 0',
      'told 1 captain property steward',
      'handedOver 1',
      'told 2 secretary',
      'handedOver 2',
      'told 3 subdistrict',
      'told 3 subdistrict',
      'told 3 subdistrict',
      'told 3 subdistrict',
      'exhausted 3 county',
    ])
    expect((await stateOf(alarm.id)).state).toBe('exhausted')
    expect(host.log.lines.filter((line) => line.includes(alarm.id))).toHaveLength(1)
    expect(await heard('worker', alarm)).toEqual([ALARM])
    // The appeal's own term to accept it ran out meanwhile.
    expect(await heard('secretary', alarm)).toEqual([ALARM, 'appeal.unaccepted normal'])
    expect(await heard('subdistrict', alarm)).toEqual([ALARM, ALARM, ALARM, ALARM])
    expect(await heard('county', alarm)).toEqual([ALARM])
    expect(await heard('worker2', alarm)).toEqual([])
    // An answer still counts.
    expect((await on.county.mutate('alarms.acknowledge', { id: alarm.id })).isMine).toBe(true)
    expect((await stateOf(alarm.id)).state).toBe('acknowledged')
  })

  test('a minute for the first rung, not less, and a timer that stood still leaves none out', async () => {
    const alarm = await fire()
    await later(55)
    expect((await stepsOf(alarm.id)).at(-1)).toBe('told 0 courier worker')
    await later(3600)
    expect((await stepsOf(alarm.id)).slice(2)).toEqual(['handedOver 0', 'told 1 captain property steward'])
  })

  test('until somebody answers: then nothing rings, and the others hear who goes', async () => {
    const alarm = await fire()
    await later(61)
    expect(await on.steward.mutate('alarms.acknowledge', { id: alarm.id })).toMatchObject({ isMine: true })
    await later(4000)
    expect((await stepsOf(alarm.id)).slice(-2)).toEqual(['told 1 captain property steward', 'acknowledged 1 steward'])
    expect(await heard('worker', alarm)).toEqual([ALARM, 'alarm.taken normal'])
    expect(await heard('steward', alarm)).toEqual([ALARM])
    expect(await heard('secretary', alarm)).not.toContain(ALARM)
    expect(await on.worker.query('alarms.get', { id: alarm.id })).toMatchObject({
      state: 'acknowledged',
      takenHow: 'tap',
      takenBy: { name: '郝红梅', isMe: false },
      next: null,
    })
    const { rows } = await host.database.pool.query(
      'select 1 from withdrawals w join ladders l on l.ring_id = w.subject_id where l.id = $1',
      [alarm.id],
    )
    expect(rows).toHaveLength(1)
  })

  test('answers that race each other and the timer have one winner, whom everybody is told', async () => {
    for (let round = 0; round < 5; round++) {
      const alarm = await fire()
      host.clock.offsetMs += 61_000
      const answer = (key: Key) =>
        host.deps.db.transaction((tx) =>
          acknowledge(host.deps, tx, { ladderId: alarm.id, personId: personId(key), how: 'tap' }),
        )
      const [first, second, third] = await Promise.all([
        answer('worker'),
        answer('courier'),
        answer('worker'),
        climbLadders(host.deps),
        climbLadders(host.deps),
      ])
      const winner = first!.acknowledgedBy
      expect([second!.acknowledgedBy, third!.acknowledgedBy]).toEqual([winner, winner])
      const steps = await stepsOf(alarm.id)
      expect(steps.filter((line) => line.startsWith('acknowledged'))).toHaveLength(1)
      expect(steps.at(-1)).toMatch(/^acknowledged/)
      // It may have climbed before, once; never after.
      expect(steps.filter((line) => line.startsWith('handedOver')).length).toBeLessThanOrEqual(1)
      await later(4000)
      expect(await stepsOf(alarm.id)).toEqual(steps)
    }
  })
})

describe('by night', () => {
  test('the duty roster decides who is woken first, then those who sleep nearest', async () => {
    await setClock('2026-11-24T20:00:00+08:00')
    const turn = { placeId: placeIds.community, personId: personId('volunteer'), startsAt: '2026-11-24T22:00:00+08:00' }
    await on.secretary.mutate('duties.add', { ...turn, hours: 8 })
    await setClock('2026-11-24T23:30:00+08:00')
    const alarm = await fire()
    await later(61)
    expect(await stepsOf(alarm.id)).toEqual([
      'raised 0',
      'told 0 volunteer',
      'handedOver 0',
      'told 1 captain property steward worker',
    ])
    // Nothing else is pushed at this hour.
    const pushed = host.simulators.wechat.received.filter(({ api }) => api === 'employee').at(-1)!
    expect(pushed.data).toMatchObject({
      thing1: '着火、冒烟、被困',
      thing2: '檀溪苑3号楼',
      thing4: '能去就点我来，马上到',
    })
  })

  test('a roster with nobody on it is on record, and costs no time', async () => {
    await setClock('2026-11-27T02:00:00+08:00')
    const alarm = await fire()
    expect(await stepsOf(alarm.id)).toEqual(['raised 0', 'nobody 0', 'told 1 captain property steward worker'])
  })
})

describe('the appeal behind it', () => {
  test('taking it is an answer; undone, everybody is rung again and can be', async () => {
    const alarm = await fire()
    await on.worker.mutate('desk.accept', { id: alarm.orderId })
    await host.runner.settle()
    expect(await stateOf(alarm.id)).toEqual({ state: 'acknowledged', how: 'taken' })
    expect(await heard('courier', alarm)).toEqual([ALARM, 'alarm.taken normal'])
    await on.worker.mutate('desk.undo', { id: alarm.orderId })
    await host.runner.settle()
    expect((await stepsOf(alarm.id)).slice(-2)).toEqual(['raised 0', 'told 0 courier'])
    expect(await heard('courier', alarm)).toEqual([ALARM, 'alarm.taken normal', ALARM])
  })

  test('an answer by tap holds while the appeal still waits, whatever happens to it', async () => {
    const alarm = await fire()
    await on.courier.mutate('alarms.acknowledge', { id: alarm.id })
    await on.resident.mutate('appeals.urge', { id: alarm.orderId })
    await later(3600)
    expect((await stateOf(alarm.id)).state).toBe('acknowledged')
    expect((await stepsOf(alarm.id)).at(-1)).toBe('acknowledged 0 courier')
  })

  test('withdrawn, nobody need go', async () => {
    const alarm = await fire()
    await on.resident.mutate('appeals.withdraw', { id: alarm.orderId, text: '已经扑灭了' })
    await host.runner.settle()
    expect((await stateOf(alarm.id)).state).toBe('cancelled')
    expect(await heard('worker', alarm)).toEqual([ALARM, 'alarm.cancelled normal'])
    expect(await on.worker.refusal('alarms.acknowledge', { id: alarm.id })).toBe('alarm.cancelled')
  })

  test('no emergency, no alarm: the pool hears of it as ever', async () => {
    const { id: orderId } = await on.resident.mutate('appeals.submit', lampAppeal())
    await host.runner.settle()
    expect((await host.database.pool.query('select 1 from ladders where subject_id = $1', [orderId])).rows).toEqual([])
    expect(await heard('worker', { id: orderId, orderId })).toEqual(['appeal.waiting normal'])
  })

  test('no longer an emergency, it rings nobody; an emergency again, it does', async () => {
    const alarm = await fire()
    const as = (urgency: string) =>
      on.secretary.mutate('appeals.reclassify', { id: alarm.orderId, category: 'fireSafety', urgency })
    await as('normal')
    await host.runner.settle()
    expect((await stateOf(alarm.id)).state).toBe('cancelled')
    await as('emergency')
    await host.runner.settle()
    expect((await stepsOf(alarm.id)).slice(-2)).toEqual(['raised 0', 'told 0 courier worker'])
  })
})

describe('a key during a call', () => {
  async function press(key: string, by: Key, id: string) {
    const { rows } = await host.database.pool.query(
      `select d.id, l.ring_id as "ringId" from deliveries d join inbox i on i.id = d.message_id join ladders l on l.ring_id = i.subject_id
       where l.id = $1 and d.person_id = $2 limit 1`,
      [id, personId(by)],
    )
    const pressed = { deliveryId: rows[0].id, personId: personId(by), subjectId: rows[0].ringId, key }
    await host.deps.db.transaction((tx) => emit(host.deps, tx, 'call.keyPressed', pressed))
    await host.runner.settle()
  }

  test('1 answers, any other key does not', async () => {
    const { id } = await fire()
    await press('3', 'worker', id)
    expect((await stateOf(id)).state).toBe('climbing')
    await press('1', 'worker', id)
    expect(await stateOf(id)).toEqual({ state: 'acknowledged', how: 'key' })
    await press('1', 'courier', id)
    expect((await stepsOf(id)).at(-1)).toBe('acknowledged 0 worker')
  })
})

describe('who told of it', () => {
  test('sees in the appeal who is being rung, then who answered', async () => {
    const { id, orderId } = await fire()
    const seen = () => on.resident.query('appeals.alarm', { id: orderId })
    expect(await seen()).toEqual({ state: 'climbing', rungs: ['网格员'], people: 2, takenBy: null })
    await later(61)
    expect(await seen()).toMatchObject({ rungs: ['网格员', '楼长、管家和物业'], people: 5 })
    await on.property.mutate('alarms.acknowledge', { id })
    expect(await seen()).toMatchObject({ state: 'acknowledged', takenBy: { name: '马会英' } })
  })

  test('and of an appeal that rang nobody there is nothing to see', async () => {
    const { id } = await on.resident.mutate('appeals.submit', lampAppeal())
    await host.runner.settle()
    expect(await on.resident.query('appeals.alarm', { id })).toBeNull()
  })
})

describe('who sees an alarm', () => {
  test('whoever was rung and whoever looks after the place; to others it is not there', async () => {
    const alarm = await fire()
    const mine = async (key: Key) => (await on[key].query('alarms.list')).map(({ id }: { id: string }) => id)
    for (const key of ['worker', 'courier', 'secretary', 'subdistrict', 'county'] as const)
      expect(await mine(key)).toContain(alarm.id)
    for (const key of ['worker2', 'steward', 'resident', 'secretary2'] as const) {
      expect(await mine(key)).not.toContain(alarm.id)
      expect((await on[key].send('alarms.get', { id: alarm.id })).status).toBe(404)
      expect(await on[key].refusal('alarms.acknowledge', { id: alarm.id })).toBe('record.not_found')
    }
  })

  test('what it tells: what, where, since when, who was rung, who is next and when', async () => {
    const { id, orderId } = await fire()
    const alarm = await on.worker.query('alarms.get', { id })
    expect(alarm).toMatchObject({
      title: '紧急诉求',
      what: '着火、冒烟、被困',
      where: '檀溪苑3号楼',
      state: 'climbing',
      emergency: '119',
      takenBy: null,
      next: { label: '楼长、管家和物业' },
      record: { word: '看这件诉求', link: `/modules/worker/desk/order?id=${orderId}` },
    })
    expect(alarm.steps.map(({ what, names }: any) => [what, ...names.sort()])).toEqual([
      ['raised'],
      ['told', ...['刘海峰', '邹鹏'].sort()],
    ])
    expect(Date.parse(alarm.next.at) - Date.parse(alarm.since)).toBe(60_000)
  })

  test('an ended one stays in the list for a day', async () => {
    const { id } = await fire()
    await on.worker.mutate('alarms.acknowledge', { id })
    const ids = async () => (await on.worker.query('alarms.list')).map((one: { id: string }) => one.id)
    expect(await ids()).toContain(id)
    await later(86_401)
    expect(await ids()).not.toContain(id)
  })
})
