import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { events } from '../../cloudfunctions/kernel/events/table'
import { recordMediaCheck } from '../../cloudfunctions/kernel/files/media-check'
import { fileById } from '../../cloudfunctions/kernel/files/store'
import { Outbox } from '../../cloudfunctions/kernel/outbox/outbox'
import { outbox } from '../../cloudfunctions/kernel/outbox/table'
import { WechatError } from '../../cloudfunctions/kernel/wechat/errors'
import { checkFile } from '../../cloudfunctions/modules/account/files/check'
import { enterByOpenid } from '../../cloudfunctions/registry/people/store'
import * as made from '../fixtures/files/pictures'
import { mp3 } from '../fixtures/files/sounds'
import { type FilesWorld, filesWorld, type Person } from '../fixtures/files/world'

let world: FilesWorld
let author: Person
let id: string
let runner: Outbox

beforeAll(async () => {
  world = await filesWorld()
  runner = new Outbox(world.deps, [checkFile('https://county.example') as never])
})
afterAll(() => world.drop())
beforeEach(async () => {
  author = world.person()
  world.wechat.asked = []
  world.wechat.answer = async () => ({ traceId: `trace-${id}` })
  id = await author.begin()
  await author.upload(id, await made.jpeg())
})

const enter = () =>
  world.deps.db.transaction((tx) =>
    enterByOpenid(tx, { openid: `openid-${id}`, newPersonId: author.personId, now: world.deps.clock.now() }),
  )
const file = () => fileById(world.deps.db, id)
const record = (traceId: string, passed: boolean) =>
  world.deps.db.transaction((tx) => recordMediaCheck(world.deps, tx, traceId, passed))
const effects = () =>
  world.deps.db
    .select()
    .from(outbox)
    .where(eq(outbox.lane, `file:${id}`))
const emitted = async () =>
  (await world.deps.db.select().from(events)).map((e) => e.payload as any).filter((p) => p.subjectId === id)

it('is asked for once, however often the upload is finished', async () => {
  await enter()
  await Promise.all([author.finish(id), author.finish(id), author.finish(id)])
  await runner.drain()
  expect(world.wechat.asked).toEqual([
    {
      openid: `openid-${id}`,
      kind: 'image',
      scene: 'forum',
      url: expect.stringMatching(/^https:\/\/county\.example\/files\//),
    },
  ])
  expect(await file()).toMatchObject({ state: 'ready', checkState: 'pending', checkTraceId: `trace-${id}` })
})

it('of a voice note is asked for as sound', async () => {
  await enter()
  const voice = await author.begin('audio/mpeg')
  await author.upload(voice, mp3())
  await author.finish(voice)
  await runner.drain()
  expect(world.wechat.asked.map(({ kind }) => kind)).toEqual(['audio'])
})

it('gives WeChat an address that lives an hour', async () => {
  await enter()
  await author.finish(id)
  await runner.drain()
  const url = world.wechat.asked[0]!.url.slice('https://county.example'.length)
  world.advance(3599)
  expect((await world.read(url)).status).toBe(200)
  world.advance(1)
  expect((await world.read(url)).status).toBe(404)
})

it.each([
  [true, 'passed'],
  [false, 'refused'],
])('the verdict %s comes later, once, and is told', async (passed, checkState) => {
  await enter()
  await author.finish(id)
  expect(await record(`trace-${id}`, passed)).toBe(false)
  await runner.drain()
  expect(await record(`trace-${id}`, passed)).toBe(true)
  expect(await record(`trace-${id}`, !passed)).toBe(true)
  expect(await file()).toMatchObject({ checkState })
  expect(await emitted()).toEqual([{ subject: 'file', subjectId: id, passed, authorId: author.personId }])
})

it.each([
  ['WeChat cannot be reached', new WechatError('mediaCheck', 'network')],
  ['its quota is used up', new WechatError('mediaCheck', 'errcode', 45009)],
  ['the author was away too long', new WechatError('mediaCheck', 'errcode', 61010)],
])('stays with the author and is asked again while %s', async (_why, error) => {
  await enter()
  await author.finish(id)
  world.wechat.answer = () => Promise.reject(error)
  await runner.drain()
  expect(await effects()).toMatchObject([{ state: 'pending', attempts: 1, lastError: error.code }])
  expect(await file()).toMatchObject({ checkState: 'pending', checkTraceId: null })
  world.wechat.answer = async () => ({ traceId: `trace-${id}` })
  world.advance(3)
  await runner.drain()
  expect(await effects()).toMatchObject([{ state: 'done', attempts: 2 }])
  expect(await file()).toMatchObject({ checkTraceId: `trace-${id}` })
})

it('is given up, unseen by others, when the account was closed meanwhile', async () => {
  await author.finish(id)
  await runner.drain()
  expect(world.wechat.asked).toEqual([])
  expect(await effects()).toMatchObject([{ state: 'dropped', lastError: 'no account' }])
  expect(await file()).toMatchObject({ checkState: 'pending' })
})

it('is not asked for before there is a picture', async () => {
  const begun = await author.begin()
  expect((await author.finish(begun)).error.code).toBe('file.not_uploaded')
})
