import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { MessageTopic } from '../../cloudfunctions/contract/messages'
import { addConsents, creditsOf } from '../../cloudfunctions/engines/messages/credits/store'
import type { MessageKind } from '../../cloudfunctions/engines/messages/kind'
import { isMuted, saveMute, saveQuietHours } from '../../cloudfunctions/engines/messages/settings/store'
import { unreadCount } from '../../cloudfunctions/engines/messages/store'
import { WechatError } from '../../cloudfunctions/kernel/wechat/errors'
import { type MessagesWorld, messagesWorld, NOON, type Params, progress, waiting } from './messages-world'

let world: MessagesWorld
beforeAll(async () => {
  world = await messagesWorld()
})
afterAll(() => world.drop())
beforeEach(() => {
  world.clock.at = NOON
  world.script = () => {}
})

const HOUR_MS = 3_600_000

/** An alarm about somebody's own elder. */
const alarm: MessageKind<Params> = {
  name: 'test.alarm',
  topic: 'alarms',
  urgency: 'alarm',
  title: () => '家里老人有情况',
  body: () => '点开马上看',
  link: () => '/pages/messages/messages',
  subscribe: {
    template: 'alarmRaised',
    data: ({ code }) => ({ thing1: code, thing2: '檀溪苑', time3: '2026-11-24 12:00', thing4: '请马上看' }),
  },
}

const mute = (personId: string, topic: MessageTopic, mutedUntil: Date | null = null, muted = true) =>
  world.deps.db.transaction((tx) =>
    saveMute(tx, { personId, topic, isMuted: muted, mutedUntil, now: world.clock.now() }),
  )
const channelsOf = async (personId: string) => (await world.deliveriesOf(personId)).map((d) => d.channel)
const ringing = (personId: string) =>
  world.rows<{ at: string }>(
    sql`select to_char(next_at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') as at from outbox
        where lane = ${`person:${personId}`} order by id`,
  )

describe('what a person muted', () => {
  test('stays in the inbox and rings nowhere; other topics and other people are not touched', async () => {
    const [quiet, other] = [
      await world.addPerson({ isEmployeeBound: true }),
      await world.addPerson({ isEmployeeBound: true }),
    ]
    await mute(quiet.personId, 'appeals')
    await world.tell(progress, [quiet.personId, other.personId], 'muted')
    expect(await channelsOf(quiet.personId)).toEqual([])
    expect(await unreadCount(world.deps.db, quiet.personId)).toBe(1)
    expect(await channelsOf(other.personId)).toEqual(['subscribe'])

    await world.tell({ ...progress, topic: 'visits' }, [quiet.personId], 'other.topic')
    expect(await channelsOf(quiet.personId)).toEqual(['subscribe'])
    await mute(quiet.personId, 'appeals', null, false)
    await world.tell(progress, [quiet.personId], 'again')
    expect(await channelsOf(quiet.personId)).toEqual(['subscribe', 'subscribe'])
  })

  test('an alarm rings over a muted topic, and is silent only while alarms themselves are paused', async () => {
    const { personId } = await world.addPerson({ isEmployeeBound: true })
    await mute(personId, 'work')
    await world.tell({ ...waiting, topic: 'work' }, [personId], 'over')
    expect(await channelsOf(personId)).toEqual(['employee'])

    const until = new Date(NOON.getTime() + 24 * HOUR_MS)
    await mute(personId, 'alarms', until)
    await world.tell(waiting, [personId], 'paused')
    expect(await channelsOf(personId)).toEqual(['employee'])
    expect(await isMuted(world.deps.db, [personId, world.deps.newId()], 'alarms', NOON)).toEqual(new Set([personId]))

    world.clock.at = until
    await world.tell(waiting, [personId], 'back by itself')
    expect(await channelsOf(personId)).toEqual(['employee', 'employee'])
    expect(await isMuted(world.deps.db, [personId], 'alarms', until)).toEqual(new Set())
  })

  test('the database refuses alarms turned off for good, or for longer than a day', async () => {
    const { personId } = await world.addPerson()
    const refused = { cause: { constraint: 'message_settings_alarms' } }
    await expect(mute(personId, 'alarms')).rejects.toMatchObject(refused)
    await expect(mute(personId, 'alarms', new Date(NOON.getTime() + 24 * HOUR_MS + 1))).rejects.toMatchObject(refused)
  })
})

describe('quiet hours of one’s own', () => {
  const choose = (personId: string, from: number, until: number) =>
    world.deps.db.transaction((tx) => saveQuietHours(tx, { personId, from, until, now: world.clock.now() }))

  test.each([
    [20, 9, '2026-12-31T20:00:00+08:00', '01-01 09:00'],
    [20, 9, '2026-12-31T19:59:59+08:00', '12-31 19:59'],
    [23, 5, '2026-11-24T22:59:00+08:00', '11-24 22:59'],
    [23, 5, '2026-11-24T23:00:00+08:00', '11-25 05:00'],
    [23, 5, '2026-11-25T00:00:00+08:00', '11-25 05:00'],
    [23, 5, '2026-11-25T05:00:00+08:00', '11-25 05:00'],
  ])('from %i to %i, written %s, rung %s; an alarm at once', async (from, until, at, rung) => {
    const { personId } = await world.addPerson({ isEmployeeBound: true })
    await choose(personId, from, until)
    world.clock.at = new Date(at)
    await world.tell(progress, [personId], 'own hours')
    expect(await ringing(personId)).toEqual([{ at: rung }])
    await world.tell(waiting, [personId], 'alarm')
    const alarmAt = (await ringing(personId))[1]!.at
    expect(alarmAt).toBe(at.slice(5, 16).replace('T', ' '))
  })

  test('no choice silences the day', async () => {
    const { personId } = await world.addPerson()
    await expect(choose(personId, 8, 7)).rejects.toMatchObject({ cause: { constraint: 'quiet_hours_from' } })
    await expect(choose(personId, 22, 12)).rejects.toMatchObject({ cause: { constraint: 'quiet_hours_until' } })
  })

  test('what the night held comes in the morning in the order in which it was written', async () => {
    const { personId, openid } = await world.addPerson({ credits: 3 })
    world.clock.at = new Date('2026-11-24T23:00:00+08:00')
    for (const code of ['1', '2', '3']) {
      await world.tell(progress, [personId], code)
      world.clock.at = new Date(world.clock.at.getTime() + 2 * HOUR_MS)
    }
    const sent = () => world.calls.filter((c) => c.openid === openid).map((c) => c.data.character_string1)
    await world.runner().drain()
    expect(sent()).toEqual([])
    world.clock.at = new Date('2026-11-25T07:00:00+08:00')
    await world.runner().drain()
    expect(sent()).toEqual(['1', '2', '3'])
  })
})

describe('consents kept for alarms', () => {
  test('the database refuses a delivery by them that is no alarm', async () => {
    const { personId } = await world.addPerson()
    // What the types refuse, as a mistake past them would send it.
    const disguised = { ...alarm, urgency: 'normal' } as unknown as MessageKind<Params>
    await expect(world.tell(disguised, [personId], 'disguised')).rejects.toMatchObject({
      cause: { constraint: 'deliveries_reserved' },
    })
  })

  test('no row of notices, refusals and digests ever takes one', async () => {
    const steps = fc.array(
      fc.record({
        template: fc.constantFrom('appealProgress' as const, 'noticePosted' as const, 'digest' as const),
        urgency: fc.constantFrom('low' as const, 'normal' as const, 'alarm' as const),
        answer: fc.constantFrom(0, 43101, 43107, 47003, 40003),
        consents: fc.boolean(),
      }),
      { maxLength: 6 },
    )
    let run = 0
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const { personId } = await world.addPerson()
        const allow = (templates: Parameters<typeof addConsents>[1]['templates']) =>
          world.deps.db.transaction((tx) =>
            addConsents(tx, { personId, templates, day: '2026-11-24', now: world.clock.now() }),
          )
        await allow(['alarmRaised'])
        for (const [i, { template, urgency, answer, consents }] of sequence.entries()) {
          if (consents) await allow([template])
          world.script = () => {
            if (answer > 0) throw new WechatError('subscribe', 'errcode', answer, 'refused', 200)
          }
          const kind = { ...progress, urgency, subscribe: { ...progress.subscribe, template } } as MessageKind<Params>
          await world.tell(kind, [personId], `run.${++run}.${i}`)
          await world.runner().drain()
        }
        expect((await creditsOf(world.deps.db, personId)).get('alarmRaised')).toBe(1)
      }),
      { numRuns: 12 },
    )
  })

  test('an alarm takes it', async () => {
    const { personId } = await world.addPerson()
    await world.deps.db.transaction((tx) =>
      addConsents(tx, { personId, templates: ['alarmRaised'], day: '2026-11-24', now: NOON }),
    )
    await world.tell(alarm, [personId], 'alarm')
    await world.runner().drain()
    expect((await creditsOf(world.deps.db, personId)).get('alarmRaised')).toBe(0)
    expect(world.calls.at(-1)).toMatchObject({ templateId: 'tmpl-alarm-raised' })
  })
})
