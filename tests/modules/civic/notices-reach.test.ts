import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { REACH_CLASSES } from '../../../cloudfunctions/contract/civic/notices'
import { DELIVERY_STATES, type DeliveryState } from '../../../cloudfunctions/contract/messages'
import { DOOR_OUTCOME_KEYS, DOOR_OUTCOMES, type DoorOutcome } from '../../../cloudfunctions/contract/worker/doors'
import { personId, placeIds } from '../../../local/county/cast'
import { type Client, type TestHost, testHost } from '../../host'
import { noticeForm, sumOf } from './notice-world'

let host: TestHost
let secretary: Client
let noticeId: string
let readers: string[]
const rows = async (text: string, values: unknown[] = []) => (await host.database.pool.query(text, values)).rows

/** A notice to the resident's building that was sent, and whose fates the tests make up. */
beforeAll(async () => {
  host = await testHost()
  host.simulators.wechat.settings.latencyMs = 0
  secretary = await host.as('secretary')
  const { id } = await secretary.mutate('notices.save', noticeForm())
  await secretary.mutate('notices.publish', { id, at: null })
  await host.runner.settle()
  noticeId = id
  readers = (await rows('select person_id from notice_readers where notice_id = $1 order by 1', [id])).map(
    (row) => row.person_id,
  )
})
afterAll(() => host.stop())
interface Fate {
  isRead: boolean
  hasAccount: boolean
  /** Deliveries of the one message. */
  states: DeliveryState[]
  how: DoorOutcome | null
}

/** What the contract says: exactly one class, by the best that happened. */
function classOf({ isRead, states, how }: Fate): string {
  if (isRead) return 'read'
  if (how && DOOR_OUTCOMES[how].isTold) return 'told'
  if (states.some((state) => state === 'sent' || state === 'delivered')) return 'delivered'
  if (states.some((state) => state === 'queued' || state === 'sending')) return 'waiting'
  return 'unreachable'
}

const fate = fc.record({
  isRead: fc.boolean(),
  hasAccount: fc.boolean(),
  states: fc.uniqueArray(fc.constantFrom(...DELIVERY_STATES), { maxLength: 3 }),
  how: fc.option(fc.constantFrom(...DOOR_OUTCOME_KEYS)),
})

/** Writes each reader's fate into the tables as deliveries, reading and knocking would. */
async function suffer(fates: Fate[]): Promise<void> {
  const now = host.clock.now()
  const list = readers.map((personId, i) => ({ personId, ...fates[i % fates.length]! }))
  const json = JSON.stringify(list)
  const each = `jsonb_to_recordset($2::jsonb) as f("personId" uuid, "isRead" boolean, "hasAccount" boolean, states jsonb, how text)`
  await rows(
    `update notice_readers r set read_at = case when f."isRead" then $3::timestamptz end, has_account = f."hasAccount"
     from ${each} where r.notice_id = $1 and r.person_id = f."personId"`,
    [noticeId, json, now],
  )
  // Deliveries of the message are put in the state that the fate has, one for each.
  await owner(`delete from deliveries where message_id in (select id from inbox where subject_id = $1)`, [noticeId])
  await rows(
    `insert into deliveries (id, person_id, message_id, channel, template, data, state, attempts, is_alarm, updated_at)
     select gen_random_uuid(), i.person_id, i.id, 'sms', 'noticePosted', '{}', s.state, 1, false, $3
     from ${each} join inbox i on i.person_id = f."personId" and i.subject_id = $1
       cross join lateral jsonb_array_elements_text(f.states) as s(state)`,
    [noticeId, json, now],
  )
  await owner(`delete from door_entries where subject_id = $1`, [noticeId])
  await rows(
    `insert into door_entries (id, community_id, list_id, subject_id, person_id, home_id, reason, created_at, how, marked_at, marked_by)
     select gen_random_uuid(), r.home_community_id, gen_random_uuid(), $1, r.person_id, r.home_id, 'failed', $3, f.how, $3, $4
     from ${each} join notice_readers r on r.notice_id = $1 and r.person_id = f."personId" where f.how is not null`,
    [noticeId, json, now, personId('worker')],
  )
}

/** What no code of the server may do: take rows away. */
async function owner(text: string, values: unknown[]): Promise<void> {
  const client = new pg.Client(host.database.ownerUrl)
  await client.connect()
  await client.query(text, values)
  await client.end()
}

test('every reader is in exactly one class, whatever happened: in all, by building and by home', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fate, { minLength: 1, maxLength: 12 }), async (fates) => {
      await suffer(fates)
      const expected = Object.fromEntries(
        REACH_CLASSES.map((name) => [
          name,
          readers.filter((_, i) => classOf(fates[i % fates.length]!) === name).length,
        ]),
      )
      const found = await secretary.query('notices.reach', { id: noticeId })
      expect(found).toMatchObject({ ...expected, people: readers.length })
      expect(sumOf(found)).toBe(readers.length)
      expect(found.byReason.reduce((sum: number, { people }: any) => sum + people, 0)).toBe(found.unreachable)
      expect(found.byBuilding).toHaveLength(1)
      expect(sumOf(found.byBuilding[0])).toBe(readers.length)
    }),
    { numRuns: 25 },
  )
  const homes: any[] = []
  for (let cursor: string | null = null, first = true; first || cursor; first = false) {
    const page: any = await secretary.query('notices.reachHomes', {
      id: noticeId,
      placeId: placeIds.building,
      ...(cursor && { cursor }),
    })
    homes.push(...page.items)
    cursor = page.cursor
  }
  const found = await secretary.query('notices.reach', { id: noticeId })
  expect(new Set(homes.map(({ homeId }) => homeId)).size).toBe(homes.length)
  expect(homes.length).toBe(found.homes)
  for (const name of REACH_CLASSES) expect(homes.reduce((sum, home) => sum + home[name], 0)).toBe(found[name])
  // Walked along from the first floor of the first entrance.
  expect(homes[0].label).toMatch(/1单元1\d\d$/)
})

test.each([
  [['noCredit', 'noPhone'], true, 'noCredit'],
  [['overCap', 'noCredit'], true, 'overCap'],
  [['failed'], true, 'failed'],
  [['uncertain'], true, 'failed'],
  [['cancelled'], true, 'failed'],
  [['noPhone'], false, 'noPhone'],
  [[], false, 'noAccount'],
  [[], true, 'noCredit'],
] as const)('deliveries %s, an account: %s → %s', async (states, hasAccount, reason) => {
  await suffer([{ isRead: false, hasAccount, states: [...states], how: null }])
  const found = await secretary.query('notices.reach', { id: noticeId })
  expect(found.byReason).toEqual([{ reason, people: readers.length }])
})
