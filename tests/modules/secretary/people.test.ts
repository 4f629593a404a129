import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COUNT_SHOWN_FROM } from '../../../cloudfunctions/contract/registry'
import { AGE_GROUPS } from '../../../cloudfunctions/contract/secretary/people'
import { sumOfShown } from '../../../cloudfunctions/modules/secretary/people/rules'
import { blunted } from '../../../cloudfunctions/registry/residents/rules'
import { personId, placeIds } from '../../../local/county/cast'
import { type Client, type TestHost, testHost } from '../../host'

const KEYS = ['worker', 'secretary', 'secretary2', 'subdistrict', 'county'] as const
let host: TestHost
const on = {} as Record<(typeof KEYS)[number], Client>
beforeAll(async () => {
  host = await testHost()
  for (const key of KEYS) on[key] = await host.as(key)
})
afterAll(() => host.stop())

/** What a cell that shows this may truly be. */
const couldBe = (shown: number | null): [least: number, most: number] => [
  shown ?? 0,
  (shown ?? 0) + COUNT_SHOWN_FROM - 1,
]

test('one person more within a five changes nothing that is shown', () => {
  fc.assert(
    fc.property(fc.nat(5000), (count) => {
      const isWithin = (count + 1) % COUNT_SHOWN_FROM !== 0
      expect(blunted(count) === blunted(count + 1)).toBe(isWithin)
      const [least, most] = couldBe(blunted(count))
      expect(least <= count && count <= most).toBe(true)
    }),
  )
  for (const count of [0, 1, 2, 3, 4]) expect(blunted(count)).toBeNull()
})

test('no cell follows from the others and their total, even for who knows that they are all', () => {
  const parts = fc.array(fc.nat(60), { minLength: AGE_GROUPS.length, maxLength: AGE_GROUPS.length })
  fc.assert(
    fc.property(parts, (cells) => {
      const ranges = cells.map((cell) => couldBe(blunted(cell)))
      const [totalLeast, totalMost] = couldBe(blunted(cells.reduce((sum, cell) => sum + cell, 0)))
      const sum = (end: 0 | 1) => ranges.reduce((all, range) => all + range[end], 0)
      for (const [least, most] of ranges) {
        // What the others leave for this one, at the widest.
        const low = Math.max(least, totalLeast - (sum(1) - most))
        const high = Math.min(most, totalMost - (sum(0) - least))
        expect(high - low).toBeGreaterThanOrEqual(1)
      }
    }),
    { numRuns: 2000 },
  )
})

test('totals above are made of what is shown, so that all communities but one tell nothing of the last', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40), { maxLength: 12 }), (cells) => {
      const shown = cells.map(blunted)
      const total = sumOfShown(shown)
      expect(total ?? 0).toBe(shown.reduce<number>((sum, cell) => sum + (cell ?? 0), 0))
    }),
  )
})

test('a secretary sees exact figures by grid, equal to a recount', async () => {
  const { isExact, total, rows, places } = await on.secretary.query('people.counts')
  expect([isExact, places.map((one: any) => one.name)]).toEqual([true, ['青檀里社区']])
  const { rows: recounted } = await host.database.pool.query(
    `select count(*)::int as all, count(*) filter (where 'livesAlone' = any(tags))::int as alone,
       count(*) filter (where sex = 'female')::int as female,
       count(*) filter (where birth_date <= $2::date - interval '80 years')::int as aged,
       count(*) filter (where birth_date > $2::date - interval '14 years')::int as child
     from residents where community_id = $1 and left_at is null`,
    [placeIds.community, new Date(host.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)],
  )
  const { all, alone, female, aged, child } = recounted[0]
  expect(total.all).toBe(all)
  expect([total.tags.livesAlone, total.sexes.female, total.ages.aged, total.ages.child]).toEqual([
    alone,
    female,
    aged,
    child,
  ])
  expect(rows.reduce((sum: number, row: any) => sum + row.counts.all, 0)).toBe(all)
})

test('above the community only fives are told, by community, and one more tag is not seen', async () => {
  const before = await on.subdistrict.query('people.counts')
  expect(before.isExact).toBe(false)
  for (const { counts } of before.rows)
    for (const cell of [counts.all, ...Object.values(counts.tags), ...Object.values(counts.ages)])
      expect(cell === null || (cell as number) % 5 === 0).toBe(true)
  const exact = (await on.secretary.query('people.counts')).total.tags.familyPlanning
  expect(exact).toBeLessThan(4)
  await on.worker.mutate('residents.tag', { personId: personId('resident'), tag: 'familyPlanning' })
  expect((await on.secretary.query('people.counts')).total.tags.familyPlanning).toBe(exact + 1)
  expect(await on.subdistrict.query('people.counts')).toEqual(before)
  // Of one community the subdistrict sees no grids.
  const one = await on.subdistrict.query('people.counts', { placeId: placeIds.community })
  expect(one.rows.map((row: any) => row.id)).toEqual([placeIds.community])
  expect(await on.secretary.refusal('people.counts', { placeId: placeIds.otherCommunity })).toBeTruthy()
})
