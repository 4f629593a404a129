import { createHash, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import { SUGGESTIONS, type Suggestion } from './content-check'

/** Query of every request WeChat makes to the push address. */
export interface PushSignature {
  signature: string
  timestamp: string
  nonce: string
}

export type PushEvent =
  | {
      kind: 'mediaChecked'
      appId: string
      /** As `checkMedia` answered it. */
      traceId: string
      /** Null where WeChat could not check: the file could not be fetched, or the app may not ask. */
      suggestion: Suggestion | null
      label: number | null
      errcode: number
    }
  | { kind: 'other'; event: string }

/** sha1 over the sorted token, timestamp and nonce. Source: message push, 消息推送. */
export function signPush(token: string, timestamp: string, nonce: string): string {
  return createHash('sha1').update([token, timestamp, nonce].sort().join('')).digest('hex')
}

/**
 * Whether WeChat sent this. The signature does not cover the body and may be seen again: act only on a trace id that
 * is being waited for, and only once. To the GET that WeChat makes when the address is set, answer its `echostr`.
 */
export function isPushFromWechat(token: string, query: PushSignature): boolean {
  const expected = Buffer.from(signPush(token, query.timestamp, query.nonce))
  const given = Buffer.from(query.signature)
  return expected.length === given.length && timingSafeEqual(expected, given)
}

const mediaChecked = z.object({
  Event: z.literal('wxa_media_check'),
  appid: z.string(),
  trace_id: z.string().min(1),
  errcode: z.number().default(0),
  result: z.object({ suggest: z.enum(SUGGESTIONS), label: z.number() }).optional(),
})
const anyEvent = z.object({ MsgType: z.string(), Event: z.string().optional() })

/**
 * Reads a push in the JSON format and plain mode, both set where the push address is set; XML and encrypted pushes are
 * not read. Takes the body's text, or the object that a cloud function receives. Null when it is neither.
 */
export function parsePush(body: unknown): PushEvent | null {
  const content = typeof body === 'string' ? parse(body) : body
  const media = mediaChecked.safeParse(content)
  if (media.success) {
    const { appid, trace_id, errcode, result } = media.data
    const found = errcode === 0 ? result : undefined
    const suggestion = found?.suggest ?? null
    return { kind: 'mediaChecked', appId: appid, traceId: trace_id, suggestion, label: found?.label ?? null, errcode }
  }
  const other = anyEvent.safeParse(content)
  return other.success ? { kind: 'other', event: other.data.Event ?? other.data.MsgType } : null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
