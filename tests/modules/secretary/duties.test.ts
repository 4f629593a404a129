import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { personId, placeIds } from '../../../local/county/cast'
import { type Client, type TestHost, testHost } from '../../host'

let host: TestHost
let secretary: Client
beforeAll(async () => {
  host = await testHost()
  // Wednesday in the last week of November.
  host.clock.offsetMs += Date.parse('2026-11-25T10:00:00+08:00') - host.clock.now().getTime()
  secretary = await host.as('secretary')
})
afterAll(() => host.stop())
beforeEach(() => host.database.pool.query('update duty_shifts set removed_at = added_at, removed_by = added_by'))

const community = placeIds.community
const week = (monday = '2026-11-23', placeId: string = community) => secretary.query('duties.week', { placeId, monday })
const turn = (startsAt: string, hours: number, key = 'worker', placeId: string = community) => ({
  placeId,
  personId: personId(key),
  startsAt: `2026-${startsAt}:00+08:00`,
  hours,
})
const add = (...given: Parameters<typeof turn>) => secretary.mutate('duties.add', turn(...given))

describe('a week of duty', () => {
  test('by itself it is this week of the own community, with the community’s estates and grids to choose from', async () => {
    const found = await secretary.query('duties.week')
    expect([found.place.label, found.monday, found.shifts]).toEqual(['青檀里社区', '2026-11-23', []])
    expect(found.places.map(({ label }: any) => label).slice(0, 5)).toEqual([
      '青檀里社区',
      '东关嘉园',
      '檀溪苑',
      '运河人家',
      '青檀里第1网格',
    ])
    // From now on, for what is past nobody can be found any more.
    expect(found.gaps).toEqual([
      { startsAt: expect.stringMatching(/^2026-11-25T02:00/), endsAt: '2026-11-29T16:00:00.000Z' },
    ])
  })

  test('turns stand in order, over midnight, and what is between them is told', async () => {
    await add('11-26T20:00', 12, 'worker2')
    await add('11-25T08:00', 24)
    const { shifts, gaps } = await week()
    expect(shifts.map(({ name, startsAt }: any) => [name, startsAt])).toEqual([
      ['刘海峰', '2026-11-25T00:00:00.000Z'],
      ['赵敏', '2026-11-26T12:00:00.000Z'],
    ])
    expect(gaps).toEqual([
      { startsAt: '2026-11-26T00:00:00.000Z', endsAt: '2026-11-26T12:00:00.000Z' },
      { startsAt: '2026-11-27T00:00:00.000Z', endsAt: '2026-11-29T16:00:00.000Z' },
    ])
  })

  test('a Sunday night stands in both weeks, and fills the next Monday’s first hours', async () => {
    await add('11-29T20:00', 12)
    expect((await week()).shifts).toHaveLength(1)
    const next = await week('2026-11-30')
    expect(next.shifts).toHaveLength(1)
    expect(next.gaps[0].startsAt).toBe('2026-11-30T00:00:00.000Z')
  })

  test('refused: a stranger, a neighbour community, twice at once, what is over, too long, too far ahead', async () => {
    expect(await secretary.refusal('duties.add', turn('11-26T08:00', 12, 'resident'))).toBe('record.not_found')
    expect(await secretary.refusal('duties.add', turn('11-26T08:00', 12, 'secretary2'))).toBe('record.not_found')
    const elsewhere = turn('11-26T08:00', 12, 'worker', placeIds.otherCommunity)
    expect(await secretary.refusal('duties.add', elsewhere)).toBe('record.not_found')
    expect(await secretary.refusal('duties.add', turn('11-26T08:00', 12, 'worker', placeIds.building))).toBe(
      'record.not_found',
    )
    await add('11-26T08:00', 12)
    expect(await secretary.refusal('duties.add', turn('11-26T19:00', 4))).toBe('duty.on_already')
    await add('11-26T20:00', 4)
    expect(await secretary.refusal('duties.add', turn('11-24T20:00', 8))).toBe('input.invalid')
    expect(await secretary.refusal('duties.add', turn('11-26T08:00', 25))).toBe('input.invalid')
    expect(
      await secretary.refusal('duties.add', { ...turn('11-26T08:00', 8), startsAt: '2027-06-01T08:00:00+08:00' }),
    ).toBe('input.invalid')
  })

  test('ten who put the same person on at once: one of them does', async () => {
    const tries = await Promise.all(
      Array.from({ length: 10 }, () => secretary.refusal('duties.add', turn('11-27T08:00', 12)).catch(() => 'added')),
    )
    expect(tries.filter((one) => one === 'added')).toHaveLength(1)
    expect((await week()).shifts).toHaveLength(1)
  })

  test('taken off it is gone, stays on record, and cannot be taken off again', async () => {
    const { id } = await add('11-26T08:00', 12)
    await secretary.mutate('duties.remove', { id })
    expect((await week()).shifts).toEqual([])
    expect(await secretary.refusal('duties.remove', { id })).toBe('record.not_found')
    const { rows } = await host.database.pool.query('select removed_by from duty_shifts where id = $1', [id])
    expect(rows).toEqual([{ removed_by: personId('secretary') }])
  })
})

describe('last week once more', () => {
  test('copied once, however often it is asked, without who serves no more', async () => {
    expect(await secretary.refusal('duties.copyWeek', { placeId: community, monday: '2026-11-30' })).toBe(
      'duty.nothing_to_copy',
    )
    await add('11-26T20:00', 12)
    await add('11-29T20:00', 12, 'worker2')
    const copy = () => secretary.mutate('duties.copyWeek', { placeId: community, monday: '2026-11-30' })
    expect(await Promise.all([copy(), copy()])).toEqual(
      expect.arrayContaining([
        { copied: 2, left: 0 },
        { copied: 0, left: 2 },
      ]),
    )
    const { shifts } = await week('2026-11-30')
    // The first is the last week's Sunday night.
    expect(shifts.map(({ startsAt }: any) => startsAt)).toEqual([
      '2026-11-29T12:00:00.000Z',
      '2026-12-03T12:00:00.000Z',
      '2026-12-06T12:00:00.000Z',
    ])
    const pool = host.database.pool
    await pool.query(`update role_grants set revoked_at = $2 where person_id = $1`, [
      personId('worker2'),
      host.clock.now(),
    ])
    expect(await secretary.mutate('duties.copyWeek', { placeId: community, monday: '2026-12-07' })).toEqual({
      copied: 1,
      left: 1,
    })
    const after = await week('2026-11-30')
    expect(after.shifts.filter(({ isServing }: any) => !isServing)).toHaveLength(2)
    await pool.query(`update role_grants set revoked_at = null where person_id = $1`, [personId('worker2')])
  })
})

test('a resident sees who is on duty now, with a phone, and nobody when nobody is', async () => {
  const resident = await host.as('resident')
  expect((await resident.query('grid.mine')).onDuty).toEqual([])
  await add('11-25T08:00', 12, 'secretary')
  expect((await resident.query('grid.mine')).onDuty).toMatchObject([
    {
      name: '周敏',
      placeLabel: '青檀里社区',
      phone: expect.stringMatching(/^1\d{10}$/),
      endsAt: '2026-11-25T12:00:00.000Z',
    },
  ])
  expect((await (await host.as('outsider')).query('grid.mine')).onDuty).toEqual([])
})
