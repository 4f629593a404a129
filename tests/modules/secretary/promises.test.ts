import { afterAll, beforeAll, expect, test } from 'vitest'
import { appealKind } from '../../../cloudfunctions/modules/governance/appeals/kind'
import { holdingAt } from '../../../cloudfunctions/modules/secretary/promises/rules'
import { placeIds } from '../../../local/county/cast'
import { lampAppeal } from '../../appeals'
import { type Client, type TestHost, testHost } from '../../host'

const KEYS = ['resident', 'secretary', 'secretary2', 'subdistrict', 'county', 'worker'] as const

let host: TestHost
const on = {} as Record<(typeof KEYS)[number], Client>
beforeAll(async () => {
  host = await testHost()
  for (const key of KEYS) on[key] = await host.as(key)
  host.clock.offsetMs += Date.parse('2026-11-24T10:00:00+08:00') - host.clock.now().getTime()
})
afterAll(() => host.stop())

const days = (workingDays: number) => ({ span: { workingDays }, extension: { workingDays } })
const about = { kind: 'appeal', category: 'publicFacility', urgency: 'normal' }
const listed = async (key: (typeof KEYS)[number], given: object = {}) => {
  const answer = await on[key].query('promises.list', { kind: 'appeal', ...given })
  const { promises, ...rest } = answer
  const one = promises.find(
    (p: { category: string; urgency: string }) => p.category === about.category && p.urgency === about.urgency,
  )
  return { ...rest, count: promises.length, one }
}
const promisedAt = async () => (await on.resident.mutate('appeals.submit', lampAppeal())).promisedAt.slice(0, 10)

test('what holds at a place: its own, else the nearest above, else what the kind proposes', () => {
  const defaults = () => days(3)
  const of = { categories: ['noise'], urgencies: ['normal' as const] }
  const set = (placeId: string, n: number) => ({ placeId, category: 'noise', urgency: 'normal' as const, ...days(n) })
  const holding = (...settings: ReturnType<typeof set>[]) =>
    holdingAt(['county', 'street', 'here'], settings, of, defaults)[0]
  expect(holding()).toMatchObject({ ...days(3), setAt: null, otherwise: { ...days(3), setAt: null } })
  expect(holding(set('county', 9), set('street', 5))).toMatchObject({ ...days(5), setAt: 'street' })
  expect(holding(set('here', 1), set('county', 9))).toMatchObject({
    ...days(1),
    setAt: 'here',
    otherwise: { ...days(9), setAt: 'county' },
  })
  expect(holding(set('elsewhere', 1))).toMatchObject({ setAt: null })
})

test('the subdistrict sets, those below read which place it was, new appeals follow, undone it is the county’s again', async () => {
  const before = await listed('secretary')
  expect(before).toMatchObject({ placeId: placeIds.community, maySet: false, count: 36 })
  expect(before.one).toMatchObject({
    ...pick(appealKind.promise('publicFacility', 'normal')),
    setAt: null,
    isOwn: false,
  })
  expect(await promisedAt()).toBe('2026-11-27')

  await on.county.mutate('promises.set', { ...about, placeId: before.one.setAt?.id ?? (await countyId()), ...days(5) })
  await on.subdistrict.mutate('promises.set', { ...about, placeId: placeIds.subdistrict, ...days(1) })
  expect((await listed('secretary')).one).toMatchObject({ ...days(1), setAt: { name: '青檀街道' }, isOwn: false })
  const theirs = await listed('subdistrict')
  expect(theirs).toMatchObject({ maySet: true, placeId: placeIds.subdistrict })
  expect(theirs.one).toMatchObject({ isOwn: true, otherwise: { ...days(5), setAt: { id: await countyId() } } })
  expect(await promisedAt()).toBe('2026-11-25')

  await on.subdistrict.mutate('promises.unset', { ...about, placeId: placeIds.subdistrict })
  expect((await listed('subdistrict')).one).toMatchObject({ ...days(5), isOwn: false })
  expect(await promisedAt()).toBe('2026-12-01')
  // Again undone, nothing is left to undo and nothing breaks.
  await on.subdistrict.mutate('promises.unset', { ...about, placeId: placeIds.subdistrict })
})

const pick = ({ span, extension }: { span: object; extension: object }) => ({ span, extension })
const countyId = async () => {
  const { rows } = await host.database.pool.query(`select id from places where kind = 'county'`)
  return rows[0].id as string
}

test('nobody sets above or beside their own place, nor for what is no category', async () => {
  const ask = (key: (typeof KEYS)[number], path: string, given: object) =>
    on[key].refusal(path, { ...about, ...(path === 'promises.set' && days(2)), ...given })
  const county = await countyId()
  for (const path of ['promises.set', 'promises.unset']) {
    expect(await ask('subdistrict', path, { placeId: county })).toBe('access.forbidden')
    expect(await ask('secretary', path, { placeId: placeIds.community })).toBe('access.forbidden')
    expect(await ask('county', path, { placeId: host.deps.newId() })).toBe('access.forbidden')
    expect(await ask('county', path, { placeId: county, category: 'weather' })).toBe('input.invalid')
  }
  const elsewhere = { kind: 'appeal', placeId: placeIds.community }
  expect((await on.secretary2.send('promises.list', elsewhere)).status).toBe(403)
  expect(await ask('county', 'promises.set', { placeId: county, span: { workingDays: 1.5 } })).toBe('input.invalid')
})
