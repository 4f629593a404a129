import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isMuted } from '../../../cloudfunctions/engines/messages/settings/store'
import { pauseWords } from '../../../cloudfunctions/modules/account/reminders/rules'
import { type TestHost, testHost } from '../../host'
import { newPhone, relatives } from './relatives'

let host: TestHost
let people: ReturnType<typeof relatives>
beforeAll(async () => {
  host = await testHost()
  people = relatives(host)
})
afterAll(() => host.stop())

const HOUR_MS = 3_600_000
const HOME = '檀溪苑3号楼1单元602'
const understood = true

describe('reminders of a kind', () => {
  test('each has its switch, of work only for who works here; it follows the person', async () => {
    const resident = await people.make({ name: '柳青原' })
    const topics = async () => (await resident.query('reminders.get')).topics
    expect(await topics()).toEqual(
      ['appeals', 'notices', 'visits', 'account'].map((topic) => ({ topic, isMuted: false })),
    )
    await resident.mutate('reminders.mute', { topic: 'notices', isMuted: true })
    expect((await topics()).filter((one: any) => one.isMuted)).toEqual([{ topic: 'notices', isMuted: true }])
    await resident.mutate('reminders.mute', { topic: 'notices', isMuted: false })
    expect((await topics()).filter((one: any) => one.isMuted)).toEqual([])
    const ofWorker = (await (await host.as('worker')).query('reminders.get')).topics
    expect(ofWorker.map((one: any) => one.topic)).toContain('work')
  })

  test('alarms have no switch among them', async () => {
    const resident = await people.make({ name: '柳青川' })
    expect(await resident.refusal('reminders.mute', { topic: 'alarms', isMuted: true })).toBe('input.invalid')
  })

  test('quiet hours are chosen within limits', async () => {
    const resident = await people.make({ name: '柳青山' })
    expect((await resident.query('reminders.get')).quietHours).toEqual({ from: 22, until: 7 })
    await resident.mutate('reminders.setQuietHours', { from: 20, until: 9 })
    expect((await resident.query('reminders.get')).quietHours).toEqual({ from: 20, until: 9 })
    for (const wrong of [
      { from: 19, until: 7 },
      { from: 22, until: 10 },
      { from: 22.5, until: 7 },
    ])
      expect(await resident.refusal('reminders.setQuietHours', wrong)).toBe('input.invalid')
  })
})

describe('a pause of alarms', () => {
  test('names whom one would not hear of and who is told instead, ends by itself, and can be ended at once', async () => {
    const elder = await people.make({ name: '柳守义', home: HOME, phone: newPhone() })
    const [one, other] = [await people.make({ name: '柳长风' }), await people.make({ name: '柳明月' })]
    await people.entrusted(one, elder, { name: '柳守义', home: HOME })
    await people.entrusted(other, elder, { name: '柳守义', home: HOME })
    const alarms = async () => (await one.query('reminders.get')).alarms
    expect(await alarms()).toEqual({
      pausedUntil: null,
      lost: ['柳守义出了事，微信和电话都不找您'],
      instead: ['柳守义的告警找另外 1 位家人，没人应再找网格员'],
    })

    const { pausedUntil } = await one.mutate('reminders.pauseAlarms', { hours: 24, understood })
    expect(Date.parse(pausedUntil) - host.clock.now().getTime()).toBeLessThanOrEqual(24 * HOUR_MS)
    expect((await alarms()).pausedUntil).toBe(pausedUntil)
    // Who would be the next to pause is told that nobody of the family is left.
    expect((await other.query('reminders.get')).alarms.instead).toEqual([
      '柳守义的告警没有别的家人可找，直接找网格员和社区',
    ])
    const paused = async (at: Date) => [
      ...(await isMuted(host.deps.db, [one.personId!, other.personId!], 'alarms', at)),
    ]
    expect(await paused(new Date(Date.parse(pausedUntil) - 1))).toEqual([one.personId])
    expect(await paused(new Date(pausedUntil))).toEqual([])

    await one.mutate('reminders.resumeAlarms')
    expect((await alarms()).pausedUntil).toBeNull()
    expect(await paused(host.clock.now())).toEqual([])
  })

  test.each([
    [{ hours: 25, understood }, 'over a day'],
    [{ hours: 0, understood }, 'no time'],
    [{ hours: 1.5, understood }, 'parts of hours'],
    [{ hours: 8 }, 'without having read it'],
    [{ hours: 8, understood: false }, 'having said no'],
  ])('%o is refused: %s', async (input, _why) => {
    const resident = await people.make({ name: '柳青禾' })
    expect(await resident.refusal('reminders.pauseAlarms', input)).toBe('input.invalid')
    expect((await resident.query('reminders.get')).alarms.pausedUntil).toBeNull()
  })

  test('what is lost is said to staff, to family and to who is neither', () => {
    expect(pauseWords([], false)).toEqual({
      lost: ['告警不再响，只留在消息里'],
      instead: ['现在没有哪位家人的告警会找您'],
    })
    expect(pauseWords([], true).lost).toEqual(['居民的紧急告警，微信和电话都不找您'])
    expect(pauseWords([{ name: '王秀英', othersReached: 0 }], true)).toEqual({
      lost: ['王秀英出了事，微信和电话都不找您', '居民的紧急告警，微信和电话都不找您'],
      instead: ['王秀英的告警没有别的家人可找，直接找网格员和社区', '居民的告警找值班表上的其他人，没人应再往上找'],
    })
  })
})
