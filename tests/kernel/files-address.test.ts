import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fileAddress, readAddress } from '../../cloudfunctions/kernel/files/address'
import { presentFile } from '../../cloudfunctions/kernel/files/present'
import { fileById, updateFile } from '../../cloudfunctions/kernel/files/store'
import * as made from '../fixtures/files/pictures'
import { type FilesWorld, filesWorld, type Person } from '../fixtures/files/world'

let world: FilesWorld
let author: Person
let id: string

beforeAll(async () => {
  world = await filesWorld()
  author = world.person()
  id = await author.begin()
  await author.upload(id, await made.jpeg())
  await author.finish(id)
})
afterAll(() => world.drop())

const now = () => world.deps.clock.now()
const viewFor = async (viewerId: string | null) =>
  presentFile(world.deps, (await fileById(world.deps.db, id))!, viewerId, now())

it('lives five minutes and not a second more', async () => {
  const { url } = await viewFor(author.personId)
  world.advance(299)
  expect((await world.read(url!)).status).toBe(200)
  world.advance(1)
  const expired = await world.read(url!)
  expect(expired.status).toBe(404)
  expect(await expired.json()).toMatchObject({ ok: false, error: { code: 'record.not_found' } })
  expect((await world.read((await viewFor(author.personId)).url!)).status).toBe(200)
})

it('stays the same while a phone asks again, and is new in time', async () => {
  const first = (await viewFor(author.personId)).url!
  world.advance(119)
  expect((await viewFor(author.personId)).url).toBe(first)
  world.advance(1)
  const next = (await viewFor(author.personId)).url!
  expect(next).not.toBe(first)
  expect((await world.read(next)).status).toBe(200)
})

it('cannot be guessed, changed or sealed elsewhere', async () => {
  const url = fileAddress(world.deps, id, now())
  const opaque = url.slice('/files/'.length)
  expect(url).not.toContain(id)
  expect(readAddress(world.deps, opaque, now())).toBe(id)
  for (let at = 0; at < opaque.length; at++) {
    const forged = opaque.slice(0, at) + (opaque[at] === 'A' ? 'B' : 'A') + opaque.slice(at + 1)
    expect(readAddress(world.deps, forged, now())).toBeNull()
  }
  const elsewhere = world.deps.encryption.seal(`${id} ${now().getTime() + 60_000}`, 'people.phone.x')
  for (const forged of [
    id,
    `${opaque}=`,
    `${opaque}.x`,
    '__proto__.k1.AAAA',
    randomBytes(64).toString('base64url'),
    elsewhere,
  ])
    expect((await world.read(`/files/${forged}`)).status).toBe(404)
})

it('is given to the author alone until WeChat passes the picture', async () => {
  const others = [world.person().personId, null]
  const urls = async () => Promise.all([author.personId, ...others].map(async (v) => (await viewFor(v)).url !== null))
  expect(await urls()).toEqual([true, false, false])
  await updateFile(world.deps.db, id, { checkState: 'refused' })
  expect(await urls()).toEqual([true, false, false])
  await updateFile(world.deps.db, id, { checkState: 'passed' })
  expect(await urls()).toEqual([true, true, true])
})

it('is never given for what is not a picture', async () => {
  const begun = await author.begin()
  const file = (await fileById(world.deps.db, begun))!
  expect(presentFile(world.deps, file, author.personId, now()).url).toBeNull()
})
