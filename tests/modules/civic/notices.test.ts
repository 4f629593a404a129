import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { personId, placeIds } from '../../../local/county/cast'
import { type Client, type TestHost, testHost } from '../../host'
import { noticeForm, sumOf } from './notice-world'

let host: TestHost
let secretary: Client
let resident: Client
beforeAll(async () => {
  host = await testHost()
  host.simulators.wechat.settings.latencyMs = 0
  secretary = await host.as('secretary')
  resident = await host.as('resident')
})
afterAll(() => host.stop())

const HOUR = 3_600_000
const later = (ms: number) => new Date(host.clock.now().getTime() + ms).toISOString()

/** A notice that is out, with everybody told; `given` changes the form. */
async function published(given: object = {}, by = secretary): Promise<string> {
  const { id } = await by.mutate('notices.save', noticeForm(given))
  expect(await by.mutate('notices.publish', { id, at: null })).toEqual({ state: 'publishing' })
  await host.runner.settle()
  return id
}
const reach = (id: string, by = secretary) => by.query('notices.reach', { id })
const move = async (ms: number) => {
  host.clock.offsetMs += ms
  await host.runner.settle()
}

describe('from writing to reading', () => {
  test('a notice to a building: estimated, sent, in the inbox, read; every reader in one class', async () => {
    const { audience, paid } = noticeForm()
    const estimate = await secretary.query('notices.estimate', { audience, paid })
    expect(estimate.people).toBeGreaterThan(20)
    expect(estimate).toMatchObject({ sms: 0, voice: 0, costFen: 0, isFew: false })
    expect(estimate.wechat + estimate.door).toBe(estimate.people)

    const id = await published()
    const before = await reach(id)
    expect(before).toMatchObject({ people: estimate.people, homes: estimate.homes, read: 0, state: 'published' })
    expect(sumOf(before)).toBe(estimate.people)
    expect(before.byReason.reduce((sum: number, { people }: any) => sum + people, 0)).toBe(before.unreachable)

    const { items } = await resident.query('messages.list')
    expect(items[0]).toMatchObject({ kind: 'notices.posted', title: '周三停水，请提前存水', readAt: null })
    expect(items[0].link).toContain(id)
    expect(await resident.query('notices.home')).toMatchObject({ pinned: [], unread: 1 })
    const found = await resident.query('notices.get', { id })
    expect(found).toMatchObject({ title: '周三停水，请提前存水', placeName: '青檀里社区', isRead: false, form: null })
    expect(found.can).toMatchObject({ confirm: false, comment: true, recall: false, reach: false })

    await resident.mutate('notices.read', { id })
    expect(await reach(id)).toMatchObject({ read: 1, people: estimate.people })
    expect(sumOf(await reach(id))).toBe(estimate.people)
    expect((await resident.query('messages.list')).items[0].readAt).not.toBeNull()
    expect(await resident.query('notices.home')).toMatchObject({ unread: 0 })
  })

  test('reading the message alone is not reading the notice', async () => {
    const id = await published()
    await resident.mutate('messages.read', {})
    expect(await reach(id)).toMatchObject({ read: 0 })
  })
})
