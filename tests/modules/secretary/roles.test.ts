import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROLES, type Role } from '../../../cloudfunctions/contract/roles'
import { phoneOf } from '../../../cloudfunctions/registry/people/store'
import { GRANTS, mayGrant, ROLE_PLACES } from '../../../cloudfunctions/registry/roles/rules'
import { personId, placeId, placeIds } from '../../../local/county/cast'
import { type TestHost, testHost } from '../../host'

let host: TestHost
beforeAll(async () => {
  host = await testHost()
})
afterAll(() => host.stop())

const DAY_MS = 86_400_000
const phoneFor = (key: string) => phoneOf(host.deps.db, host.deps.encryption, personId(key))

/** From the top down, as offices stand above one another. */
const LEVEL: Record<Role, number> = Object.fromEntries(
  ROLES.map((role) => [role, ['county', 'subdistrict', 'secretary'].indexOf(role) + 1 || 4]),
) as Record<Role, number>

describe('who makes whom what', () => {
  const role = fc.constantFrom(...ROLES)
  const ids = ['county', 'subdistrict', 'community', 'estate', 'grid', 'building']
  const kind = fc.constantFrom(
    'county',
    'subdistrict',
    'community',
    'estate',
    'grid',
    'building',
    'entrance',
    'department',
  )

  test('nobody grants their own level or one above, whatever they hold and wherever', () => {
    fc.assert(
      fc.property(
        role,
        role,
        kind,
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 5 }),
        (own, given, placeKind, at, to) => {
          const path = ids.slice(0, to + 1)
          const may = mayGrant([{ role: own, placeId: ids[at]! }], given, { kind: placeKind as never, path })
          if (!may) return
          expect(LEVEL[given]).toBeGreaterThan(LEVEL[own])
          expect(at).toBeLessThanOrEqual(to)
          expect(ROLE_PLACES[given]).toContain(placeKind)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('every role but the highest is granted by somebody, and only at places of its kind', () => {
    const granted = new Set(Object.values(GRANTS).flat())
    expect(ROLES.filter((one) => !granted.has(one))).toEqual(['county'])
    for (const one of ROLES) expect(ROLE_PLACES[one].length).toBeGreaterThan(0)
  })
})

describe('a role in its life', () => {
  const grant = async (more: object = {}) => ({
    personId: personId('neighbour'),
    phone: await phoneFor('neighbour'),
    role: 'captain',
    placeId: placeIds.building,
    days: 30,
    ...more,
  })
  const rolesOf = async (key: string) =>
    (await (await host.as(key)).query('session.me')).roles.map(({ role }: any) => role)

  test('found by the whole phone with a masked name, granted, told, ended by its day', async () => {
    const secretary = await host.as('secretary')
    const phone = await phoneFor('neighbour')
    expect(await secretary.query('roles.find', { phone })).toEqual([
      { personId: personId('neighbour'), nameMasked: '王*玲' },
    ])
    expect(await secretary.query('roles.find', { phone: phone!.slice(0, 10) })).toEqual([])
    const { places } = await secretary.query('roles.choices', { role: 'captain' })
    expect(places.map(({ label }: any) => label)).toContain('檀溪苑3号楼')
    expect(places.map(({ label }: any) => label)).not.toContain('枣林花园1号楼')
    await secretary.mutate('roles.grant', await grant())
    expect(await secretary.refusal('roles.grant', await grant())).toBe('role.held_already')
    expect(await rolesOf('neighbour')).toEqual(['captain'])
    await host.runner.settle()
    const neighbour = await host.as('neighbour')
    expect((await neighbour.query('messages.list')).items[0]).toMatchObject({ title: '您现在是楼长' })
    expect((await neighbour.query('privacy.accessLog')).items[0]).toMatchObject({
      what: '按手机号找到了您',
      why: '给您安排职责',
    })
    host.clock.offsetMs += 31 * DAY_MS
    expect(await rolesOf('neighbour')).toEqual([])
  })

  test('revoked at once, with who and when on record', async () => {
    const secretary = await host.as('secretary')
    await secretary.mutate('roles.grant', await grant())
    const [{ id, placeName }] = (await secretary.query('roles.list', { role: 'captain' })).items
    // Every estate has a 3号楼.
    expect(placeName).toBe('檀溪苑3号楼')
    const before = await host.as('neighbour')
    await secretary.mutate('roles.revoke', { id })
    expect((await before.query('session.me')).roles).toEqual([])
    const { rows } = await host.database.pool.query('select granted_by, revoked_by from role_grants where id = $1', [
      id,
    ])
    expect(rows).toEqual([{ granted_by: personId('secretary'), revoked_by: personId('secretary') }])
    expect(await secretary.refusal('roles.revoke', { id })).toBe('record.not_found')
  })

  test('refused: elsewhere, to oneself, to an id without its phone, for longer than a year, at a place of another kind', async () => {
    const secretary = await host.as('secretary')
    const refusal = async (more: object) => secretary.refusal('roles.grant', await grant(more))
    expect(await refusal({ placeId: placeId('枣林花园1号楼') })).toBe('access.forbidden')
    expect(await refusal({ personId: personId('secretary'), phone: await phoneFor('secretary') })).toBe(
      'access.forbidden',
    )
    expect(await refusal({ phone: await phoneFor('resident') })).toBe('record.not_found')
    expect(await refusal({ days: 366 })).toBe('input.invalid')
    expect(await refusal({ placeId: placeIds.grid })).toBe('access.forbidden')
    expect(await refusal({ role: 'secretary', placeId: placeIds.community })).toBe('access.forbidden')
  })
})

describe('sessions', () => {
  test('one’s own, this one marked; one ended, then all others', async () => {
    const phones = [await host.as('resident'), await host.as('resident'), await host.as('resident')]
    await phones[0]!.query('session.me')
    const shown = await phones[0]!.query('session.list')
    expect(shown.filter(({ isThis }: any) => isThis)).toHaveLength(1)
    expect(shown.find(({ isThis }: any) => isThis).lastUsedOn).toMatch(/^20\d\d-\d\d-\d\d$/)
    const [second] = (await phones[1]!.query('session.list')).filter(({ isThis }: any) => isThis)
    await phones[0]!.mutate('session.revoke', { id: second.id })
    expect((await phones[1]!.send('session.list')).status).toBe(401)
    expect((await phones[2]!.send('session.list')).status).toBe(200)
    await phones[0]!.mutate('session.revokeOthers')
    expect((await phones[2]!.send('session.list')).status).toBe(401)
    expect(await phones[0]!.query('session.list')).toHaveLength(1)
  })

  test('a stolen phone’s are ended by the worker of the own grid, on record and in the inbox; by nobody else', async () => {
    const stolen = await host.as('resident')
    const given = { phone: await phoneFor('resident'), name: '张建国', reason: 'stolen' }
    expect(await (await host.as('worker2')).refusal('residentSessions.end', given)).toBe('record.not_found')
    const worker = await host.as('worker')
    expect(await worker.refusal('residentSessions.end', { ...given, name: '张建囯' })).toBe('record.not_found')
    await worker.mutate('residentSessions.end', given)
    expect((await stolen.send('session.list')).status).toBe(401)
    await host.runner.settle()
    const again = await host.as('resident')
    expect((await again.query('messages.list')).items[0].kind).toBe('sessions.ended')
    expect((await again.query('privacy.accessLog')).items[0]).toMatchObject({
      viewerName: '刘海峰',
      what: '让您的账号在所有手机上退出',
      why: '应您的要求：手机丢了或被偷了',
    })
  })
})

test('the list goes on page by page, the newest first, each once, and of the own community alone', async () => {
  const secretary = await host.as('secretary')
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page: any = await secretary.query('roles.list', cursor ? { cursor } : {})
    ids.push(...page.items.map(({ id }: any) => id))
    cursor = page.cursor
  } while (cursor)
  const { rows } = await host.database.pool.query(
    `select r.id from role_grants r join places p on p.id = r.place_id where $1 = any(p.path) and r.role not in ('secretary', 'partyCommittee')
      and r.revoked_at is null and (r.expires_at is null or r.expires_at > $2) order by r.granted_at desc, r.id desc`,
    [placeIds.community, host.clock.now()],
  )
  expect(ids).toEqual(rows.map(({ id }) => id))
  expect(ids.length).toBeGreaterThan(20)
})
