import type { SQL } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PERSON_TAG_KEYS } from '../../../cloudfunctions/contract/registry'
import { VISIT_RULE_KEYS, VISIT_RULES } from '../../../cloudfunctions/contract/worker/visits'
import type { Executor } from '../../../cloudfunctions/kernel/database/open'
import { makeVisitsDue } from '../../../cloudfunctions/modules/worker/visits/due'
import { daysAfter, firstDue, nextDue, rulesFor } from '../../../cloudfunctions/modules/worker/visits/rules'
import { lackingVisits } from '../../../cloudfunctions/modules/worker/visits/store'
import { homeId, personId } from '../../../local/county/cast'
import { type Client, type TestHost, testHost } from '../../host'

const HOME = homeId('檀溪苑3号楼1单元302')
let host: TestHost
let worker: Client
let worker2: Client
beforeAll(async () => {
  host = await testHost()
  await setClock('2026-11-24T10:00:00+08:00')
})
afterAll(() => host.stop())

/** Months go by, so everybody signs in anew. */
async function setClock(at: string) {
  host.clock.offsetMs += Date.parse(at) - host.clock.now().getTime()
  worker = await host.as('worker')
  worker2 = await host.as('worker2')
}

let names = 0
async function tagged(...tags: string[]): Promise<string> {
  const name = `访${String.fromCodePoint(0x5000 + ++names)}`
  const { personId: id } = await worker.mutate('residents.add', { homeId: HOME, name, relation: 'family' })
  for (const tag of tags) await worker.mutate('residents.tag', { personId: id, tag })
  return id
}
const rowsOf = async (id: string) =>
  (
    await host.database.pool.query(
      `select reason, due_on::text as on, state from visits where person_id = $1 order by due_on, reason, id`,
      [id],
    )
  ).rows
const visitsOf = (id: string) => worker.query('visits.ofPerson', { personId: id })

describe('the rules', () => {
  test('every tag of a rule brings somebody under it, and no other tag does', () => {
    for (const tag of PERSON_TAG_KEYS) {
      const expected = VISIT_RULE_KEYS.filter((rule) => (VISIT_RULES[rule].tags as readonly string[]).includes(tag))
      expect(rulesFor([tag])).toEqual(expected)
    }
    expect(rulesFor(['livesAlone', 'disabled', 'dependent'])).toEqual(['livesAlone', 'frail'])
    expect(rulesFor(['floating'])).toEqual([])
  })

  test('days go over months and leap days', () => {
    expect(nextDue('livesAlone', '2026-11-26')).toBe('2026-12-03')
    expect(daysAfter('2028-02-28', 1)).toBe('2028-02-29')
    expect(nextDue('honoured', '2026-11-26')).toBe('2027-02-24')
    expect(firstDue('livesAlone', '2026-11-20', '2026-11-26')).toBe('2026-11-27')
    expect(firstDue('livesAlone', '2025-01-01', '2026-11-26')).toBe('2026-11-26')
  })
})

test('made due once by two jobs at the same time, and again by none', async () => {
  const ids = [await tagged('livesAlone', 'disabled'), await tagged('emptyNest'), await tagged('floating')]
  const made = await Promise.all([makeVisitsDue(host.deps), makeVisitsDue(host.deps), makeVisitsDue(host.deps)])
  const { rows } = await host.database.pool.query(`select count(*)::int as n from visits where state = 'due'`)
  expect(made.reduce((sum, n) => sum + n, 0)).toBe(rows[0].n)
  expect(rows[0].n).toBeGreaterThan(3)
  expect(await makeVisitsDue(host.deps)).toBe(0)
  expect(await rowsOf(ids[0]!)).toEqual([
    { reason: 'livesAlone', on: '2026-12-01', state: 'due' },
    { reason: 'frail', on: '2026-12-24', state: 'due' },
  ])
  expect(await rowsOf(ids[1]!)).toEqual([{ reason: 'emptyNest', on: '2026-12-09', state: 'due' }])
  expect(await rowsOf(ids[2]!)).toEqual([])
})

test('the list shows who is late first, each person once; one visit answers all and makes the next', async () => {
  await setClock('2027-03-01T10:00:00+08:00')
  const late = await tagged('livesAlone', 'lowIncome')
  const fresh = await tagged('emptyNest')
  await makeVisitsDue(host.deps)
  await setClock('2027-03-12T10:00:00+08:00')
  const listed = async () => {
    const all: any[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await worker.query('visits.due', cursor ? { cursor } : {})
      all.push(...page.items)
      cursor = page.cursor
    }
    return all
  }
  const list = await listed()
  expect(list.map(({ dueOn }) => dueOn)).toEqual(list.map(({ dueOn }) => dueOn).sort())
  expect(new Set(list.map((one) => one.personId)).size).toBe(list.length)
  expect(list.find((one) => one.personId === late)).toMatchObject({ dueOn: '2027-03-08', daysLate: 4 })
  expect(list.find((one) => one.personId === fresh)).toMatchObject({ dueOn: '2027-03-16', daysLate: -4 })
  expect((await worker2.query('visits.due')).items.map((one: any) => one.personId)).not.toContain(late)

  const { nextOn } = await worker.mutate('visits.done', { personId: late, text: '在家，药够一个月' })
  expect(nextOn).toBe('2027-03-19')
  expect((await visitsOf(late)).next).toEqual([
    { reason: '独居必访', dueOn: '2027-03-19' },
    { reason: '困难家庭必访', dueOn: '2027-04-11' },
  ])
  expect((await visitsOf(late)).done).toMatchObject([
    { text: '在家，药够一个月', by: '刘海峰' },
    { text: '在家，药够一个月' },
  ])
  await makeVisitsDue(host.deps)
  expect((await rowsOf(late)).filter(({ state }) => state === 'due')).toHaveLength(2)
})

test('a second visit of the day is an arrival, and moves nothing', async () => {
  const id = await tagged('livesAlone')
  await makeVisitsDue(host.deps)
  await setClock('2027-03-15T10:00:00+08:00')
  await worker.mutate('visits.done', { personId: id, text: '上午来过' })
  const before = (await visitsOf(id)).next
  await worker.mutate('visits.done', { personId: id, text: '晚上又摔了一跤，送医院', arrival: 'incident' })
  await worker.mutate('visits.done', { personId: id, text: '送东西' })
  expect((await visitsOf(id)).next).toEqual(before)
  expect((await visitsOf(id)).done.map((one: any) => one.reason).sort()).toEqual(
    ['独居必访', '突发情况必到', '居民求助必到'].sort(),
  )
  expect(await worker.refusal('visits.done', { personId: id, text: '再记一次' })).toBe('visit.written_today')
})

test('nothing written and no picture is refused; results are sealed at rest', async () => {
  const id = await tagged('livesAlone')
  expect(await worker.refusal('visits.done', { personId: id })).toBe('input.invalid')
  await worker.mutate('visits.done', { personId: id, text: '独自在家，腿脚不便' })
  const { rows } = await host.database.pool.query(`select v::text as row from visits v where person_id = $1`, [id])
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toContain('腿脚')
})

test('who is not under a rule any more, has moved away or died is not due', async () => {
  const [untagged, gone, dead] = [await tagged('livesAlone'), await tagged('livesAlone'), await tagged('livesAlone')]
  await makeVisitsDue(host.deps)
  await worker.mutate('residents.untag', { personId: untagged, tag: 'livesAlone' })
  await worker.mutate('residents.moveOut', { personId: gone, homeId: HOME })
  await worker.mutate('residents.died', { personId: dead, on: '2027-03-01' })
  await makeVisitsDue(host.deps)
  for (const id of [untagged, gone, dead]) expect((await rowsOf(id)).map(({ state }) => state)).toEqual(['dropped'])
  // Put on again the same day, the same period counts again.
  await worker.mutate('residents.tag', { personId: untagged, tag: 'livesAlone' })
  await makeVisitsDue(host.deps)
  expect((await rowsOf(untagged)).map(({ state }) => state).sort()).toEqual(['dropped', 'due'])
})

test('the elder of the cast is due without anybody writing it down', async () => {
  await makeVisitsDue(host.deps)
  expect((await rowsOf(personId('elder'))).map(({ reason }) => reason)).toContain('livesAlone')
})

test('who is to be visited is found among many by their tags alone', async () => {
  const client = await host.database.pool.connect()
  try {
    await client.query('begin')
    await client.query('analyze residents')
    // Beside few tags a loop over them, or all of them, is cheap as well; among millions it is not.
    await client.query('set local enable_nestloop = off; set local enable_seqscan = off')
    let plan = ''
    const explaining = {
      execute: async (query: SQL) => {
        const { sql: text, params } = new PgDialect().sqlToQuery(query)
        const { rows } = await client.query(`explain ${text}`, params)
        plan = rows.map((row) => row['QUERY PLAN']).join('\n')
        return { rows: [] }
      },
    }
    await lackingVisits(explaining as unknown as Executor, 500)
    expect(plan).toContain('residents_tags')
    expect(plan).not.toContain('Seq Scan on residents')
  } finally {
    await client.query('rollback')
    client.release()
  }
})
