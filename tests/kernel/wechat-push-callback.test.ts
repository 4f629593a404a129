import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  isPushFromWechat,
  type PushEvent,
  type PushSignature,
  parsePush,
  signPush,
} from '../../cloudfunctions/kernel/wechat/push-callback'
import { RISKY_MARKER } from '../../local/simulators/wechat/content-check'
import { APP, type WechatWorld, wechatWorld } from './wechat-world'

const TOKEN = 'push-token'
const RESIDENT = 'demo-openid-resident'

describe('the signature', () => {
  // The example of the platform's own documentation.
  const query = {
    signature: 'f464b24fc39322e44b38aa78f5edd27bd1441696',
    timestamp: '1714036504',
    nonce: '1514711492',
  }

  test('stands for the published example and for nothing near it', () => {
    expect(isPushFromWechat('AAAAA', query)).toBe(true)
    expect(isPushFromWechat('AAAAB', query)).toBe(false)
    expect(isPushFromWechat('AAAAA', { ...query, timestamp: '1714036505' })).toBe(false)
    expect(isPushFromWechat('AAAAA', { ...query, signature: '' })).toBe(false)
    expect(isPushFromWechat('AAAAA', { ...query, signature: query.signature.slice(0, -1) })).toBe(false)
    expect(isPushFromWechat('AAAAA', { ...query, signature: '签'.repeat(40) })).toBe(false)
  })

  test('stands for the token that made it and for no other', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (token, timestamp, nonce, other) => {
        const signature = signPush(token, timestamp, nonce)
        expect(isPushFromWechat(token, { signature, timestamp, nonce })).toBe(true)
        fc.pre([other, timestamp, nonce].sort().join('') !== [token, timestamp, nonce].sort().join(''))
        expect(isPushFromWechat(other, { signature, timestamp, nonce })).toBe(false)
      }),
    )
  })
})

describe('reading a push', () => {
  const pushed = {
    ToUserName: 'gh_1',
    MsgType: 'event',
    Event: 'wxa_media_check',
    appid: APP.id,
    trace_id: 'trace-1',
    version: 2,
    detail: [],
    errcode: 0,
    result: { suggest: 'review', label: 21000 },
  }

  test('tells the verdict, from text as from an object', () => {
    const event = {
      kind: 'mediaChecked',
      appId: APP.id,
      traceId: 'trace-1',
      suggestion: 'review',
      label: 21000,
      errcode: 0,
    }
    expect(parsePush(JSON.stringify(pushed))).toEqual(event)
    expect(parsePush(pushed)).toEqual(event)
  })

  test('a picture that could not be checked has no verdict, never a pass', () => {
    const rest = { ...pushed, result: undefined }
    for (const push of [{ ...pushed, errcode: -1008 }, { ...rest, errcode: 43104 }, rest])
      expect(parsePush(push)).toMatchObject({ kind: 'mediaChecked', suggestion: null, label: null })
    expect(parsePush({ ...pushed, result: { suggest: 'fine', label: 1 } })).toEqual({
      kind: 'other',
      event: 'wxa_media_check',
    })
  })

  test('other events are named, anything else is nothing', () => {
    expect(parsePush('{"MsgType":"event","Event":"subscribe_msg_popup_event"}')).toEqual({
      kind: 'other',
      event: 'subscribe_msg_popup_event',
    })
    expect(parsePush('{"MsgType":"text","Content":"您好"}')).toEqual({ kind: 'other', event: 'text' })
    for (const body of ['', '<xml/>', '[]', 'null', '{"Encrypt":"…"}', undefined]) expect(parsePush(body)).toBeNull()
  })

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.anything()), (body) => {
        parsePush(body)
      }),
    )
  })
})

describe('a media check from end to end', () => {
  let world: WechatWorld
  let refusals = 0
  const pushes: { query: PushSignature; event: PushEvent | null }[] = []
  const pictures = new Map<string, Buffer>()
  const site = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://site')
    if (request.method === 'GET') {
      const picture = pictures.get(url.pathname)
      return void response.writeHead(picture ? 200 : 404).end(picture)
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (refusals-- > 0) return void response.writeHead(502).end()
    const query = Object.fromEntries(url.searchParams) as unknown as PushSignature
    pushes.push({ query, event: parsePush(Buffer.concat(chunks).toString()) })
    response.end('success')
  })
  let siteUrl = ''

  beforeAll(async () => {
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
    siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
    world = await wechatWorld({ push: { url: `${siteUrl}/wechat`, token: TOKEN }, pushDelayMs: 20 })
  })
  beforeEach(() => {
    refusals = 0
    pushes.length = 0
    return world.control('reset')
  })
  afterAll(async () => {
    await world.simulators.stop()
    site.closeAllConnections()
    site.close()
  })

  const check = (name: string, bytes?: Buffer) => {
    if (bytes) pictures.set(name, bytes)
    const media = { openid: RESIDENT, url: `${siteUrl}${name}`, kind: 'image', scene: 'forum' } as const
    return world.wechat.checkMedia(media)
  }
  const verdict = (traceId: string) =>
    vi.waitFor(() => {
      const push = pushes.find(({ event }) => event?.kind === 'mediaChecked' && event.traceId === traceId)
      expect(push).toBeDefined()
      expect(isPushFromWechat(TOKEN, push!.query)).toBe(true)
      return push!.event
    })

  test('a harmless picture passes, a marked one is risky, one that cannot be fetched has no verdict', async () => {
    const harmless = await check('/a.jpg', randomBytes(500))
    const marked = await check('/b.jpg', Buffer.concat([randomBytes(500), Buffer.from(RISKY_MARKER)]))
    const absent = await check('/absent.jpg')
    expect(await verdict(harmless.traceId)).toMatchObject({ suggestion: 'pass', appId: APP.id })
    expect(await verdict(marked.traceId)).toMatchObject({ suggestion: 'risky' })
    expect(await verdict(absent.traceId)).toMatchObject({ suggestion: null, errcode: -1008 })
  })

  test('the next verdict can be foretold', async () => {
    await world.control('next-media', { suggestion: 'review' })
    const first = await check('/c.jpg', randomBytes(50))
    const second = await check('/c.jpg')
    expect(await verdict(first.traceId)).toMatchObject({ suggestion: 'review' })
    expect(await verdict(second.traceId)).toMatchObject({ suggestion: 'pass' })
  })

  test('a push that is refused is tried again, three times in all', async () => {
    refusals = 2
    const { traceId } = await check('/d.jpg', randomBytes(50))
    expect(await verdict(traceId)).toMatchObject({ suggestion: 'pass' })
    refusals = 3
    const lost = await check('/d.jpg')
    await vi.waitFor(() => {
      const noted = world.simulators.wechat.received.find((e) => e.api === 'push' && e.traceId === lost.traceId)
      expect(noted?.errcode).toBe(-1)
    })
    expect(pushes).toHaveLength(1)
  })
})
