import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AUDIO_BYTES_MAX } from '../../cloudfunctions/contract/files'
import { byteRange } from '../../cloudfunctions/kernel/files/range'
import { fileById, postgresContents } from '../../cloudfunctions/kernel/files/store'
import { readVoice, VoiceError } from '../../cloudfunctions/kernel/files/voice'
import { jpeg } from '../fixtures/files/pictures'
import * as made from '../fixtures/files/sounds'
import { type FilesWorld, filesWorld, type Person } from '../fixtures/files/world'

/** Compared at once: a diff of so many bytes takes seconds. */
const isSame = (one: Uint8Array | null, other: Uint8Array) => one !== null && Buffer.compare(one, other) === 0

describe('a recording taken apart', () => {
  it.each([
    ['wav', made.wav(2), 'audio/wav', 2],
    ['mp3', made.mp3(12), 'audio/mpeg', 12],
    ['half a second', made.wav(0.5), 'audio/wav', 1],
    ['just a minute', made.wav(60), 'audio/wav', 60],
  ])('%s: its kind and length come from the bytes', (_name, bytes, mime, seconds) => {
    expect(readVoice(bytes)).toMatchObject({ mime, seconds })
  })

  it('keeps sound and nothing else', () => {
    for (const [traced, plain] of [
      [made.wavWithTraces(), made.wav()],
      [made.mp3WithTraces(), made.mp3()],
    ] as const) {
      expect(traced.toString('latin1')).toContain('Secret')
      expect(isSame(readVoice(traced).content, plain)).toBe(true)
    }
  })

  it('believes no head: a claimed hour is as long as its sound, and is told so from then on', () => {
    const wav = readVoice(made.wavOfAClaimedHour())
    expect([wav.seconds, isSame(wav.content, made.wav(2))]).toEqual([2, true])
    expect(readVoice(made.mp3WithTraces()).seconds).toBe(2)
  })

  it('what was cut off goes as far as it goes', () => {
    const half = readVoice(made.wav(4).subarray(0, 44 + 64_001))
    expect([half.seconds, isSame(half.content, made.wav(2))]).toEqual([2, true])
    const cut = readVoice(made.mp3(4).subarray(0, 5000)).content
    expect(cut.length).toBe(5000 - (5000 % 108))
  })

  it.each([
    ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0]), 'wrongType'],
    ['nothing', Buffer.alloc(0), 'wrongType'],
    ['words', Buffer.from('<script>alert(1)</script>'), 'wrongType'],
    ['WebP, which begins alike', Buffer.from('RIFF\x04\0\0\0WEBP', 'latin1'), 'wrongType'],
    ['silence that lasts too long', made.silentWav(61), 'tooLong'],
    ['an mp3 that lasts too long', made.mp3(61), 'tooLong'],
    ['a head over nothing', made.wavOfNothing(), 'unreadable'],
    ['a chunk behind the end', made.wavOfOneChunk(), 'unreadable'],
    ['two channels', made.wavOfAnotherKind({ channels: 2 }), 'unreadable'],
    ['44 kHz', made.wavOfAnotherKind({ rate: 44_100 }), 'unreadable'],
    ['a codec of its own', made.wavOfAnotherKind({ codec: 85 }), 'unreadable'],
    ['eight bits', made.wavOfAnotherKind({ bits: 8 }), 'unreadable'],
    ['a zip with a little sound before it', made.mp3AroundAZip(), 'unreadable'],
    ['two frames', made.mp3OfTwoFrames(), 'unreadable'],
    ['a tag and no sound', made.mp3OfATagAlone(), 'unreadable'],
  ])('refuses %s', (_name, bytes, problem) => {
    let fault: unknown
    try {
      readVoice(bytes)
    } catch (error) {
      fault = error
    }
    expect(fault).toBeInstanceOf(VoiceError)
    expect((fault as VoiceError).problem).toBe(problem)
  })

  it('takes a hostile 3 MB in no time', () => {
    const heads = Buffer.alloc(AUDIO_BYTES_MAX, Buffer.from([0xff, 0xf3, 0x38, 0xc4]))
    const startedAt = performance.now()
    expect(() => readVoice(heads)).toThrow(VoiceError)
    expect(performance.now() - startedAt).toBeLessThan(2000)
  })
})

describe('a part of a file', () => {
  it.each([
    ['bytes=0-1', { from: 0, to: 1 }],
    ['bytes=10-', { from: 10, to: 99 }],
    ['bytes=90-500', { from: 90, to: 99 }],
    ['bytes=-5', { from: 95, to: 99 }],
    ['bytes=-500', { from: 0, to: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-4', null],
    ['bytes=0-1,4-5', null],
    ['bytes=-', null],
    ['items=0-1', null],
    ['bytes=0x0-1', null],
    [undefined, null],
  ])('%s of 100 bytes', (header, range) => {
    expect(byteRange(header, 100)).toEqual(range)
  })
})

describe('a voice note from phone to phone', () => {
  let world: FilesWorld
  let me: Person

  beforeAll(async () => {
    world = await filesWorld()
  })
  afterAll(() => world.drop())
  beforeEach(() => {
    me = world.person()
  })

  const upload = async (bytes: Buffer, mime = 'audio/wav') => {
    const id = await me.begin(mime)
    const response = await me.upload(id, bytes)
    return { id, status: response.status, body: (await response.json()) as any }
  }

  it('is kept without its traces, and read by its author, whole and in parts', async () => {
    const { id, status } = await upload(made.wavWithTraces())
    expect(status).toBe(200)
    const { file } = (await me.finish(id)).data
    expect(file).toMatchObject({ id, checkState: 'pending', seconds: 2 })
    const kept = (await postgresContents.get(world.deps.db, id))!
    expect(isSame(kept, made.wav(2))).toBe(true)

    const whole = await world.read(file.url)
    expect([whole.status, whole.headers.get('content-type'), whole.headers.get('accept-ranges')]).toEqual([
      200,
      'audio/wav',
      'bytes',
    ])
    expect(isSame(Buffer.from(await whole.arrayBuffer()), kept)).toBe(true)
    const part = await world.read(file.url, { range: 'bytes=44-143' })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 44-143/${kept.length}`])
    expect(Buffer.from(await part.arrayBuffer())).toEqual(kept.subarray(44, 144))
    const behind = await world.read(file.url, { range: `bytes=${kept.length}-` })
    expect([behind.status, behind.headers.get('content-range')]).toEqual([416, `bytes */${kept.length}`])
  })

  it('is taken for what it is, not for what it was announced as', async () => {
    const { id } = await upload(made.mp3(), 'audio/wav')
    expect(await fileById(world.deps.db, id)).toMatchObject({ mime: 'audio/mpeg', seconds: 2, width: null })
    expect((await upload(made.wav(), 'image/jpeg')).body.error.code).toBe('file.wrong_type')
    const picture = await upload(await jpeg(), 'audio/wav')
    expect([picture.body.error.code, picture.body.error.message]).toEqual([
      'file.wrong_type',
      expect.stringMatching(/录音/),
    ])
  })

  it('is refused in one sentence and leaves nothing', async () => {
    for (const [bytes, code] of [
      [made.wav(61), 'file.too_long'],
      [made.mp3OfATagAlone(), 'file.unreadable'],
    ] as const) {
      const { id, status, body } = await upload(bytes)
      expect([status, body.error.code]).toEqual([400, code])
      expect(await postgresContents.get(world.deps.db, id)).toBeNull()
      const finished = await me.finish(id)
      expect([finished.error.code, finished.error.message]).toEqual(['file.unreadable', expect.stringMatching(/录音/)])
    }
  })

  it('is too large: announced, or found while it comes in', async () => {
    const { error } = await me.call('files.begin', { mime: 'audio/mpeg', bytes: AUDIO_BYTES_MAX + 1 })
    expect([error.code, Object.keys(error.fields)]).toEqual(['input.invalid', ['bytes']])
    const { status, body } = await upload(Buffer.alloc(AUDIO_BYTES_MAX + 1))
    expect([status, body.error.code, body.error.message]).toEqual([
      413,
      'input.too_large',
      expect.stringMatching(/录音/),
    ])
  })

  it('sent again because the answer was lost, it is taken as done', async () => {
    const { id } = await upload(made.mp3())
    expect((await me.upload(id, made.mp3())).status).toBe(200)
    expect((await me.upload(id, made.mp3(3))).status).toBe(409)
  })
})
