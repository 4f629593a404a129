import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeIds } from '../../../local/county/cast'
import { type Client, type TestHost, testHost } from '../../host'

let host: TestHost
const on: Record<string, Client> = {}
beforeAll(async () => {
  host = await testHost()
  for (const key of ['secretary', 'secretary2', 'subdistrict', 'county']) on[key] = await host.as(key)
})
afterAll(() => host.stop())

const list = { placeId: placeIds.community, purpose: 'emergency' }
const inboxOf = async (key: string) => (await on[key]!.query('messages.list')).items.map((one: any) => one.title)
const mine = async () => (await on.secretary!.query('approvals.mine'))[0]

test('a second person of the place or above approves once, and it holds for a day', async () => {
  const { id } = await on.secretary!.mutate('approvals.ask', list)
  expect(await mine()).toMatchObject({ id, state: 'asked', usableUntil: null, purposeLabel: '应急转移和通知' })
  expect((await on.secretary!.query('approvals.waiting')).map((one: any) => one.id)).not.toContain(id)
  expect((await on.secretary2!.query('approvals.waiting')).map((one: any) => one.id)).not.toContain(id)
  const [waiting] = await on.subdistrict!.query('approvals.waiting')
  expect(waiting).toMatchObject({ id, placeName: '青檀里社区', title: '全部居民', askedByName: '周敏' })
  // Above the community one is told in fives.
  const { people } = await mine()
  expect(people).toBeGreaterThan(200)
  expect(waiting.people).toBe(people - (people % 5))

  await host.runner.settle()
  for (const key of ['subdistrict', 'county']) expect(await inboxOf(key)).toContain('有一份名单等您同意')
  for (const key of ['secretary', 'secretary2']) expect(await inboxOf(key)).not.toContain('有一份名单等您同意')

  expect(await on.secretary!.refusal('approvals.decide', { id, isApproved: true })).toBe('access.forbidden')
  expect(await on.secretary2!.refusal('approvals.decide', { id, isApproved: true })).toBe('record.not_found')
  await on.subdistrict!.mutate('approvals.decide', { id, isApproved: true })
  expect(await on.county!.refusal('approvals.decide', { id, isApproved: false })).toBe('list.decided')
  expect((await mine()).usableUntil).not.toBeNull()
  await host.runner.settle()
  expect(await inboxOf('secretary')).toContain('名单申请同意了')
  host.clock.offsetMs += 24 * 3_600_000 + 60_000
  expect(await mine()).toMatchObject({ state: 'approved', usableUntil: null })
})

test('what needs no approval, and what is not one’s own, cannot be asked for', async () => {
  expect(await on.secretary!.refusal('approvals.ask', { ...list, filter: { tag: 'livesAlone' } })).toBe('input.invalid')
  expect(await on.secretary!.refusal('approvals.ask', { ...list, placeId: placeIds.subdistrict })).toBe(
    'record.not_found',
  )
  // A list is of one community.
  expect(await on.subdistrict!.refusal('approvals.ask', { ...list, placeId: placeIds.subdistrict })).toBe(
    'input.invalid',
  )
  expect(await on.secretary!.refusal('approvals.ask', { ...list, purpose: 'curious' })).toBe('input.invalid')
})

test('a no is told as well, and opens nothing', async () => {
  const { id } = await on.secretary!.mutate('approvals.ask', list)
  await on.subdistrict!.mutate('approvals.decide', { id, isApproved: false })
  await host.runner.settle()
  expect(await inboxOf('secretary')).toContain('名单申请没有同意')
  expect(await on.secretary!.refusal('people.open', { ...list, filter: {}, approvalId: id })).toBe(
    'list.approval_needed',
  )
})
