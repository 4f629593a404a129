import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addConsents } from '../../cloudfunctions/engines/messages/credits/store'
import { withdraw } from '../../cloudfunctions/engines/messages/deliveries/store'
import { createDigests } from '../../cloudfunctions/engines/messages/digest/digest'
import type { MessageKind } from '../../cloudfunctions/engines/messages/kind'
import { saveMute } from '../../cloudfunctions/engines/messages/settings/store'
import { listInbox, markRead, unreadCount } from '../../cloudfunctions/engines/messages/store'
import { type MessagesWorld, messagesWorld, type Params, progress } from './messages-world'

let world: MessagesWorld
beforeAll(async () => {
  world = await messagesWorld()
})
afterAll(() => world.drop())

const calm = { ...progress, name: 'test.calm', urgency: 'low' } as MessageKind<Params>
const of = (topic: MessageKind<Params>['topic']): MessageKind<Params> => ({ ...calm, topic }) as MessageKind<Params>

/** Each test has a month of its own, so that nobody's digest is another's. */
let month = 0
const at = (day: string, time: string) => new Date(`2027-${String(month).padStart(2, '0')}-${day}T${time}:00+08:00`)
beforeEach(() => {
  month++
  world.clock.at = at('03', '12:00')
})

const look = () => createDigests(world.deps)()
const pushesOf = async (personId: string) => (await world.deliveriesOf(personId)).map(({ data }) => data)

describe('the digest', () => {
  test('what is not urgent is not pushed by itself, but at 18:00, once, with how many and what about', async () => {
    const { personId, openid } = await world.addPerson()
    await world.deps.db.transaction((tx) =>
      addConsents(tx, { personId, templates: ['digest'], day: '2027-01-01', now: world.clock.now() }),
    )
    await world.tell(of('visits'), [personId], 'a')
    await world.tell(of('account'), [personId], 'b')
    await world.tell(of('account'), [personId], 'c')
    expect(await pushesOf(personId)).toEqual([])

    world.clock.at = at('03', '17:59')
    expect(await look()).toBe(0)
    world.clock.at = at('03', '18:00')
    const [one, two] = [createDigests(world.deps), createDigests(world.deps)]
    expect((await Promise.all([one(), two()])).reduce((sum, n) => sum + n)).toBe(1)
    expect(await one()).toBe(0)
    expect(await look()).toBe(0)
    await world.runner().drain()
    const { data, templateId } = world.calls.find((call) => call.openid === openid)!
    expect(templateId).toBe('tmpl-digest')
    expect(data).toEqual({
      number1: '3',
      thing2: '账号和家人、上门走访',
      time3: `2027-${String(month).padStart(2, '0')}-03 18:00`,
    })
    expect(await unreadCount(world.deps.db, personId)).toBe(3)
    expect((await listInbox(world.deps.db, personId)).map((row) => row.kind)).toEqual(Array(3).fill('test.calm'))
  })

  test('nothing unread, nothing low, muted or taken back: none', async () => {
    const people = await Promise.all([0, 1, 2, 3, 4].map(() => world.addPerson()))
    const [read, normal, quiet, over, told] = people.map(({ personId }) => personId) as [
      string,
      string,
      string,
      string,
      string,
    ]
    const subjectId = world.deps.newId()
    await world.tell(calm, [read, quiet, told], 'calm')
    await world.tell(progress, [normal], 'normal')
    await world.tell(calm, [over], 'over', subjectId)
    const now = world.clock.now()
    await world.deps.db.transaction(async (tx) => {
      await markRead(tx, read, 'all', now)
      await saveMute(tx, { personId: quiet, topic: 'appeals', isMuted: true, mutedUntil: null, now })
      await withdraw(tx, [subjectId], now)
    })
    world.clock.at = at('03', '18:00')
    expect(await look()).toBe(1)
    expect(await pushesOf(told)).toHaveLength(1)
  })

  test('over midnight: what came after the hour is of the next day, and what was named is not named again', async () => {
    const { personId } = await world.addPerson()
    await world.tell(calm, [personId], 'first')
    // The timer came five seconds late; a message came in between.
    world.clock.at = new Date(at('03', '18:00').getTime() + 2000)
    await world.tell(calm, [personId], 'second')
    world.clock.at = new Date(at('03', '18:00').getTime() + 5000)
    expect(await look()).toBe(1)
    world.clock.at = at('03', '23:59')
    await world.tell(calm, [personId], 'third')
    expect(await look()).toBe(0)
    world.clock.at = at('04', '00:00')
    expect(await look()).toBe(0)
    world.clock.at = at('04', '18:00')
    expect(await look()).toBe(1)
    expect((await pushesOf(personId)).map((data) => data.number1)).toEqual(['1', '2'])
    world.clock.at = at('05', '18:00')
    expect(await look()).toBe(0)
  })

  test('made late at night it rings in the morning', async () => {
    const { personId } = await world.addPerson()
    await world.tell(calm, [personId], 'late')
    world.clock.at = at('03', '22:30')
    expect(await look()).toBe(1)
    const rows = await world.rows<{ at: Date }>(
      sql`select next_at as at from outbox where lane = ${`person:${personId}`}`,
    )
    expect(rows.map((row) => new Date(row.at))).toEqual([at('04', '07:00')])
  })

  test('the database holds one a day, whoever sends it', async () => {
    const { personId } = await world.addPerson()
    await world.tell(calm, [personId], 'held')
    world.clock.at = at('03', '18:00')
    await look()
    const again = world.deps.db.execute(sql`
      insert into inbox select gen_random_uuid(), person_id, kind, title, body, link, subject_id, urgency, dedupe_key,
        created_at, read_at, topic, asks from inbox where person_id = ${personId} and kind = 'messages.digest'`)
    await expect(again).rejects.toMatchObject({ cause: { constraint: 'inbox_once' } })
  })

  test('600 people are reminded in one look', async () => {
    const ids = Array.from({ length: 600 }, () => world.deps.newId())
    await world.tell(calm, ids, 'many')
    world.clock.at = at('03', '18:00')
    expect(await look()).toBe(600)
    expect(await look()).toBe(0)
  })
})
