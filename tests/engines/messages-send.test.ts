import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { send } from '../../cloudfunctions/engines/messages/send'
import { unreadCount } from '../../cloudfunctions/engines/messages/store'
import { outbox } from '../../cloudfunctions/kernel/outbox/table'
import { checkTemplateData } from '../../cloudfunctions/kernel/wechat/template-limits'
import { type MessagesWorld, messagesWorld, NOON, progress, waiting } from './messages-world'

let world: MessagesWorld
beforeAll(async () => {
  world = await messagesWorld()
})
afterAll(() => world.drop())
beforeEach(() => {
  world.clock.at = NOON
})

const outboxOf = (personId: string) =>
  world.deps.db
    .select({ isAlarm: outbox.isAlarm, nextAt: outbox.nextAt })
    .from(outbox)
    .where(eq(outbox.lane, `person:${personId}`))
    .orderBy(outbox.id)

test('to a crowd screens are told by community, and one by one whoever lives in none', async () => {
  const { deps } = world
  const [community, staff] = [deps.newId(), deps.newId()]
  const to = [staff, ...Array.from({ length: 600 }, () => deps.newId())]
  const livesIn = new Map(to.map((personId) => [personId, personId === staff ? null : community]))
  const message = { kind: progress, to, params: { code: 'crowd' }, subjectId: null, dedupeKey: 'crowd', livesIn }
  await deps.db.transaction((tx) => send(deps, tx, message))
  const signals = await deps.db.execute(sql`
    select person_id as "personId", community_id as "communityId" from changes
    where community_id = ${community} or person_id = any(${sql.param(to)}::uuid[]) order by person_id`)
  expect(signals.rows).toEqual([
    { personId: staff, communityId: null },
    { personId: null, communityId: community },
  ])
})

describe('send', () => {
  test('the inbox has it once, however often the event is handled', async () => {
    const { personId } = await world.addPerson()
    expect(await world.tell(progress, [personId, personId], 'once')).toBe(1)
    expect(await world.tell(progress, [personId], 'once')).toBe(0)
    expect(await unreadCount(world.deps.db, personId)).toBe(1)
    expect(await world.deliveriesOf(personId)).toHaveLength(1)
    expect(await outboxOf(personId)).toHaveLength(1)
  })

  test('ten at once write one message', async () => {
    const people = await Promise.all([0, 1, 2].map(() => world.addPerson()))
    const ids = people.map((p) => p.personId)
    const written = await Promise.all(
      Array.from({ length: 10 }, (_, i) => world.tell(progress, i % 2 ? ids : ids.toReversed(), 'race')),
    )
    expect(written.reduce((sum, n) => sum + n, 0)).toBe(3)
    for (const id of ids) expect(await world.deliveriesOf(id)).toHaveLength(1)
  })

  test('channels are those that reach the person', async () => {
    const staff = await world.addPerson({ isEmployeeBound: true })
    const resident = await world.addPerson()
    const withoutAccount = world.deps.newId()
    expect(await world.tell(waiting, [staff.personId, resident.personId, withoutAccount], 'channels')).toBe(3)
    expect((await world.deliveriesOf(staff.personId)).map((d) => d.channel)).toEqual(['employee'])
    expect(await world.deliveriesOf(resident.personId)).toEqual([])
    expect(await unreadCount(world.deps.db, withoutAccount)).toBe(1)

    await world.tell(progress, [staff.personId, withoutAccount], 'channels.progress')
    expect((await world.deliveriesOf(staff.personId)).map((d) => d.channel)).toEqual(['employee', 'subscribe'])
    expect(await world.deliveriesOf(withoutAccount)).toEqual([])
  })

  test('values are shortened to what WeChat takes', async () => {
    const { personId } = await world.addPerson()
    await world.tell(progress, [personId], 'fit')
    const [delivery] = await world.deliveriesOf(personId)
    expect(checkTemplateData(delivery!.data)).toEqual([])
    expect(delivery!.data.thing5).toMatch(/…$/)
  })

  test('at night an ordinary push waits for 07:00 and an alarm does not', async () => {
    const { personId } = await world.addPerson({ isEmployeeBound: true })
    world.clock.at = new Date('2026-11-24T23:30:00+08:00')
    await world.tell(progress, [personId], 'night.progress')
    await world.tell(waiting, [personId], 'night.waiting')
    expect(await outboxOf(personId)).toEqual([
      { isAlarm: false, nextAt: new Date('2026-11-25T07:00:00+08:00') },
      { isAlarm: true, nextAt: world.clock.at },
    ])
  })

  test('a transaction rolled back leaves nothing to push', async () => {
    const { personId } = await world.addPerson()
    const failed = world.deps.db.transaction(async (tx) => {
      const params = { code: 'undone' }
      await send(world.deps, tx, { kind: progress, to: [personId], params, subjectId: null, dedupeKey: 'undone' })
      throw new Error('undone')
    })
    await expect(failed).rejects.toThrow('undone')
    expect(await unreadCount(world.deps.db, personId)).toBe(0)
    expect(await outboxOf(personId)).toEqual([])
  })

  test('2,500 people are written and signalled, each once', async () => {
    const ids = Array.from({ length: 2500 }, () => world.deps.newId())
    expect(await world.tell(progress, ids, 'many')).toBe(2500)
    expect(await world.tell(progress, ids, 'many')).toBe(0)
    const [signals] = await world.rows<{ n: number }>(
      sql`select count(distinct person_id)::int as n from changes
          where topic = 'messages' and person_id = any(${sql.param(ids)}::uuid[])`,
    )
    expect(signals!.n).toBe(2500)
  })
})
