import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  aWeekLater,
  gapsIn,
  isDuring,
  isMonday,
  isSound,
  meet,
  mondayOf,
  onDutyAt,
  type Shift,
  weekBefore,
  weekFrom,
} from '../../cloudfunctions/registry/duties/rules'
import { dutyAt, insertShifts, removeShift, shiftsIn } from '../../cloudfunctions/registry/duties/store'
import { pathOf } from '../../cloudfunctions/registry/places/store'
import { personId, placeId, placeIds } from '../../local/county/cast'
import { countyDatabase, NOW } from './county-database'

const HOUR = 3_600_000
const at = (text: string) => new Date(`2026-11-${text}+08:00`)
const turn = (from: string, until: string, more: Partial<Shift> = {}): Shift => ({
  id: `${from} ${until}`,
  placeId: 'community',
  personId: 'liu',
  startsAt: at(from),
  endsAt: at(until),
  ...more,
})

const WEEK = weekFrom('2026-11-23')
const hours = fc.integer({ min: -30, max: 7 * 24 + 30 })
const shift = fc
  .record({ from: hours, length: fc.integer({ min: 1, max: 24 }), personId: fc.constantFrom('liu', 'zhao', 'zhou') })
  .map(({ from, length, personId }): Shift => {
    const startsAt = new Date(WEEK.startsAt.getTime() + from * HOUR)
    const endsAt = new Date(startsAt.getTime() + length * HOUR)
    return { id: `${personId} ${from} ${length}`, placeId: 'community', personId, startsAt, endsAt }
  })
const shifts = fc.array(shift, { maxLength: 12 })

describe('who is on duty', () => {
  const path = ['county', 'community', 'estate', 'grid']
  const night = turn('25T20:00', '26T08:00')

  test.each([
    ['the minute before', '25T19:59', false],
    ['from its very start', '25T20:00', true],
    ['before midnight', '25T23:59', true],
    ['at midnight', '26T00:00', true],
    ['in the small hours', '26T03:00', true],
    ['to the minute before its end', '26T07:59', true],
    ['no more at its end', '26T08:00', false],
    ['a day later at night', '26T23:00', false],
  ])('%s', (_title, moment, isOn) => {
    expect(onDutyAt([night], path, at(moment)).length > 0).toBe(isOn)
  })

  test('who follows takes over in the same minute, with nobody twice and nobody missing', () => {
    const next = turn('26T08:00', '26T20:00', { personId: 'zhao' })
    expect(onDutyAt([night, next], path, at('26T08:00')).map((one) => one.personId)).toEqual(['zhao'])
  })

  test('the nearest place that has somebody answers; another place’s people never do', () => {
    const own = turn('25T20:00', '26T08:00', { placeId: 'grid', personId: 'zhao' })
    const elsewhere = turn('25T20:00', '26T08:00', { placeId: 'other grid', personId: 'zhou' })
    const all = [night, own, elsewhere]
    expect(onDutyAt(all, path, at('25T22:00')).map((one) => one.personId)).toEqual(['zhao'])
    expect(onDutyAt([night, elsewhere], path, at('25T22:00')).map((one) => one.personId)).toEqual(['liu'])
    expect(onDutyAt([elsewhere], path, at('25T22:00'))).toEqual([])
  })

  test('a moment is covered by somebody or lies in a gap, never both', () => {
    fc.assert(
      fc.property(shifts, fc.integer({ min: 0, max: 7 * 24 * 4 - 1 }), (list, quarter) => {
        const moment = new Date(WEEK.startsAt.getTime() + quarter * (HOUR / 4))
        const isOn = onDutyAt(list, ['county', 'community'], moment).length > 0
        expect(gapsIn(list, WEEK).some((gap) => isDuring(gap, moment))).toBe(!isOn)
      }),
    )
  })

  test('gaps lie in the week, in order, not empty and apart', () => {
    fc.assert(
      fc.property(shifts, (list) => {
        const gaps = gapsIn(list, WEEK)
        gaps.forEach((gap, i) => {
          expect(gap.startsAt < gap.endsAt).toBe(true)
          expect(gap.startsAt >= WEEK.startsAt && gap.endsAt <= WEEK.endsAt).toBe(true)
          if (i > 0) expect(gaps[i - 1]!.endsAt < gap.startsAt).toBe(true)
        })
      }),
    )
  })
})

describe('weeks', () => {
  test('begin on Monday at midnight in Shanghai, whatever the zone', () => {
    expect(WEEK.startsAt.toISOString()).toBe('2026-11-22T16:00:00.000Z')
    expect(mondayOf(at('23T00:00'))).toBe('2026-11-23')
    expect(mondayOf(at('22T23:59'))).toBe('2026-11-16')
    expect(weekBefore(WEEK)).toEqual(weekFrom('2026-11-16'))
    expect(['2026-11-23', '2026-11-24', '2026-13-01', '', '0001-01-01'].map(isMonday)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ])
  })

  test('a week later: the same turns, seven days on, none twice and none that is over', () => {
    fc.assert(
      fc.property(shifts, shifts, fc.integer({ min: 0, max: 20 * 24 }), (former, there, hour) => {
        const now = new Date(WEEK.startsAt.getTime() + hour * HOUR)
        for (const copy of aWeekLater(former, there, now)) {
          const source = former.find(({ id }) => id === copy.id)!
          expect(copy.startsAt.getTime() - source.startsAt.getTime()).toBe(7 * 24 * HOUR)
          expect(copy.endsAt.getTime() - source.endsAt.getTime()).toBe(7 * 24 * HOUR)
          expect(isSound(copy, now)).toBe(true)
          expect(there.some((one) => one.personId === copy.personId && meet(one, copy))).toBe(false)
        }
      }),
    )
  })

  test('a turn is a day long at most, and not over', () => {
    const now = at('25T12:00')
    expect(isSound(turn('25T20:00', '26T20:00'), now)).toBe(true)
    expect(isSound(turn('25T20:00', '26T20:01'), now)).toBe(false)
    expect(isSound(turn('25T00:00', '25T12:00'), now)).toBe(false)
    expect(isSound(turn('26T08:00', '26T08:00'), now)).toBe(false)
  })
})

describe('on record', () => {
  let county: Awaited<ReturnType<typeof countyDatabase>>
  beforeAll(async () => {
    county = await countyDatabase()
  })
  afterAll(() => county.drop())

  const add = async (placeId: string, key: string, from: number, length: number) => {
    const id = randomUUID()
    const startsAt = new Date(NOW.getTime() + from * HOUR)
    const endsAt = new Date(startsAt.getTime() + length * HOUR)
    const by = { addedBy: personId('secretary'), addedAt: NOW }
    const row = { id, communityId: placeIds.community, placeId, personId: personId(key), startsAt, endsAt, ...by }
    await county.db.transaction((tx) => insertShifts(tx, [row]))
    return id
  }
  const onDuty = async (at: string) =>
    (await dutyAt(county.db, county.encryption, await pathOf(county.db, at), NOW)).map((one) => one.name)

  test('a building’s people hear of its grid, then of the community; with a phone to call', async () => {
    expect(await onDuty(placeIds.building)).toEqual([])
    await add(placeIds.community, 'secretary', -23.5, 24)
    expect(await onDuty(placeIds.building)).toEqual(['周敏'])
    const id = await add(placeIds.grid, 'worker', -1, 2)
    expect(await onDuty(placeIds.building)).toEqual(['刘海峰'])
    expect(await onDuty(placeIds.otherGrid)).toEqual(['周敏'])
    expect(await onDuty(placeId('枣林花园1号楼'))).toEqual([])
    const [first] = await dutyAt(county.db, county.encryption, await pathOf(county.db, placeIds.building), NOW)
    expect(first!.phone).toMatch(/^1\d{10}$/)
    expect(first!.endsAt).toEqual(new Date(NOW.getTime() + HOUR))
    await county.db.transaction((tx) => removeShift(tx, id, personId('secretary'), NOW))
    expect(await onDuty(placeIds.building)).toEqual(['周敏'])
  })

  test('whoever serves no more is on duty no more, though the turn still stands', async () => {
    await add(placeIds.otherGrid, 'worker2', -1, 2)
    expect(await onDuty(placeIds.otherGrid)).toEqual(['赵敏'])
    await county.db.execute(
      sql`update role_grants set revoked_at = ${NOW.toISOString()} where person_id = ${personId('worker2')}`,
    )
    expect(await onDuty(placeIds.otherGrid)).toEqual(['周敏'])
    const span = { startsAt: NOW, endsAt: new Date(NOW.getTime() + 1) }
    expect(await shiftsIn(county.db, placeIds.otherGrid, span)).toHaveLength(1)
  })

  test('the database keeps no turn that is longer than a day', async () => {
    await expect(add(placeIds.grid, 'worker', 0, 25)).rejects.toThrow()
  })
})
