import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ORDER_ACTIONS, type OrderAction } from '../../../cloudfunctions/contract/orders'
import { VISIT_REQUEST_KEYS } from '../../../cloudfunctions/contract/worker/visits'
import { USUAL_LADDER } from '../../../cloudfunctions/engines/orders/ladder'
import { visitMessages } from '../../../cloudfunctions/modules/worker/visits/asked/messages'
import { tellingsFor } from '../../../cloudfunctions/modules/worker/visits/asked/rules'
import { visitKind } from '../../../cloudfunctions/modules/worker/visits/kind'
import { homeId, personId, placeIds } from '../../../local/county/cast'
import { type Client, type TestHost, testHost } from '../../host'

const HOME = homeId('檀溪苑3号楼2单元501')
const WORDS = '两天没下楼，敲门没人应'
let host: TestHost
const on: Record<string, Client> = {}
beforeAll(async () => {
  host = await testHost()
  host.clock.offsetMs += Date.parse('2026-11-25T10:00:00+08:00') - host.clock.now().getTime()
  for (const key of ['resident', 'neighbour', 'worker', 'worker2', 'courier', 'secretary', 'secretary2', 'subdistrict'])
    on[key] = await host.as(key)
})
afterAll(() => host.stop())

let names = 0
/** Somebody who lives with `resident`, with these tags. */
async function housemate(...tags: string[]): Promise<{ id: string; name: string }> {
  const name = `访客${String.fromCodePoint(0x5000 + ++names)}`
  const { personId: id } = await on.worker!.mutate('residents.add', { homeId: HOME, name, relation: 'family' })
  for (const tag of tags) await on.worker!.mutate('residents.tag', { personId: id, tag })
  return { id, name }
}
const askFor = async (id: string, given: object = {}): Promise<string> =>
  (await on.secretary!.mutate('visits.askFor', { personId: id, reason: 'request', text: WORDS, ...given })).id
const visitsOf = async (id: string) =>
  (
    await host.database.pool.query(
      `select reason, state, order_id as "orderId" from visits where person_id = $1 order by state desc, reason`,
      [id],
    )
  ).rows
const newest = async (key: string) => (await on[key]!.query('messages.list')).items[0]
const go = async (id: string, text = '在家，摔了一跤，已经扶起来') => {
  await on.worker!.mutate('desk.accept', { id })
  await on.worker!.mutate('desk.resolve', { id, text })
  await host.runner.settle()
}

describe('the rules', () => {
  const kind = visitKind(() => null)

  test('an incident is promised by the clock, a request by the working day, and whoever is late is told of upwards', () => {
    expect(kind.promise('incident', 'urgent').span).toEqual({ calendarHours: 2 })
    expect(kind.promise('request', 'emergency').span).toEqual({ calendarHours: 2 })
    expect(kind.promise('request', 'normal').span).toEqual({ workingDays: 1 })
    expect(kind.promise('routine', 'normal').span).toEqual({ workingDays: 3 })
    expect(kind.categories).toEqual(VISIT_REQUEST_KEYS)
    expect(kind.ladder.flatMap(({ tells }) => tells)).toEqual(
      expect.arrayContaining(['holder', 'secretary', 'subdistrict', 'county']),
    )
  })

  test('every telling has its words, and the pool hears only of what waits', () => {
    const worded = visitMessages.map(({ name }) => name)
    const told = ORDER_ACTIONS.flatMap((action: OrderAction) =>
      action === 'escalate'
        ? USUAL_LADDER.flatMap(({ name }) => tellingsFor({ action, toState: 'waiting', detail: name }, USUAL_LADDER))
        : tellingsFor({ action, toState: 'waiting', detail: null }, USUAL_LADDER),
    )
    expect([...new Set(told.map(({ message }) => message))].sort()).toEqual([...worded].sort())
    const whileHeld = tellingsFor({ action: 'urge', toState: 'accepted', detail: null }, USUAL_LADDER)
    expect(whileHeld.map(({ audience }) => audience)).not.toContain('pool')
    expect(tellingsFor({ action: 'rate', toState: 'closed', detail: 'satisfied' }, USUAL_LADDER)).toEqual([])
  })
})

test('a secretary asks, the worker accepts, goes and writes: one visit, which answers what was due', async () => {
  const { id: who, name } = await housemate('livesAlone')
  await host.database.pool.query(
    `insert into visits (id, community_id, person_id, reason, due_on, state, created_at, file_ids)
     values (gen_random_uuid(), $1, $2, 'livesAlone', '2026-11-24', 'due', $3, '{}')`,
    [placeIds.community, who, host.clock.now()],
  )
  const id = await askFor(who)
  await host.runner.settle()
  expect(await newest('worker')).toMatchObject({ title: '有人请您上门', body: '居民求助，檀溪苑3号楼，点开就能接单' })
  const [listed] = (await on.worker!.query('desk.list', { kind: 'visit' })).items
  expect(listed).toMatchObject({ id, categoryLabel: '居民求助', placeText: '檀溪苑3号楼' })
  expect(JSON.stringify(listed)).not.toContain(name)

  await go(id)
  expect(await visitsOf(who)).toEqual([
    { reason: 'livesAlone', state: 'due', orderId: null },
    { reason: 'livesAlone', state: 'done', orderId: null },
    { reason: 'request', state: 'done', orderId: id },
  ])
  const { done, asked } = await on.worker!.query('visits.ofPerson', { personId: who })
  expect(done.find((one: any) => one.askedBy)).toMatchObject({
    reason: '居民求助必到',
    by: '刘海峰',
    askedBy: '周敏',
    text: '在家，摔了一跤，已经扶起来',
  })
  expect(asked).toMatchObject([{ id, state: 'resolved', by: '周敏', isMine: false }])
  expect(await newest('secretary')).toMatchObject({ title: '走访过了，请您确认' })
  expect(await on.worker!.refusal('desk.resolve', { id, text: '再写一遍' })).toBe('order.not_in_this_state')
  await on.secretary!.mutate('appeals.confirm', { id })
  await host.runner.settle()
  expect(await visitsOf(who)).toHaveLength(3)
  expect((await on.worker!.query('visits.ofPerson', { personId: who })).asked).toEqual([])
})

test('asked again after it was resolved, the worker goes again: a visit for each going', async () => {
  const { id: who } = await housemate()
  const id = await askFor(who, { reason: 'incident' })
  await go(id)
  await on.secretary!.mutate('appeals.reopen', { id, text: '家属说人又不舒服了' })
  await on.worker!.mutate('desk.resolve', { id, text: '又去了一趟，已经送医' })
  await host.runner.settle()
  expect(await visitsOf(who)).toEqual([
    { reason: 'incident', state: 'done', orderId: id },
    { reason: 'incident', state: 'done', orderId: id },
  ])
})

test('one that is withdrawn or declined writes no visit; silence closes one that was made', async () => {
  const [first, second, third] = [await housemate(), await housemate(), await housemate()]
  const withdrawn = await askFor(first.id)
  await on.worker!.mutate('desk.accept', { id: withdrawn })
  await on.secretary!.mutate('appeals.withdraw', { id: withdrawn })
  const declined = await askFor(second.id)
  await on.secretary!.mutate('appeals.decline', { id: declined, text: '人已经去外地了' })
  const silent = await askFor(third.id)
  await go(silent)
  expect(await visitsOf(first.id)).toEqual([])
  expect(await visitsOf(second.id)).toEqual([])
  const told = (await on.worker!.query('messages.list')).items.map((one: any) => one.title)
  expect(told).toContain('这次不用您上门了')
  host.clock.offsetMs += 6 * 86_400_000
  await host.runner.settle()
  const again = await host.as('secretary')
  expect(await again.query('appeals.get', { id: silent })).toMatchObject({ state: 'closed' })
  expect(await visitsOf(third.id)).toHaveLength(1)
  for (const key of Object.keys(on)) on[key] = await host.as(key)
})

test('a resident asks for somebody of the own home, in words that call for 120 first', async () => {
  const { id: who, name } = await housemate()
  const household = await on.resident!.query('visits.household')
  expect(household[0]).toMatchObject({ personId: personId('resident'), name: '张建国', isSelf: true })
  expect(household.find((one: any) => one.personId === who).name).not.toBe(name)
  const asking = { personId: who, reason: 'request', text: '老人晕倒了，叫不醒' }
  const { id, emergency } = await on.resident!.mutate('visits.ask', asking)
  expect(emergency).toBe('120')
  await host.runner.settle()
  expect(await on.worker!.query('appeals.get', { id })).toMatchObject({ urgency: 'emergency', requester: null })
  expect((await on.resident!.query('visits.asked')).items[0]).toMatchObject({ id, isMine: true })
  expect(await on.resident!.refusal('visits.ask', asking)).toBe('visit.asked_before')
  const neighbours = { personId: personId('resident'), reason: 'request', text: '请看看他' }
  expect(await on.neighbour!.refusal('visits.ask', neighbours)).toBe('record.not_found')
  expect(await on.resident!.refusal('visits.ask', { ...asking, reason: 'routine' })).toBe('input.invalid')
  expect(await on.resident!.refusal('visits.ask', { personId: personId('resident'), reason: 'request' })).toBe(
    'input.invalid',
  )
})

test('whom it is to: the worker who has it and those above; nobody of another grid, no courier, and the look is logged', async () => {
  await on.secretary!.mutate('visits.askFor', { personId: personId('resident'), reason: 'routine' })
  const { id } = (await on.secretary!.query('visits.asked')).items[0]
  expect((await on.courier!.query('desk.list')).items.map((one: any) => one.id)).not.toContain(id)
  for (const key of ['courier', 'worker2', 'secretary2', 'neighbour', 'worker', 'resident'])
    expect((await on[key]!.send('visits.whom', { id })).status, key).toBe(404)
  await on.worker!.mutate('desk.accept', { id })
  expect(await on.worker!.query('visits.whom', { id })).toEqual({
    name: '张建国',
    homeLabel: '檀溪苑3号楼2单元501',
    isSelf: false,
    cardId: personId('resident'),
  })
  expect((await on.resident!.query('privacy.accessLog')).items[0]).toMatchObject({
    viewerName: '刘海峰',
    what: '看了您的姓名和住址',
    why: '有人请他上门看看您',
  })
  const { requester, timeline } = await on.worker!.query('appeals.get', { id })
  expect(requester).toMatchObject({ name: '周敏', home: null })
  expect(timeline.at(-1)).toMatchObject({ label: '请人上门' })
  expect((await on.secretary2!.send('appeals.get', { id })).status).toBe(404)
  expect(await on.worker!.refusal('appeals.reclassify', { id, category: 'noise', urgency: 'normal' })).toBe(
    'input.invalid',
  )
})

test('visits to two people are never one matter', async () => {
  const [first, second] = [await askFor((await housemate()).id), await askFor((await housemate()).id)]
  expect(await on.secretary!.refusal('dispatch.merge', { id: first, intoId: second })).toBe('access.forbidden')
})

test('of two who accept at once one gets it', async () => {
  const { id: who } = await housemate()
  const id = await askFor(who)
  const second = await host.as('neighbour')
  await host.database.pool.query(
    `insert into role_grants (id, person_id, role, place_id, granted_at)
     select gen_random_uuid(), $1, 'gridWorker', grid_id, $2 from orders where id = $3`,
    [personId('neighbour'), host.clock.now(), id],
  )
  const replies = await Promise.all(
    [on.worker!, second].map((client, i) =>
      client.send('desk.accept', { id, key: `00000000-0000-4000-8000-00000000000${i}` }),
    ),
  )
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
})
