import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pathOf } from '../../cloudfunctions/registry/places/store'
import { hasRoleAt } from '../../cloudfunctions/registry/roles/rules'
import { grantsOf, holdersAt, membersAt, revokeGrants } from '../../cloudfunctions/registry/roles/store'
import { gridTeam } from '../../cloudfunctions/registry/roles/team'
import { personId, placeIds } from '../../local/county/cast'
import { seededId } from '../../local/county/seed'
import { countyDatabase, NOW } from './county-database'
import { tellPhone } from './told'

let county: Awaited<ReturnType<typeof countyDatabase>>
beforeAll(async () => {
  county = await countyDatabase()
})
afterAll(() => county.drop())

const hour = 3_600_000

test('grants carry place, path and community', async () => {
  const [grant, ...more] = await grantsOf(county.db, personId('worker2'), NOW)
  expect(more).toEqual([])
  expect(grant).toEqual({
    role: 'gridWorker',
    placeId: placeIds.otherGrid,
    placePath: [placeIds.county, placeIds.subdistrict, placeIds.community, placeIds.estate, placeIds.otherGrid],
    placeName: '青檀里第2网格',
    placeKind: 'grid',
    communityId: placeIds.community,
  })
  expect(await grantsOf(county.db, personId('resident'), NOW)).toEqual([])
})

test('rules and store agree on who holds a role where', async () => {
  const path = await pathOf(county.db, placeIds.entrance)
  expect(await holdersAt(county.db, { roles: ['gridWorker'], placePath: path, now: NOW })).toEqual([personId('worker')])
  const supervisors = await holdersAt(county.db, {
    roles: ['secretary', 'subdistrict', 'county'],
    placePath: path,
    now: NOW,
  })
  expect(new Set(supervisors)).toEqual(new Set(['secretary', 'subdistrict', 'county'].map(personId)))
  for (const key of ['worker', 'worker2', 'secretary', 'secretary2', 'county', 'outsider']) {
    const held = hasRoleAt(await grantsOf(county.db, personId(key), NOW), ['gridWorker', 'secretary', 'county'], path)
    expect([key, held]).toEqual([key, ['worker', 'secretary', 'county'].includes(key)])
  }
  expect(await holdersAt(county.db, { roles: [], placePath: path, now: NOW })).toEqual([])
  expect(await holdersAt(county.db, { roles: ['gridWorker'], placePath: [], now: NOW })).toEqual([])
})

test('members of a community: whoever holds the role in it, each once though they hold it twice', async () => {
  const workers = await membersAt(county.db, { roles: ['gridWorker'], communityId: placeIds.community, now: NOW })
  expect(workers).toHaveLength(5)
  expect(workers.map((member) => member.name)).toEqual(expect.arrayContaining(['刘海峰', '赵敏']))
})

test('an expired or revoked grant counts no more, from that very moment', async () => {
  const { db } = county
  const id = seededId('test grant')
  const ends = new Date(NOW.getTime() + hour)
  await db.execute(sql`insert into role_grants (id, person_id, role, place_id, granted_at, expires_at)
    values (${id}, ${personId('neighbour')}, 'captain', ${placeIds.building}, ${NOW.toISOString()}, ${ends.toISOString()})`)
  const captainAt = async (now: Date) =>
    (await grantsOf(db, personId('neighbour'), now)).length === 1 &&
    (await holdersAt(db, { roles: ['captain'], placePath: [placeIds.building], now })).includes(personId('neighbour'))
  expect(await captainAt(NOW)).toBe(true)
  expect(await captainAt(new Date(ends.getTime() - 1))).toBe(true)
  expect(await captainAt(ends)).toBe(false)
  await db.transaction((tx) => revokeGrants(tx, personId('neighbour'), NOW))
  expect(await captainAt(NOW)).toBe(false)
})

test('the team of a grid: its worker, the steward of its estate, captains of its buildings, with phones to call', async () => {
  const team = await gridTeam(county.db, county.encryption, placeIds.grid, NOW)
  expect(team.map((member) => member.role)).toEqual(['gridWorker', 'steward', 'captain', 'captain', 'captain'])
  expect(team[0]).toMatchObject({ personId: personId('worker'), name: '刘海峰', placeId: placeIds.grid })
  expect(team[1]).toMatchObject({ personId: personId('steward'), placeLabel: '檀溪苑' })
  expect(team.slice(2).map((member) => member.placeLabel)).toEqual(['檀溪苑1号楼', '檀溪苑2号楼', '檀溪苑3号楼'])
  for (const member of team) expect(member.phone).toMatch(/^1\d{10}$/)

  await county.db.transaction((tx) =>
    tellPhone(tx, county.encryption, { personId: personId('worker'), phone: '154 0000 0001', now: NOW }),
  )
  expect((await gridTeam(county.db, county.encryption, placeIds.grid, NOW))[0]?.phone).toBe('15400000001')
  expect(await gridTeam(county.db, county.encryption, placeIds.community, NOW)).toEqual([])
})
