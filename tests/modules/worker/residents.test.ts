import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tellField } from '../../../cloudfunctions/registry/facts/tell'
import { homeId, personId, placeIds } from '../../../local/county/cast'
import { type Client, type TestHost, testHost } from '../../host'

const KEYS = ['resident', 'worker', 'worker2', 'secretary', 'secretary2', 'courier', 'elder'] as const
const HOME = homeId('檀溪苑3号楼1单元302')

let host: TestHost
const on = {} as Record<(typeof KEYS)[number], Client>
beforeAll(async () => {
  host = await testHost()
  for (const key of KEYS) on[key] = await host.as(key)
})
afterAll(() => host.stop())

const elder = personId('elder')
const card = (key: (typeof KEYS)[number], id = elder) => on[key].query('residents.card', { personId: id })
const fieldOf = (given: any, field: string) => given.fields.find((one: any) => one.field === field)
const found = async (key: (typeof KEYS)[number], given: object) =>
  (await on[key].query('residents.search', given)).items.map((one: any) => one.personId) as string[]

let names = 0
async function newcomer(given: object = {}): Promise<string> {
  const name = `钱${String.fromCodePoint(0x5000 + ++names)}`
  return (await on.worker.mutate('residents.add', { homeId: HOME, name, relation: 'family', ...given })).personId
}

describe('searching', () => {
  test('by two characters of a name, by an address, by the end of a phone', async () => {
    const id = await newcomer({ name: '欧阳明月', phone: '16012347788' })
    for (const words of [
      '阳明',
      '明月',
      '欧阳明月',
      '欧阳 3号楼',
      '7788',
      '明月 1单元302',
      '明月302',
      '檀溪苑3号楼 明月',
    ]) {
      expect(await found('worker', { words }), words).toContain(id)
    }
    for (const words of ['明阳', '欧阳 4号楼', '7789', '2778'])
      expect(await found('worker', { words }), words).not.toContain(id)
    const [one] = (await on.secretary.query('residents.search', { words: '欧阳明月' })).items
    expect(one).toMatchObject({ name: '欧阳明月', phone: '160****7788', homeLabel: '檀溪苑3号楼1单元302' })
    // Neither the colleague of the next grid nor another community's secretary.
    for (const key of ['worker2', 'secretary2'] as const) expect(await found(key, { words: '欧阳明月' })).toEqual([])
  })

  test('four digits find a room as well as a phone', async () => {
    const id = await newcomer({ phone: '16000001234' })
    expect(await found('worker', { words: '1234' })).toContain(id)
  })

  test('by tag and by age, to the day', async () => {
    expect(await found('worker', { tags: ['livesAlone'], ageFrom: 60 })).toContain(elder)
    const { age } = await card('worker')
    expect(await found('worker', { words: '孙秀兰', ageFrom: age, ageTo: age })).toContain(elder)
    expect(await found('worker', { words: '孙秀兰', ageFrom: age + 1 })).toEqual([])
    expect(await found('worker', { words: '孙秀兰', ageTo: age - 1 })).toEqual([])
    expect(await found('worker', { words: '孙秀兰', tags: ['veteran'] })).toEqual([])
  })

  test('one character, blanks and nothing are refused with a sentence', async () => {
    for (const given of [{}, { words: '孙' }, { words: ' 孙 ' }]) {
      const { status, reply } = await on.worker.send('residents.search', given)
      expect(status).toBe(400)
      expect(reply).toMatchObject({ error: { code: 'input.invalid', message: expect.stringContaining('两个字') } })
    }
  })

  test('page by page, each once', async () => {
    const all: string[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await on.secretary.query('residents.search', { words: '檀溪苑', ...(cursor && { cursor }) })
      all.push(...page.items.map((one: any) => one.personId))
      cursor = page.cursor
      if (all.length > 60) break
    }
    expect(all.length).toBeGreaterThan(40)
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('a card', () => {
  test('names each value with its source, masks what is sensitive, and tells the person who looked and why', async () => {
    const id = await newcomer({ phone: '16012340001', idNumber: '11010519491231002X' })
    const shown = await on.worker.query('residents.card', { personId: id, purpose: 'visit' })
    expect(fieldOf(shown, 'phone').current).toMatchObject({
      shown: '160****0001',
      isMasked: true,
      sourceLabel: '网格员核实',
      by: '刘海峰',
    })
    expect(fieldOf(shown, 'idNumber').current.shown).toBe('110105************')
    expect(shown).toMatchObject({ age: 76, sexLabel: '女', birthDate: '1949-12-31' })
    expect(JSON.stringify(shown)).not.toMatch(/16012340001|11010519491231002X/)
    const log = (await (await host.asPerson(id)).query('privacy.accessLog')).items
    expect(log).toMatchObject([{ viewerName: '刘海峰', what: '看了您的登记信息', why: '上门走访' }])
  })

  test('is not there for strangers of a like role, and their try is not written down', async () => {
    const id = await newcomer()
    for (const key of ['worker2', 'secretary2'] as const)
      expect(await on[key].refusal('residents.card', { personId: id, key: undefined })).toBeTruthy()
    expect((await (await host.asPerson(id)).query('privacy.accessLog')).items).toEqual([])
  })
})

describe('correcting', () => {
  const correct = (key: (typeof KEYS)[number], id: string, field: string, value: string, seenId: string | null) =>
    on[key].send('residents.correct', { key: crypto.randomUUID(), personId: id, field, value, seenId })

  test('two workers race one field: one is written, the other is told what counts now', async () => {
    const id = await newcomer({ phone: '16000000009' })
    const seenId = fieldOf(await card('worker', id), 'phone').current.id
    const answers = await Promise.all([
      correct('worker', id, 'phone', '16011112222', seenId),
      correct('secretary', id, 'phone', '16033334444', seenId),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const late = answers.find(({ status }) => status === 409)!.reply as any
    expect(late.error.code).toBe('person.changed_meanwhile')
    const now = fieldOf(await card('worker', id), 'phone').current
    expect(late.error.message).toContain(now.shown)
    expect(late.error.message).toContain(now.by)
  })

  test('nonsense is told at its field', async () => {
    const id = await newcomer()
    const { status, reply } = await correct('worker', id, 'idNumber', '110105194912310021', null)
    expect(status).toBe(400)
    expect(reply).toMatchObject({ error: { fields: { value: expect.stringContaining('最后一位') } } })
  })

  test('an ID number belongs to one person, also when two write it down at once', async () => {
    const [one, two] = [await newcomer(), await newcomer()]
    const answers = await Promise.all(
      [one, two].map((id) => correct('worker', id, 'idNumber', '440524198001010013', null)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)!.reply).toMatchObject({
      error: { code: 'person.id_number_taken' },
    })
  })

  test('what the community verified waits beside what a grid worker says, and the community decides', async () => {
    const id = await newcomer()
    const { reply } = await correct('secretary', id, 'occupation', '教师', null)
    const seenId = (reply as any).data.currentId
    expect((await correct('worker', id, 'occupation', '医生', seenId)).reply).toMatchObject({
      data: { outcome: 'dispute' },
    })
    const { current, disputed } = fieldOf(await card('worker', id), 'occupation')
    expect([current.shown, disputed.map((one: any) => one.shown)]).toEqual(['教师', ['医生']])
    const given = { personId: id, valueId: disputed[0].id }
    expect(await on.worker.refusal('residents.choose', given)).toBe('access.forbidden')
    await on.secretary.mutate('residents.choose', given)
    expect(fieldOf(await card('worker', id), 'occupation')).toMatchObject({ current: { shown: '医生' }, disputed: [] })
  })

  test('what an import contradicts a grid worker decides', async () => {
    const id = await newcomer()
    const { deps } = host
    const teller = { actorId: personId('secretary'), source: 'import' as const, communityId: placeIds.community }
    const given = { personId: id, field: 'name' as const, value: '钱别名', now: host.clock.now() }
    await deps.db.transaction((tx) => tellField(deps, tx, teller, given))
    const { disputed } = fieldOf(await card('worker', id), 'name')
    await on.worker.mutate('residents.choose', { personId: id, valueId: disputed[0].id })
    expect((await card('worker', id)).name).toBe('钱别名')
  })
})

describe('tags, homes, deaths', () => {
  test('a tag with a term lapses by itself; without one it stays', async () => {
    const id = await newcomer()
    await on.worker.mutate('residents.tag', { personId: id, tag: 'keyCare', validUntil: '2099-01-31' })
    expect(await on.worker.mutate('residents.tag', { personId: id, tag: 'keyCare' })).toEqual({ isNew: false })
    const [tag] = (await card('worker', id)).tags
    expect(tag).toMatchObject({ label: '重点关爱', sourceLabel: '网格员核实', validUntil: '2099-01-31T16:00:00.000Z' })
    expect(await on.worker.refusal('residents.tag', { personId: id, tag: 'floating', validUntil: '2020-01-01' })).toBe(
      'input.invalid',
    )
    await on.secretary.mutate('residents.untag', { personId: id, tag: 'keyCare' })
    expect((await card('worker', id)).tags).toEqual([])
  })

  test('who moves out of the last home here is not found here any more', async () => {
    const id = await newcomer()
    await on.worker.mutate('residents.moveIn', {
      personId: id,
      homeId: homeId('檀溪苑3号楼2单元501'),
      relation: 'tenant',
    })
    await on.worker.mutate('residents.moveOut', { personId: id, homeId: HOME })
    expect((await card('worker', id)).homes.map((one: any) => one.label)).toEqual(['檀溪苑3号楼2单元501'])
    await on.worker.mutate('residents.moveOut', { personId: id, homeId: homeId('檀溪苑3号楼2单元501') })
    expect((await on.worker.send('residents.card', { personId: id })).status).toBe(404)
  })

  test('somebody known by ID number and name moves in, and is not written down twice', async () => {
    const given = { name: '钱多多', idNumber: '31010119650307432X' }
    const id = await newcomer(given)
    const again = { ...given, homeId: homeId('檀溪苑3号楼2单元501'), relation: 'tenant' }
    expect((await on.worker.mutate('residents.add', again)).personId).toBe(id)
    expect(await on.worker.refusal('residents.add', { ...again, name: '钱少少' })).toBe('person.id_number_taken')
    expect(await on.worker.refusal('residents.add', { ...again, idNumber: undefined })).toBe('person.already_there')
  })

  test('who has died lives nowhere and bears no tag', async () => {
    const id = await newcomer()
    await on.worker.mutate('residents.tag', { personId: id, tag: 'veteran' })
    expect(await on.worker.refusal('residents.died', { personId: id, on: '2099-01-01' })).toBe('input.invalid')
    await on.worker.mutate('residents.died', { personId: id, on: '2026-01-01' })
    expect((await on.worker.send('residents.card', { personId: id })).status).toBe(404)
    const { rows } = await host.database.pool.query('select state, died_at from people where id = $1', [id])
    expect(rows[0]).toEqual({ state: 'deceased', died_at: new Date('2025-12-31T16:00:00Z') })
  })

  test('the homes of a building, and who lives in one', async () => {
    const id = await newcomer({ isHead: true })
    const { label, homes } = await on.worker.query('residents.homes', { buildingId: placeIds.building })
    expect(label).toBe('檀溪苑3号楼')
    expect(homes.find((one: any) => one.homeId === HOME).people).toBeGreaterThan(1)
    const home = await on.worker.query('residents.home', { homeId: HOME })
    expect(home.people.find((one: any) => one.personId === id)).toMatchObject({
      relationLabel: '家人',
      livesThere: true,
    })
    const buildings = await on.worker.query('residents.buildings')
    expect(buildings.map((one: any) => one.label)).toContain('檀溪苑3号楼')
    expect(buildings.map((one: any) => one.label)).not.toContain('檀溪苑4号楼')
  })
})
