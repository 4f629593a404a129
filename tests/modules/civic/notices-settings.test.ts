import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CAP_FEN_MAX } from '../../../cloudfunctions/contract/civic/notices'
import { personId, placeIds } from '../../../local/county/cast'
import { type Client, type TestHost, testHost } from '../../host'
import { noticeForm } from './notice-world'

let host: TestHost
let secretary: Client
let subdistrict: Client
let county: Client
beforeAll(async () => {
  host = await testHost()
  host.simulators.wechat.settings.latencyMs = 0
  ;[secretary, subdistrict, county] = (await Promise.all(['secretary', 'subdistrict', 'county'].map(host.as))) as [
    Client,
    Client,
    Client,
  ]
})
afterAll(() => host.stop())

const { community, otherCommunity, subdistrict: street, county: whole, building } = placeIds
const settings = (by: Client, placeId?: string) => by.query('notices.settings', placeId ? { placeId } : {})
const setCap = (by: Client, placeId: string, capFen: number) => by.mutate('notices.setCap', { placeId, capFen })
const setApproval = (by: Client, needsApproval: boolean, placeId = community) =>
  by.mutate('notices.setApproval', { placeId, needsApproval })
const approvalOf = async (by: Client, placeId = community) => {
  const { approvalFrom, maySetApproval } = (await settings(by, placeId)).here
  return { from: approvalFrom?.name ?? null, may: maySetApproval }
}
const needsApproval = async (placeIds: string[]) => {
  const asked = { audience: { placeIds, who: { kind: 'all' } }, paid: { sms: false, voice: false } }
  return (await secretary.query('notices.estimate', asked)).needsApproval
}
const historyOf = async (placeId: string, action: string) =>
  (
    await host.database.pool.query(
      'select actor_id as by, before, after, at from place_history where place_id = $1 and action = $2 order by id',
      [placeId, action],
    )
  ).rows

describe('what a place may spend', () => {
  test('one’s own place first, and the places below by their kind', async () => {
    const own = await settings(secretary)
    expect(own).toMatchObject({
      smsFen: 5,
      voiceFen: 12,
      usualCapFen: 20_000,
      places: [{ id: community, name: '青檀里社区' }],
      here: { id: community, spentFen: 0, capFen: 20_000, maySetCap: false },
      below: [],
      changes: [],
    })
    const month = new Date(host.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 7)
    expect(own.month).toBe(month)
    const above = await settings(subdistrict)
    expect(above.here).toMatchObject({ id: street, maySetCap: false })
    expect(above.below.map(({ id }: any) => id)).toContain(community)
    expect(above.below.every(({ maySetCap }: any) => maySetCap)).toBe(true)
    const top = await settings(county)
    expect(top.here).toMatchObject({ id: whole, maySetCap: true })
    expect(top.below.map(({ id }: any) => id)).toContain(street)
    expect((await settings(county, community)).here.maySetCap).toBe(true)
  })

  test('is said by the place above, and who said it stays on record', async () => {
    await setCap(subdistrict, community, 30_000)
    await setCap(county, community, 12_345)
    expect(await settings(secretary)).toMatchObject({
      here: { capFen: 12_345 },
      changes: [
        { action: 'cap', before: '30000', after: '12345', byName: '武丽华' },
        { action: 'cap', before: '20000', after: '30000' },
      ],
    })
    expect(await historyOf(community, 'cap')).toMatchObject([
      { by: personId('subdistrict'), before: '20000', after: '30000' },
      { by: personId('county'), before: '30000', after: '12345' },
    ])
    // Nobody else’s.
    expect((await settings(subdistrict)).here.capFen).toBe(20_000)
    expect((await settings(county, otherCommunity)).here.capFen).toBe(20_000)
  })

  test('never by who spends, but for the county', async () => {
    const to = (placeId: string) => ({ placeId, capFen: 100 })
    expect(await secretary.refusal('notices.setCap', to(community))).toBe('access.forbidden')
    expect(await subdistrict.refusal('notices.setCap', to(street))).toBe('access.forbidden')
    expect(await subdistrict.refusal('notices.setCap', to(whole))).toBe('record.not_found')
    expect(await county.refusal('notices.setCap', to(building))).toBe('record.not_found')
    expect(await historyOf(street, 'cap')).toEqual([])
    await setCap(county, whole, 20_000)
    expect(await settings(county)).toMatchObject({ here: { capFen: 20_000 }, changes: [{ byName: '武丽华' }] })
  })

  test.each([-1, 0.5, CAP_FEN_MAX + 1, Number.NaN])('%f fen are refused', async (capFen) => {
    expect(await subdistrict.refusal('notices.setCap', { placeId: community, capFen })).toBe('input.invalid')
  })

  test('others’ settings are not found', async () => {
    const statusOf = async (key: string, input = {}) =>
      (await (await host.as(key)).send('notices.settings', input)).status
    expect(await statusOf('secretary2', { placeId: community })).toBe(404)
    expect(await statusOf('secretary', { placeId: street })).toBe(404)
    expect(await statusOf('secretary', { placeId: building })).toBe(404)
    expect(await statusOf('worker')).toBe(403)
  })

  test('beyond it no text goes out, the estimate says so before, and what is below the spent is allowed', async () => {
    await setCap(subdistrict, community, 12)
    const form = noticeForm({ paid: { sms: true, voice: false } })
    const { audience, paid } = form
    const estimate = await secretary.query('notices.estimate', { audience, paid })
    expect(estimate.capLeftFen).toBe(12)
    expect(estimate.costFen).toBe(estimate.sms * 5)
    expect(estimate.sms).toBeGreaterThan(2)
    // The street pays for its own notices.
    const both = { placeIds: [community, otherCommunity], who: { kind: 'all' } }
    expect((await subdistrict.query('notices.estimate', { audience: both, paid })).capLeftFen).toBe(20_000)

    const { id } = await secretary.mutate('notices.save', form)
    await secretary.mutate('notices.publish', { id, at: null })
    await host.runner.settle()
    const reach = await secretary.query('notices.reach', { id })
    expect(reach.byReason).toContainEqual({ reason: 'overCap', people: estimate.sms - 2 })
    expect((await settings(secretary)).here).toMatchObject({ spentFen: 10, capFen: 12 })

    await setCap(subdistrict, community, 0)
    expect((await settings(secretary)).here).toMatchObject({ spentFen: 10, capFen: 0 })
    expect((await secretary.query('notices.estimate', { audience, paid })).capLeftFen).toBe(0)
    expect((await settings(subdistrict)).below.find(({ id }: any) => id === community)).toMatchObject({
      spentFen: 10,
      capFen: 0,
    })
  })
})

describe('whether a second person approves', () => {
  test('a place wants it of itself, and takes it back', async () => {
    await setApproval(secretary, true)
    expect(await approvalOf(secretary)).toEqual({ from: '青檀里社区', may: true })
    expect(await needsApproval([community])).toBe(true)
    await setApproval(secretary, true)
    await setApproval(secretary, false)
    expect(await approvalOf(secretary)).toEqual({ from: null, may: true })
    // The second yes changed nothing.
    expect(await historyOf(community, 'approval')).toMatchObject([
      { by: personId('secretary'), before: 'false', after: 'true' },
      { by: personId('secretary'), before: 'true', after: 'false' },
    ])
  })

  test('what the place above wanted of it, it cannot turn off, nor make its own', async () => {
    await setApproval(subdistrict, true)
    expect(await approvalOf(secretary)).toEqual({ from: '青檀街道', may: false })
    for (const needsApproval of [false, true])
      expect(await secretary.refusal('notices.setApproval', { placeId: community, needsApproval })).toBe(
        'notice.approval_from_above',
      )
    const { reply } = await secretary.send('notices.setApproval', {
      key: crypto.randomUUID(),
      placeId: community,
      needsApproval: false,
    })
    expect(reply).toMatchObject({ error: { message: '这是青檀街道要求的，请青檀街道来改' } })
    expect(await approvalOf(subdistrict)).toEqual({ from: '青檀街道', may: true })
    await setApproval(county, false)
    expect(await approvalOf(secretary)).toEqual({ from: null, may: true })
  })

  test('wanted for all below it is seen below, and changed where it was said', async () => {
    await setApproval(secretary, true)
    await setApproval(subdistrict, true, street)
    expect(await approvalOf(secretary)).toEqual({ from: '青檀街道', may: false })
    expect(await approvalOf(await host.as('secretary2'), otherCommunity)).toEqual({ from: '青檀街道', may: false })
    expect((await settings(county)).below.find(({ id }: any) => id === street).approvalFrom.name).toBe('青檀街道')
    expect(await approvalOf(county, whole)).toEqual({ from: null, may: true })
    expect(await county.refusal('notices.setApproval', { placeId: community, needsApproval: false })).toBe(
      'notice.approval_from_above',
    )
    await setApproval(subdistrict, false, street)
    // What the community wanted of itself is still so.
    expect(await approvalOf(secretary)).toEqual({ from: '青檀里社区', may: true })
    await setApproval(secretary, false)
  })

  test('whose officer serves no more, it is turned off by the next one', async () => {
    const stranger = crypto.randomUUID()
    await setApproval(county, true)
    const setBy = (by: string) =>
      host.database.pool.query('update notice_settings set set_by = $2 where place_id = $1', [community, by])
    await setBy(stranger)
    expect((await approvalOf(county)).may).toBe(true)
    await host.database.pool.query(
      `insert into role_grants (id, person_id, role, place_id, granted_by, granted_at)
       values (gen_random_uuid(), $1, 'county', $2, $1, $3)`,
      [stranger, whole, host.clock.now()],
    )
    expect((await approvalOf(county)).may).toBe(false)
    await host.database.pool.query('update role_grants set revoked_at = $2 where person_id = $1', [
      stranger,
      host.clock.now(),
    ])
    await setApproval(county, false)
    expect(await approvalOf(secretary)).toEqual({ from: null, may: true })
  })

  test('who publishes at two places is told of approval where this notice would be told from', async () => {
    await setApproval(subdistrict, true)
    const grant = [personId('secretary'), street, host.clock.now()]
    await host.database.pool.query(
      `insert into role_grants (id, person_id, role, place_id, granted_by, granted_at)
       values (gen_random_uuid(), $1, 'subdistrict', $2, $1, $3)`,
      grant,
    )
    expect(await needsApproval([community])).toBe(true)
    expect(await needsApproval([community, otherCommunity])).toBe(false)
    await host.database.pool.query(
      `update role_grants set revoked_at = $3 where person_id = $1 and place_id = $2`,
      grant,
    )
    await setApproval(subdistrict, false)
  })

  test('both at once: the place above prevails', async () => {
    await Promise.allSettled([setApproval(subdistrict, true), setApproval(secretary, true)])
    expect(await secretary.refusal('notices.setApproval', { placeId: community, needsApproval: false })).toBe(
      'notice.approval_from_above',
    )
    await setApproval(subdistrict, false)
  })
})
