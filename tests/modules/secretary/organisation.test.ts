import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Point } from '../../../cloudfunctions/contract/places'
import { insertConsent } from '../../../cloudfunctions/registry/consents/store'
import { locate } from '../../../cloudfunctions/registry/places/store'
import { personId, placeId, placeIds } from '../../../local/county/cast'
import { type Client, type TestHost, testHost } from '../../host'

let host: TestHost
const on = {} as Record<'secretary' | 'secretary2' | 'subdistrict' | 'county' | 'resident', Client>
beforeAll(async () => {
  host = await testHost()
  for (const key of ['secretary', 'secretary2', 'subdistrict', 'county', 'resident'] as const)
    on[key] = await host.as(key)
})
afterAll(() => host.stop())

const gridId = placeIds.grid
/** The code of a question that must be refused. */
async function refused(client: Client, path: string, input: object): Promise<string | null> {
  const { reply } = await client.send(path, input)
  return reply.ok ? null : reply.error.code
}

const drawn = () => on.secretary.query('organisation.grid', { id: gridId })
const check = (border: Point[], id = gridId) => on.secretary.query('organisation.checkBorder', { id, border })

describe('the five levels', () => {
  const ROLES = ['workCommittee', 'partyCommittee', 'gridBranch', 'buildingGroup', 'memberHousehold']

  test('a resident sees them from top to bottom, each with its people and no phone that nobody agreed to', async () => {
    const { organisation } = await on.resident.query('grid.mine')
    expect(organisation.map(({ role }: any) => role)).toEqual(ROLES)
    expect(organisation.map(({ people }: any) => people.length > 0)).toEqual([true, true, true, true, true])
    expect(organisation.map(({ people }: any) => people[0].placeLabel).slice(0, 3)).toEqual([
      '青檀街道',
      '青檀里社区',
      '青檀里第1网格',
    ])
    expect(organisation[3].people.map(({ placeLabel }: any) => placeLabel)).toEqual([
      '檀溪苑1号楼',
      '檀溪苑2号楼',
      '檀溪苑3号楼',
    ])
    for (const { people } of organisation) for (const { phone } of people) expect(phone).toBeNull()
  })

  test('whoever agrees can be called, until they take it back', async () => {
    const branch = async () => (await on.resident.query('grid.mine')).organisation[2].people[0]
    const { personId: id } = await branch()
    const consent = {
      id: host.deps.newId(),
      personId: id,
      purpose: 'duty' as const,
      textVersion: '2026-11',
      givenBy: id,
    }
    await host.deps.db.transaction((tx) => insertConsent(tx, { ...consent, givenAt: host.clock.now() }))
    expect((await branch()).phone).toMatch(/^1\d{10}$/)
    const theirs = await host.asPerson(id)
    expect((await theirs.query('privacy.consents')).offered.map(({ purpose }: any) => purpose)).not.toContain('duty')
    await theirs.mutate('privacy.revokeConsent', { id: consent.id })
    expect((await branch()).phone).toBeNull()
    // Offered to whoever stands for a level, and to nobody else.
    expect((await theirs.query('privacy.consents')).offered.map(({ purpose }: any) => purpose)).toContain('duty')
    expect((await on.resident.query('privacy.consents')).offered.map(({ purpose }: any) => purpose)).not.toContain(
      'duty',
    )
  })

  test('they open nothing: who stands for a level is refused like anybody else', async () => {
    for (const at of [0, 1, 2]) {
      const { personId: id } = (await on.resident.query('grid.mine')).organisation[at].people[0]
      const client = await host.asPerson(id)
      for (const path of ['organisation.grids', 'duties.week', 'people.counts', 'dispatch.board', 'desk.list'])
        expect([path, await refused(client, path, {})]).toEqual([path, 'access.forbidden'])
      expect((await client.query('session.me')).isStaff).toBe(false)
    }
  })
})

describe('the map of grids', () => {
  test('a secretary sees the grids of the own community with people, homes, workers and open orders', async () => {
    const before = await on.secretary.query('organisation.grids')
    expect([before.community.name, before.communities.length, before.grids.length]).toEqual(['青檀里社区', 1, 6])
    const { people, homes, workers, border, lights } = before.grids[0]
    const { rows } = await host.database.pool.query(
      `select (select count(*)::int from residents where grid_id = $1 and left_at is null) as people,
         (select count(*)::int from homes where grid_id = $1) as homes`,
      [gridId],
    )
    expect({ people, homes }).toEqual(rows[0])
    expect([workers, border.length, lights]).toEqual([['刘海峰'], 8, { red: 0, yellow: 0, green: 0 }])
    await on.resident.mutate('appeals.submit', {
      category: 'publicFacility',
      urgency: 'normal',
      text: '路灯不亮',
      placeId: placeIds.building,
    })
    const after = await on.secretary.query('organisation.grids')
    expect(after.grids[0].lights).toEqual({ red: 0, yellow: 0, green: 1 })
    host.clock.offsetMs += 60 * 86_400_000
    const late = await (await host.as('secretary')).query('organisation.grids')
    expect(late.grids[0].lights).toEqual({ red: 1, yellow: 0, green: 0 })
    host.clock.offsetMs -= 60 * 86_400_000
  })

  test('above the community no grid’s people are counted; of other communities a secretary finds nothing', async () => {
    const { communities, grids } = await on.subdistrict.query('organisation.grids')
    expect(communities).toHaveLength(5)
    for (const { people } of grids) expect(people).toBeNull()
    const input = { communityId: placeIds.otherCommunity }
    expect((await on.subdistrict.query('organisation.grids', input)).community.name).toBe('枣林社区')
    expect(await refused(on.secretary, 'organisation.grids', input)).toBe('record.not_found')
    expect((await on.county.query('organisation.grids')).communities).toHaveLength(23)
  })

  test('of one grid: its team to call, its levels, who is on duty', async () => {
    const { team, organisation, onDuty, changes } = await drawn()
    expect(team.map(({ role }: any) => role)).toEqual(['gridWorker', 'steward', 'captain', 'captain', 'captain'])
    expect([organisation.length, onDuty, changes]).toEqual([5, [], []])
    expect(await refused(on.secretary2, 'organisation.grid', { id: gridId })).toBe('record.not_found')
    expect(await refused(on.secretary, 'organisation.grid', { id: placeIds.building })).toBe('record.not_found')
  })
})

/** Some way of the corners towards their middle: smaller, so in nobody's way. */
const shrunk = (border: Point[], share: number): Point[] => {
  const middle = {
    lat: border.reduce((sum, { lat }) => sum + lat, 0) / border.length,
    lng: border.reduce((sum, { lng }) => sum + lng, 0) / border.length,
  }
  const towards = (from: number, to: number) => Number((from + (to - from) * share).toFixed(7))
  return border.map(({ lat, lng }) => ({ lat: towards(lat, middle.lat), lng: towards(lng, middle.lng) }))
}

describe('a new border', () => {
  test('as it is it may stay: no overlap, nobody leaves', async () => {
    const { border } = await drawn()
    expect(await check(border)).toMatchObject({ isSavable: true, flaw: null, overlaps: [], leavingHomes: 0 })
  })

  test('told before it is saved: whom it overlaps, which homes leave, what is no border', async () => {
    const { border } = await drawn()
    const wide = await check(shrunk(border, -0.3))
    expect(wide.isSavable).toBe(false)
    expect(wide.overlaps.map(({ sentence }: any) => sentence).join()).toContain('青檀里第2网格重叠约')
    const small = await check(shrunk(border, 0.6))
    expect(small.isSavable).toBe(true)
    expect(small.leaving.map(({ label }: any) => label)).toEqual(['檀溪苑1号楼', '檀溪苑3号楼'])
    expect(small.leavingHomes).toBe(48)
    const [a, b, c, d] = border
    expect((await check([a, c, b, d])).flaw).toContain('交叉')
    expect((await check([a, b])).flaw).toContain('3 个角')
    expect(
      await refused(on.secretary, 'organisation.checkBorder', { id: gridId, border: [{ lat: 116, lng: 35 }] }),
    ).toBe('input.invalid')
  })

  test('into another community it is refused by that community’s name', async () => {
    const grid = placeId('青檀里第6网格')
    const { border, version } = await on.secretary.query('organisation.grid', { id: grid })
    const wide = shrunk(border, -0.4)
    const { overlaps } = await check(wide, grid)
    expect(overlaps.some(({ sentence }: any) => sentence.includes('出了本社区'))).toBe(true)
    const given = { id: grid, border: wide, version, leavingHomes: 0 }
    const { status, reply } = await on.secretary.send('organisation.setBorder', { key: crypto.randomUUID(), ...given })
    expect([status, reply]).toMatchObject([409, { error: { code: 'border.overlaps' } }])
  })

  test('saved with its history, and from then on points are found by it', async () => {
    const { border, version } = await drawn()
    const next = shrunk(border, 0.1)
    const corner = { ...shrunk(border, 0.05)[0]! }
    expect((await locate(host.deps.db, corner))?.gridId).toBe(gridId)
    const { leavingHomes } = await check(next)
    const given = { id: gridId, border: next, version, leavingHomes }
    expect(await on.secretary2.refusal('organisation.setBorder', given)).toBe('record.not_found')
    expect(await on.secretary.refusal('organisation.setBorder', { ...given, leavingHomes: leavingHomes + 1 })).toBe(
      'border.homes_changed',
    )
    await on.secretary.mutate('organisation.setBorder', given)
    const after = await drawn()
    expect(after.border).toEqual(next)
    expect(after.changes).toMatchObject([{ action: 'border', byName: '周敏' }])
    expect((await locate(host.deps.db, corner))?.gridId).not.toBe(gridId)
    // Who had opened the old one is told, and changes nothing.
    expect(await on.secretary.refusal('organisation.setBorder', { ...given, border })).toBe('border.changed')
    expect((await drawn()).border).toEqual(next)
    const { rows } = await host.database.pool.query('select before, after, actor_id from place_history')
    expect(rows).toHaveLength(1)
    expect(rows[0].actor_id).toBe(personId('secretary'))
    expect(rows[0].before).toContain(String(border[0].lng))
    await on.secretary.mutate('organisation.setBorder', { id: gridId, border, version: after.version, leavingHomes: 0 })
    expect((await drawn()).border).toEqual(border)
  })

  test('two who save at once over the same border: one does', async () => {
    const { border, version } = await drawn()
    const save = (share: number) =>
      on.secretary
        .refusal('organisation.setBorder', { id: gridId, border: shrunk(border, share), version, leavingHomes: 0 })
        .catch(() => 'saved')
    const outcomes = await Promise.all([save(0.02), save(0.03)])
    expect(outcomes.sort()).toEqual(['border.changed', 'saved'])
  })
})
