import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { FILE_BYTES_MAX } from '../../cloudfunctions/contract/files'
import { FILES_PER_HOUR } from '../../cloudfunctions/kernel/files/begin'
import { eraseFilesOf } from '../../cloudfunctions/kernel/files/erase'
import { fileRoutes } from '../../cloudfunctions/kernel/files/http'
import { fileById, postgresContents } from '../../cloudfunctions/kernel/files/store'
import { UploadSlots } from '../../cloudfunctions/kernel/files/upload-slots'
import { useFiles } from '../../cloudfunctions/kernel/files/use'
import * as made from '../fixtures/files/pictures'
import { type FilesWorld, filesWorld, type Person } from '../fixtures/files/world'

let world: FilesWorld
let me: Person

beforeAll(async () => {
  world = await filesWorld()
})
afterAll(() => world.drop())
beforeEach(() => {
  me = world.person()
})

const bodyOf = async (response: Response) => (await response.json()) as any
const stateOf = async (id: string) => (await fileById(world.deps.db, id))!.state
const contentOf = (id: string) => postgresContents.get(world.deps.db, id)

function form(file: Blob | string, name = 'file', filename = 'a.jpg'): FormData {
  const data = new FormData()
  if (typeof file === 'string') data.append(name, file)
  else data.append(name, file, filename)
  return data
}

describe('a picture from phone to phone', () => {
  it('is begun, uploaded, finished and read by its author', async () => {
    const begun = await me.call('files.begin', { mime: 'image/png', bytes: 5 })
    expect(begun).toMatchObject({ ok: true, data: { uploadUrl: `/files/${begun.data.id}` } })
    const uploaded = await me.upload(begun.data.id, await made.jpeg())
    expect([uploaded.status, await bodyOf(uploaded)]).toEqual([200, { ok: true, data: { id: begun.data.id } }])
    expect((await contentOf(begun.data.id))!.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))

    const { file } = (await me.finish(begun.data.id)).data
    expect(file).toMatchObject({ id: begun.data.id, checkState: 'pending' })
    const response = await world.read(file.url)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'inline',
      'cache-control': 'private, max-age=300',
      'x-content-type-options': 'nosniff',
    })
    expect(Buffer.from(await response.arrayBuffer())).toEqual(await contentOf(begun.data.id))
  })

  it('comes as a form too, whatever name and type it claims', async () => {
    for (const filename of ['../../etc/passwd', '..\\..\\x.exe', 'a\0.html', '"; rm -rf /', '照片.svg']) {
      const id = await me.begin()
      const file = new Blob([new Uint8Array(await made.png())], { type: 'text/html' })
      expect((await me.upload(id, form(file, 'file', filename))).status).toBe(200)
      expect(await fileById(world.deps.db, id)).toMatchObject({ mime: 'image/jpeg', width: 80, height: 60 })
    }
  })

  it('keeps nothing of where it was taken', async () => {
    const id = await me.begin()
    await me.upload(id, await made.jpegWithPlace())
    expect((await contentOf(id))!.toString('latin1')).not.toMatch(/Secret|Exif|GPS/)
  })

  it.each([
    ['no file', () => new FormData()],
    ['another field', () => form(new Blob(['x']), 'photo')],
    ['words instead of a file', () => form('hello')],
    [
      'two files',
      () => {
        const data = form(new Blob(['x']))
        data.append('file', new Blob(['y']))
        return data
      },
    ],
    ['nothing', () => ''],
  ])('may be sent again after a form with %s', async (_name, make) => {
    const id = await me.begin()
    const refused = await me.upload(id, make())
    expect([refused.status, (await bodyOf(refused)).error.code]).toEqual([400, 'file.cut_off'])
    expect((await me.upload(id, 'rubbish', { 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(400)
    expect((await me.upload(id, await made.jpeg())).status).toBe(200)
  })
})

describe('what is no picture', () => {
  it.each([
    ['zip', made.zip, 'file.wrong_type'],
    ['svg', made.svg, 'file.wrong_type'],
    ['html named .jpg', made.html, 'file.wrong_type'],
    ['gif', made.gifBomb, 'file.wrong_type'],
    ['900 million pixels', made.pixelBomb, 'file.too_many_pixels'],
    ['a cut jpeg', async () => (await made.jpeg()).subarray(0, -100), 'file.unreadable'],
  ])('is refused in one sentence and leaves nothing: %s', async (_name, make, code) => {
    const id = await me.begin()
    const response = await me.upload(id, await make(), { 'content-type': 'image/jpeg' })
    const { ok, error } = await bodyOf(response)
    expect([response.status, ok, error.code]).toEqual([400, false, code])
    expect(error.message).toMatch(/照片/)
    expect([await stateOf(id), await contentOf(id)]).toEqual(['unreadable', null])
    expect((await me.finish(id)).error.code).toBe('file.unreadable')
    expect((await me.upload(id, await made.jpeg())).status).toBe(409)
  })

  it('is refused before it is announced', async () => {
    for (const [input, field] of [
      [{ mime: 'image/svg+xml', bytes: 9 }, 'mime'],
      [{ mime: 'image/jpeg', bytes: 0 }, 'bytes'],
      [{ mime: 'image/jpeg', bytes: FILE_BYTES_MAX + 1 }, 'bytes'],
    ] as const) {
      const { error } = await me.call('files.begin', input)
      expect([error.code, Object.keys(error.fields)]).toEqual(['input.invalid', [field]])
    }
  })

  it('is too large: announced, or found while it comes in', async () => {
    const id = await me.begin()
    const announced = await me.upload(id, 'x', { 'content-length': String(FILE_BYTES_MAX + 1) })
    expect([announced.status, (await bodyOf(announced)).error.code]).toEqual([413, 'input.too_large'])
    expect((await me.upload(id, Buffer.alloc(FILE_BYTES_MAX + 1), { 'content-length': '10' })).status).toBe(413)
    expect((await me.upload(id, form(new Blob([Buffer.alloc(FILE_BYTES_MAX + 1)])))).status).toBe(413)
    expect(await stateOf(id)).toBe('begun')
  })
})

describe('whose picture it is', () => {
  it('is asked before anything is read', async () => {
    const id = await me.begin()
    const guest = await world.app.request(`/${id}`, { method: 'POST', body: 'x' })
    expect([guest.status, (await bodyOf(guest)).error.code]).toEqual([401, 'session.required'])
    expect((await me.upload(id, 'x', { authorization: 'Bearer forged' })).status).toBe(401)
    const stranger = world.person()
    expect((await stranger.upload(id, await made.jpeg())).status).toBe(404)
    expect((await stranger.finish(id)).error.code).toBe('record.not_found')
    expect(await stateOf(id)).toBe('begun')
  })

  it.each(['x', '..%2f..%2fetc%2fpasswd', '%00', 'A'.repeat(300), '00000000-0000-0000-0000-000000000000', "';--"])(
    'an id like %s finds nothing',
    async (id) => {
      expect((await me.upload(id, await made.jpeg())).status).toBe(404)
      expect((await world.read(`/files/${id}`)).status).toBe(404)
    },
  )

  it('lets attach only finished pictures of one’s own, each once, in their order', async () => {
    const ids: string[] = []
    for (const colour of ['#111', '#222', '#333']) {
      const id = await me.begin()
      await me.upload(id, await made.jpeg(colour))
      await me.finish(id)
      ids.unshift(id)
    }
    const { db } = world.deps
    expect((await useFiles(db, me.personId, ids)).map((f) => f.id)).toEqual(ids)
    const begun = await me.begin()
    for (const wrong of [[begun], [ids[0]!, ids[0]!], [world.deps.newId()]])
      await expect(useFiles(db, me.personId, wrong)).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(useFiles(db, world.person().personId, ids)).rejects.toMatchObject({ code: 'input.invalid' })
  })

  it('is erased with its author’s account, the row stays', async () => {
    const id = await me.begin()
    await me.upload(id, await made.jpeg())
    const { url } = (await me.finish(id)).data.file
    await world.deps.db.transaction((tx) => eraseFilesOf(tx, me.personId))
    expect((await world.read(url)).status).toBe(404)
    expect(await stateOf(id)).toBe('ready')
  })
})

it('a failure of ours is told without its cause, and the upload may be made again', async () => {
  const id = await me.begin()
  const broken = { ...postgresContents, put: () => Promise.reject(new Error('disk full at /secret')) }
  const app = fileRoutes(world.deps, broken)
  const init = {
    method: 'POST',
    body: (await made.jpeg()) as BodyInit,
    headers: { authorization: `Bearer ${me.token}` },
  }
  const response = await app.request(`/${id}`, init)
  const { error } = await bodyOf(response)
  expect([response.status, error.code]).toEqual([500, 'server.failed'])
  expect(JSON.stringify([error, world.logged.at(-1)])).not.toContain('secret')
  expect(world.logged.at(-1)).toMatchObject({ facts: { requestId: error.requestId } })
  expect((await me.upload(id, await made.jpeg())).status).toBe(200)
})

describe('many at once', () => {
  it('of two different pictures one wins, and the same one sent again is taken as done', async () => {
    const id = await me.begin()
    const pictures = [await made.jpeg('#f00'), await made.jpeg('#00f')]
    const statuses = await Promise.all(pictures.map(async (p) => (await me.upload(id, p)).status))
    expect([...statuses].sort()).toEqual([200, 409])
    const winner = statuses.indexOf(200)
    const kept = await contentOf(id)
    expect((await me.upload(id, pictures[winner]!)).status).toBe(200)
    const late = await me.upload(id, pictures[1 - winner]!)
    expect([late.status, (await bodyOf(late)).error.code]).toEqual([409, 'file.already_uploaded'])
    expect((await me.upload(id, made.zip())).status).toBe(400)
    expect([await stateOf(id), await contentOf(id)]).toEqual(['begun', kept])
    await me.finish(id)
    expect((await me.upload(id, pictures[winner]!)).status).toBe(409)
  })

  it(`begins at most ${FILES_PER_HOUR} an hour`, async () => {
    const answers = await Promise.all(
      Array.from({ length: FILES_PER_HOUR + 3 }, () => me.call('files.begin', { mime: 'image/jpeg', bytes: 1 })),
    )
    const refused = answers.filter((a) => !a.ok)
    expect(refused.map((a) => a.error.code)).toEqual(Array(3).fill('file.too_many'))
    world.advance(3601)
    expect((await me.call('files.begin', { mime: 'image/jpeg', bytes: 1 })).ok).toBe(true)
  })

  it('holds a bounded number of uploads, fewer of one person', () => {
    const slots = new UploadSlots(3, 2)
    const first = slots.take('a')!
    expect([slots.take('a'), slots.take('a'), slots.take('b'), slots.take('c')].map(Boolean)).toEqual([
      true,
      false,
      true,
      false,
    ])
    first()
    expect(slots.take('c')).not.toBeNull()
  })
})
