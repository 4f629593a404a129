import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Point } from '../../cloudfunctions/contract/places'
import { openDatabase } from '../../cloudfunctions/kernel/database/open'
import { createEncryption } from '../../cloudfunctions/kernel/encryption'
import { checkDigit } from '../../cloudfunctions/registry/people/id-number'
import { CAST, isStaff, openidOf, personId } from '../../local/county/cast'
import { loadCounty } from '../../local/county/load'
import { Population } from '../../local/county/people'
import { Town } from '../../local/county/places'
import { type TestDatabase, testDatabase } from '../database'
import { TEST_KEYS } from '../keys'

const KEYS =
  `resident neighbour outsider elder family owner2 worker worker2 courier property merchant housekeeper doctor
  nursery committee secretary secretary2 steward volunteer department department2 subdistrict county`.split(/\s+/)

const town = new Town()
const population = new Population(town)
const placesOf = (kind: string) => town.places.filter((place) => place.kind === kind)

const borders = placesOf('grid').map((place) => ({
  id: place.id,
  corners: [...place.shape!.matchAll(/\(([\d.]+),([\d.]+)\)/g)].map(([, lng, lat]) => ({
    lng: Number(lng),
    lat: Number(lat),
  })),
}))

/** Even-odd rule, independent of the database's own. */
function isInside(point: Point, corners: Point[]): boolean {
  let inside = false
  corners.forEach((a, i) => {
    const b = corners[(i + 1) % corners.length]!
    const isCrossed = a.lat > point.lat !== b.lat > point.lat
    if (isCrossed && point.lng < a.lng + ((point.lat - a.lat) / (b.lat - a.lat)) * (b.lng - a.lng)) inside = !inside
  })
  return inside
}
const gridsAt = (point: Point) => borders.filter((border) => isInside(point, border.corners)).map((border) => border.id)

describe('on paper', () => {
  test('23 communities, 102 grids, about 3,000 homes and 7,000 people', () => {
    expect(placesOf('community')).toHaveLength(23)
    expect(placesOf('grid')).toHaveLength(102)
    expect(town.homes.length).toBeGreaterThan(2_800)
    expect(town.homes.length).toBeLessThan(3_300)
    expect(population.people.length).toBeGreaterThan(6_500)
    expect(population.people.length).toBeLessThan(7_500)
  })

  test('the same county every time', () => {
    expect(new Population(new Town())).toEqual(population)
  })

  test('ids are unique and look like UUIDv7', () => {
    const ids = [town.places, town.homes, population.people, population.residencies, population.grants]
      .flat()
      .map((row) => row.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  test('no two grids overlap and every point of the town is in at most one', () => {
    const inTown = fc.record({
      lat: fc.double({ min: 35.398, max: 35.422, noNaN: true }),
      lng: fc.double({ min: 116.323, max: 116.358, noNaN: true }),
    })
    fc.assert(
      fc.property(inTown, (point) => {
        expect(gridsAt(point).length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 3_000 },
    )
  })

  test('every building stands in its own grid and in no other', () => {
    for (const building of placesOf('building')) expect(gridsAt(building.point!)).toEqual([building.parentId])
  })

  test('ID numbers are well-formed and of the never-used kind, phones in segments nobody has; none twice', () => {
    for (const { idNumber, phone } of population.people) {
      expect(idNumber).toMatch(/^(370829|370883)\d{8}9\d\d[\dX]$/)
      expect(idNumber[17]).toBe(checkDigit(idNumber))
      if (phone) expect(phone).toMatch(/^(154|160|161|163|164|168|169|194)\d{8}$/)
    }
    expect(checkDigit('11010519491231002')).toBe('X')
    const numbers = population.people.flatMap((person) => [person.idNumber, ...(person.phone ? [person.phone] : [])])
    expect(new Set(numbers).size).toBe(numbers.length)
  })

  test('every grid has a worker, estate a steward, community a secretary, building a captain', () => {
    const held = new Set(population.grants.map((grant) => `${grant.role} ${grant.placeId}`))
    const needs = {
      grid: 'gridWorker',
      estate: 'steward',
      community: 'secretary',
      subdistrict: 'subdistrict',
      county: 'county',
      building: 'captain',
    }
    for (const [kind, role] of Object.entries(needs)) {
      for (const place of placesOf(kind)) expect(held, `${role} of ${place.label}`).toContain(`${role} ${place.id}`)
    }
  })

  test('every key of the brief is cast, with the roles and homes that exist', () => {
    expect(CAST.map((member) => member.key).sort()).toEqual([...KEYS].sort())
    const [labels, homes] = [
      new Set(town.places.map((place) => place.label)),
      new Set(town.homes.map((home) => home.label)),
    ]
    for (const member of CAST) {
      for (const { at } of member.roles ?? []) expect(labels).toContain(at)
      for (const home of member.homes ?? []) expect(homes).toContain(home)
      expect(population.accounts).toContainEqual({
        openid: openidOf(member.key),
        personId: personId(member.key),
        isEmployeeBound: isStaff(member),
      })
    }
  })
})

describe('in the database', () => {
  let county: TestDatabase
  beforeAll(async () => {
    county = await testDatabase()
    await load(county.appUrl)
  })
  afterAll(() => county.drop())

  const load = (databaseUrl: string) =>
    loadCounty({
      databaseUrl,
      encryption: createEncryption(TEST_KEYS),
      clock: { now: () => new Date('2026-11-24T06:18:00Z') },
    })

  const counts = async () => {
    const { rows } = await county.db.execute(sql`select (select count(*)::int from places) as places,
      (select count(*)::int from homes) as homes, (select count(*)::int from people) as people,
      (select count(*)::int from residencies) as residencies, (select count(*)::int from role_grants) as grants,
      (select count(*)::int from accounts) as accounts`)
    return rows[0]
  }

  test('all of it arrives, once, however often and by however many it is loaded', async () => {
    const expected = {
      places: town.places.length,
      homes: town.homes.length,
      people: population.people.length,
      residencies: population.residencies.length,
      grants: population.grants.length,
      accounts: CAST.length,
    }
    expect(await counts()).toEqual(expected)
    await Promise.all([load(county.ownerUrl), load(county.appUrl)])
    expect(await counts()).toEqual(expected)
  })

  test('a county of before the five levels gets those who stand for them', async () => {
    const before = await counts()
    const owner = openDatabase(county.ownerUrl, 1)
    const roles = sql`role in ('workCommittee', 'partyCommittee', 'gridBranch', 'buildingGroup', 'memberHousehold')`
    await owner.db.execute(sql`delete from people where id in (select person_id from role_grants where ${roles})
      and id not in (select person_id from residencies)`)
    await owner.db.execute(sql`delete from role_grants where ${roles}`)
    await owner.db.execute(sql`delete from person_values where person_id not in (select id from people)`)
    await owner.db.execute(sql`delete from registry_history where person_id not in (select id from people)`)
    await owner.close()
    expect(await counts()).not.toEqual(before)
    await load(county.appUrl)
    expect(await counts()).toEqual(before)
  })

  test('neither a phone nor an ID number is readable in it', async () => {
    const { rows } = await county.db.execute<{ n: number }>(sql`select count(*)::int as n from people
      where people::text ~ '(370829|370883)[0-9]{8}9' or people::text ~ '[^0-9A-Za-z_-]1[0-9]{10}[^0-9A-Za-z_-]'`)
    expect(rows[0]?.n).toBe(0)
  })
})
