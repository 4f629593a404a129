import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { placeId, placeIds } from '../../../../local/county/cast'
import { lampAppeal } from '../../../appeals'
import { cut, scene } from '../../../fixtures/files/scenes'
import { type Client, type TestHost, testHost } from '../../../host'

const SECRET = '我是501的张建国，电话15400000001'
const LEAKS = /张建国|1540000|501的/

let host: TestHost
const on = {} as Record<'resident' | 'neighbour' | 'outsider' | 'worker' | 'secretary' | 'elder', Client>
beforeAll(async () => {
  host = await testHost()
  for (const key of ['resident', 'neighbour', 'outsider', 'worker', 'secretary', 'elder'] as const)
    on[key] = await host.as(key)
})
afterAll(() => host.stop())

async function submit(text: string, given: object = {}): Promise<string> {
  const { id } = await on.resident.mutate('appeals.submit', { ...lampAppeal(), text, ...given })
  await host.runner.settle()
  return id
}

async function picture(client: Client, bytes: Buffer, isFinished = true): Promise<string> {
  const { id, uploadUrl } = await client.mutate('files.begin', { mime: 'image/jpeg', bytes: bytes.length })
  const headers = { authorization: `Bearer ${client.token}` }
  const answer = await host.app.request(uploadUrl, { method: 'POST', headers, body: new Uint8Array(bytes) })
  expect(answer.status).toBe(200)
  if (isFinished) await client.mutate('files.finish', { id })
  return id
}

const similar = (client: Client, given: object) =>
  client.query('appeals.similar', { placeId: placeIds.building, ...given })

describe('a follower', () => {
  test('reads state, times and reasons, and nothing of who told it or of what anybody wrote', async () => {
    const id = await submit(`楼道灯坏了。${SECRET}`)
    await on.neighbour.mutate('appeals.meToo', { id })
    await on.worker.mutate('desk.accept', { id })
    await on.worker.mutate('desk.step', { id, text: '到张建国家看过' })
    await on.worker.mutate('desk.pause', { id, reason: 'parts', text: '张建国同意等' })
    await on.resident.mutate('appeals.supplement', { id, text: `还没好，${SECRET}` })
    await host.runner.settle()
    const seen = await on.neighbour.query('appeals.followed', { id })
    expect(seen).toMatchObject({
      id,
      state: 'handling',
      isFollowing: true,
      followers: 1,
      pause: { reason: 'parts' },
      wholeId: null,
    })
    expect(seen.timeline.map((entry: { action: string }) => entry.action)).toEqual([
      'pause',
      'step',
      'accept',
      'submit',
    ])
    expect(seen.timeline[0]).toMatchObject({ label: '暂停计时', detail: '等配件或材料到货' })
    const texts = JSON.stringify([seen, await on.neighbour.query('appeals.following')])
    expect(texts).not.toMatch(LEAKS)
    for (const key of ['resident', 'worker'] as const) {
      const { name } = (await on[key].query('session.me')).person
      expect(name.length).toBeGreaterThan(1)
      expect(texts).not.toContain(name)
      expect(texts).not.toContain(on[key].personId)
    }
  })

  test('only a follower reads it; who left may look back and come back, also when it has ended', async () => {
    const id = await submit('单元门关不上')
    for (const client of [on.outsider, on.resident, on.worker])
      await expect(client.query('appeals.followed', { id })).rejects.toThrow('record.not_found')
    await on.neighbour.mutate('appeals.meToo', { id })
    await on.worker.mutate('desk.accept', { id })
    await on.worker.mutate('desk.resolve', { id, text: '修好了' })
    await on.resident.mutate('appeals.confirm', { id })
    await on.neighbour.mutate('appeals.leave', { id })
    expect(await on.neighbour.query('appeals.followed', { id })).toMatchObject({ isFollowing: false, state: 'closed' })
    expect(await on.neighbour.mutate('appeals.meToo', { id })).toEqual({ isNew: true })
    expect(await on.elder.refusal('appeals.meToo', { id })).toBe('order.not_open')
    expect(await similar(on.elder, { text: '单元门关不上' })).not.toContainEqual(expect.objectContaining({ id }))
  })

  test('who joins twice at once is one follower, and is told once of each move, on the page of followers', async () => {
    const id = await submit('小区道闸抬不起来')
    const answers = await Promise.all(
      [0, 1, 2].map(() => on.neighbour.send('appeals.meToo', { key: randomUUID(), id })),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(answers.filter(({ reply }) => reply.ok && reply.data.isNew)).toHaveLength(1)
    expect((await on.neighbour.query('appeals.followed', { id })).followers).toBe(1)
    await on.worker.mutate('desk.accept', { id })
    await on.worker.mutate('desk.resolve', { id, text: '修好了' })
    await host.runner.settle()
    const { items } = await on.neighbour.query('messages.list')
    const told = items.filter((item: { link: string }) => item.link.endsWith(`/followed?id=${id}`))
    expect(told.map((item: { body: string }) => item.body.split('）')[1])).toEqual([
      '您也遇到的这件事：已办好，等提的人确认',
      '您也遇到的这件事：已接单',
    ])
  })

  test('hears as well when it is not taken on or withdrawn', async () => {
    const [declined, withdrawn] = [await submit('想换个户型'), await submit('健身器材松了')]
    for (const id of [declined, withdrawn]) await on.neighbour.mutate('appeals.meToo', { id })
    await on.secretary.mutate('appeals.decline', { id: declined, text: '不归社区管，请找开发商' })
    await on.resident.mutate('appeals.withdraw', { id: withdrawn })
    await host.runner.settle()
    const { items } = await on.neighbour.query('messages.list')
    const bodies = items.map((item: { body: string }) => item.body.split('）')[1])
    expect(bodies).toEqual(expect.arrayContaining(['您也遇到的这件事：不予受理', '您也遇到的这件事：已撤回']))
    expect(JSON.stringify(items)).not.toContain('开发商')
  })

  test('what they add is for those who work on it, not for the neighbour who asked, and goes with their account', async () => {
    const id = await submit('楼顶漏水')
    const fileId = await picture(on.neighbour, await scene(71))
    await on.neighbour.mutate('appeals.meToo', { id, text: '我家六楼也漏', fileIds: [fileId] })
    await host.runner.settle()
    const entryOf = async (client: Client) =>
      (await client.query('appeals.get', { id })).timeline.find((e: { action: string }) => e.action === 'supplement')
    const { name } = (await on.neighbour.query('session.me')).person
    await on.worker.mutate('desk.accept', { id })
    expect(await entryOf(on.worker)).toMatchObject({ text: '我家六楼也漏', actorRole: '也遇到的邻居' })
    expect((await entryOf(on.worker)).files).toHaveLength(1)
    expect((await entryOf(on.worker)).actorName).not.toBe(name)
    expect(await entryOf(on.resident)).toMatchObject({ text: null, files: [], actorName: '' })
    expect(await on.resident.refusal('appeals.meToo', { id, text: '我再说一句' })).toBe('order.own')
    const inbox = (await on.worker.query('messages.list')).items
    expect(inbox.map((item: { kind: string }) => item.kind)).not.toContain('appeal.followed')

    await on.neighbour.mutate('privacy.closeAccount', { confirm: '注销' })
    expect(await entryOf(on.worker)).toMatchObject({ text: null })
    const { rows } = await host.database.pool.query('select 1 from file_contents where file_id = $1', [fileId])
    expect(rows).toEqual([])
    on.neighbour = await host.as('family')
  })
})

describe('merged', () => {
  test('the requester finds the whole on their own order, and reads how it goes', async () => {
    const whole = await submit('电梯停了')
    const { id: part } = await on.elder.mutate('appeals.submit', { ...lampAppeal(), text: '电梯不动' })
    await host.runner.settle()
    await on.secretary.mutate('dispatch.merge', { id: part, intoId: whole })
    const own = await on.elder.query('appeals.get', { id: part })
    expect(own).toMatchObject({ state: 'merged', partOf: { id: whole, isMine: false } })
    expect(await on.elder.query('appeals.followed', { id: whole })).toMatchObject({ isFollowing: true, followers: 1 })
    const listed = await on.elder.query('appeals.following')
    expect(listed.map(({ id }: { id: string }) => id)).toEqual([whole])
    await on.elder.mutate('appeals.leave', { id: whole })
    expect(await on.elder.query('appeals.followed', { id: whole })).toMatchObject({ isFollowing: false })
  })
})

describe('pictures', () => {
  test('the same view nearby is enough, checked ones alone count, and another view forbids nothing', async () => {
    const view = await scene(72)
    const fileId = await picture(on.resident, view)
    const id = await submit('', { text: undefined, fileIds: [fileId] })
    const again = await picture(on.elder, await cut(view))
    const other = await picture(on.elder, await scene(73))
    const found = () => similar(on.elder, { fileIds: [again] })
    await host.database.pool.query(`update files set check_state = 'pending' where id = $1`, [fileId])
    expect(await found()).toEqual([])
    await host.database.pool.query(`update files set check_state = 'passed' where id = $1`, [fileId])
    expect(await found()).toMatchObject([{ id, trouble: null, categoryLabel: '公共设施', isFollowed: false }])
    expect(await similar(on.elder, { fileIds: [other] })).toEqual([])
    expect(await similar(on.elder, { fileIds: [again], placeId: placeId('枣林花园1号楼') })).toEqual([])

    const inWords = await submit('车库门升不起来')
    const seen = await similar(on.elder, { text: '车库门坏了升不起来', fileIds: [other] })
    expect(seen).toMatchObject([{ id: inWords }])
  })

  test('one compares with finished pictures of one’s own, and needs words or a picture', async () => {
    const others = await picture(on.resident, await scene(74))
    const unfinished = await picture(on.elder, await scene(74), false)
    for (const fileIds of [[others], [unfinished], [randomUUID()], []])
      expect(await on.elder.refusal('appeals.similar', { placeId: placeIds.building, fileIds })).toBe('input.invalid')
  })
})

test('what is offered is of one’s own surroundings alone', async () => {
  const id = await submit('井盖松了，车一压就响')
  const there = { text: '井盖松了，车一压就响', placeId: placeId('枣林花园1号楼') }
  expect(await on.outsider.query('appeals.similar', there)).toEqual([])
  expect(await similar(on.elder, { text: there.text })).toMatchObject([{ id, isMine: false, isFollowed: false }])
  expect(await similar(on.resident, { text: there.text })).toMatchObject([{ id, isMine: true }])
  await on.elder.mutate('appeals.meToo', { id })
  expect(await similar(on.elder, { text: there.text })).toMatchObject([{ id, isFollowed: true, followers: 1 }])
})
