import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { excerptOf } from '../../../cloudfunctions/engines/orders/search/excerpt'
import { placeId } from '../../../local/county/cast'
import { lampAppeal } from '../../appeals'
import { type Client, type TestHost, testHost } from '../../host'

const KEYS = ['resident', 'neighbour', 'worker', 'secretary', 'secretary2', 'subdistrict', 'department'] as const
type Key = (typeof KEYS)[number]

let host: TestHost
const on = {} as Record<Key, Client>
beforeAll(async () => {
  host = await testHost()
  for (const key of KEYS) on[key] = await host.as(key)
})
afterAll(() => host.stop())
beforeEach(() => setClock('2026-11-24T10:00:00+08:00'))

async function setClock(at: string) {
  host.clock.offsetMs += Date.parse(at) - host.clock.now().getTime()
  await host.runner.settle()
}
async function submitted(text: string, given: object = {}, key: Key = 'resident'): Promise<string> {
  const { id } = await on[key].mutate('appeals.submit', { ...lampAppeal(), text, ...given })
  await host.runner.settle()
  return id
}
const idsOf = (items: { id: string }[]) => items.map(({ id }) => id)
async function told(key: Key, id: string): Promise<string[]> {
  await host.runner.settle()
  const { rows } = await host.database.pool.query(
    'select kind from inbox where person_id = $1 and subject_id = $2 order by id',
    [on[key].personId, id],
  )
  return rows.map((row: { kind: string }) => row.kind)
}

describe('the board by its lights', () => {
  test('each figure counts what its filter shows: overdue, soon, on time; what stands still shows none', async () => {
    const [late, still, soon, early] = [
      await submitted('单元门锁坏了', { urgency: 'urgent' }),
      await submitted('楼道灯坏了', { urgency: 'urgent' }),
      await submitted('公告栏歪了'),
      await submitted('有人搭了个棚', { category: 'illegalBuilding' }),
    ]
    await on.worker.mutate('desk.accept', { id: still })
    await on.worker.mutate('desk.pause', { id: still, reason: 'parts' })
    await setClock('2026-11-27T10:00:00+08:00')
    const shown = async (light: string) => {
      const { items, counts } = await on.secretary.query('dispatch.board', { light })
      return { ids: idsOf(items), counts }
    }
    const [red, yellow, green] = [await shown('red'), await shown('yellow'), await shown('green')]
    expect([red.ids, yellow.ids, green.ids]).toEqual([[late], [soon], [early]])
    expect(red.counts).toEqual({ open: 4, overdue: 1, soon: 1 })
    expect([...red.ids, ...yellow.ids, ...green.ids]).not.toContain(still)
    const both = await on.secretary.query('dispatch.board', { light: 'green', category: 'publicFacility' })
    expect(both.items).toEqual([])
    expect((await on.secretary2.query('dispatch.board', { light: 'red' })).items).toEqual([])
    expect((await on.secretary.send('dispatch.board', { light: 'blue' })).status).toBe(400)
  })

  test('a whistled order says by when the department must come, on every list, until it has', async () => {
    const id = await submitted('灯杆斜了')
    await on.secretary.mutate('dispatch.whistle', { id, text: '灯杆归市政管', departmentId: placeId('市政养护所') })
    await host.runner.settle()
    const due = async (key: Key, path: string) => {
      const answer = await on[key].query(path)
      return (answer.items ?? answer).find((one: { id: string }) => one.id === id).reportDueAt
    }
    expect((await due('department', 'desk.called')).slice(0, 16)).toBe('2026-11-24T08:00')
    expect(await due('secretary', 'dispatch.board')).toBe(await due('department', 'desk.called'))
    await on.department.mutate('desk.reportIn', { id })
    expect(await due('department', 'desk.called')).toBeNull()
  })
})

describe('what the requester says while somebody decides', () => {
  test('reaches who decides: the secretary of a contest, the subdistrict of an objection', async () => {
    const contested = await submitted('请把围墙加高')
    await on.subdistrict.mutate('appeals.decline', { id: contested, text: '围墙不归社区管' })
    await on.resident.mutate('appeals.contest', { id: contested, text: '小偷翻进来过两次' })
    await on.resident.mutate('appeals.urge', { id: contested })
    expect(await told('secretary', contested)).toEqual(['appeal.contested', 'appeal.urged'])
    expect(await told('worker', contested)).not.toContain('appeal.urged')

    const objected = await submitted('人行道的砖翘了')
    await on.secretary.mutate('dispatch.whistle', {
      id: objected,
      text: '人行道归市政管',
      departmentId: placeId('市政养护所'),
    })
    await on.department.mutate('desk.object', { id: objected, text: '这段在小区里面' })
    await on.resident.mutate('appeals.supplement', { id: objected, text: '昨天又绊倒一个人' })
    expect(await told('subdistrict', objected)).toEqual(['appeal.objected', 'appeal.supplemented'])
  })
})

describe('what was found says where', () => {
  test('the words around, where title, place and number do not hold them', async () => {
    const text = '楼下的健身器材不能用了。前天孩子玩秋千的时候链条断了，摔了一跤，幸好没有大事，请尽快来修'
    const id = await submitted(text)
    const find = async (words: string) => (await on.secretary.query('dispatch.search', { words })).items[0]
    expect(await find('健身器材')).toMatchObject({ id, excerpt: null })
    expect((await find('链条')).excerpt).toMatch(/^….*链条断了，.*$/)
    expect(JSON.stringify(await on.secretary2.query('dispatch.search', { words: '链条' }))).not.toContain(id)
  })

  test('an excerpt is cut around the first word that is not shown yet', () => {
    expect(excerptOf('路灯不亮，很黑', '路灯不亮', ['路灯'])).toBeNull()
    expect(excerptOf('路灯不亮，很黑', '路灯不亮', ['路灯', '很黑'])).toBe('路灯不亮，很黑')
    expect(excerptOf(null, '路灯', ['很黑'])).toBeNull()
    const long = `${'前'.repeat(50)}Ａbc${'后'.repeat(50)}`
    expect(excerptOf(long, '', ['abc'])).toBe(`…${'前'.repeat(10)}Ａbc${'后'.repeat(23)}…`)
  })
})

describe('what an order may be made part of', () => {
  test('the likely ones near it first, who asked and how many wait; found by number; never another community’s', async () => {
    const part = await submitted('凉亭的灯不亮了，晚上黑漆漆')
    const like = await submitted('凉亭那边的灯坏了，一片漆黑', {}, 'neighbour')
    const kin = await submitted('健身器材的螺丝松了')
    const other = await submitted('楼上半夜拖桌子', { category: 'noise' })
    await on.worker.mutate('appeals.meToo', { id: like })
    const { order, candidates } = await on.secretary.query('dispatch.candidates', { id: part })
    expect(order.id).toBe(part)
    expect(candidates[0]).toMatchObject({ id: like, isAlike: true, followers: 1, metres: 0 })
    expect(candidates[0].requesterName).toMatch(/\*/)
    expect(idsOf(candidates)).toContain(kin)
    expect(idsOf(candidates)).not.toContain(other)
    expect(idsOf(candidates)).not.toContain(part)

    const { code } = await on.secretary.query('appeals.get', { id: other })
    const byNumber = await on.secretary.query('dispatch.candidates', { id: part, words: code })
    expect(idsOf(byNumber.candidates)).toEqual([other])
    await on.resident.mutate('appeals.withdraw', { id: other })
    expect((await on.secretary.query('dispatch.candidates', { id: part, words: code })).candidates).toEqual([])

    const elsewhere = { placeId: placeId('枣林花园1号楼') }
    const far = await submitted('凉亭的灯不亮了，晚上黑漆漆', elsewhere)
    const byWords = await on.subdistrict.query('dispatch.candidates', { id: part, words: '凉亭' })
    expect(idsOf(byWords.candidates)).toEqual([like])
    expect((await on.secretary.send('dispatch.candidates', { id: far })).status).toBe(404)
    expect(await on.secretary.refusal('dispatch.merge', { id: part, intoId: far })).toBe('record.not_found')
    expect(await on.subdistrict.refusal('dispatch.merge', { id: part, intoId: far })).toBe('order.cannot_merge_into')
  })

  test('the pages of whole and part name each other, to those above alone', async () => {
    const whole = await submitted('东门的井盖响')
    const part = await submitted('东门井盖一压就响，睡不着', {}, 'neighbour')
    await on.secretary.mutate('dispatch.merge', { id: part, intoId: whole })
    const ofWhole = (await on.secretary.query('appeals.get', { id: whole })).whole
    expect(ofWhole).toMatchObject({ mergedInto: null, followers: 1 })
    expect(ofWhole.parts).toHaveLength(1)
    expect(ofWhole.parts[0]).toMatchObject({ id: part, title: '东门井盖一压就响' })
    expect(ofWhole.parts[0].requesterName).toMatch(/\*/)
    const ofPart = (await on.secretary.query('appeals.get', { id: part })).whole
    expect(ofPart).toMatchObject({ mergedInto: { id: whole, title: '东门的井盖响' }, parts: [] })
    expect((await on.neighbour.query('appeals.get', { id: part })).whole).toBeNull()
    expect((await on.worker.query('appeals.get', { id: whole })).whole).toBeNull()
    await on.secretary.mutate('dispatch.split', { id: part })
    expect((await on.secretary.query('appeals.get', { id: whole })).whole).toMatchObject({ parts: [], followers: 0 })
  })
})
