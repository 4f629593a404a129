import * as z from 'zod'
import { WechatError } from './errors'

export type Fetch = typeof fetch

export interface RequestOptions {
  baseUrl: string
  timeoutMs: number
  fetch: Fetch
}

export interface WechatRequest {
  /** Name for errors and logs: the address itself carries the token. */
  api: string
  path: string
  query: Record<string, string>
  /** Posted as JSON in UTF-8; without it the request is a GET. */
  body?: unknown
}

const answerHead = z.looseObject({ errcode: z.number().optional(), errmsg: z.string().optional() })

/** Node's codes for a connection that never stood: what was to be sent cannot have arrived. */
const NEVER_CONNECTED = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]

/** Asks once. Answers the JSON of an errcode 0 (or none); throws WechatError for everything else. */
export async function request(options: RequestOptions, asked: WechatRequest): Promise<unknown> {
  const { status, text } = await exchange(options, asked)
  if (status < 200 || status >= 300) throw new WechatError(asked.api, 'http', null, null, status, status >= 500)
  const head = answerHead.safeParse(parse(text))
  if (!head.success) throw new WechatError(asked.api, 'malformed', null, null, status, true)
  const { errcode = 0, errmsg = '' } = head.data
  if (errcode !== 0) throw new WechatError(asked.api, 'errcode', errcode, errmsg, status)
  return head.data
}

/** Reads an answer of the given shape. Throws WechatError `malformed`. */
export function readAnswer<T>(api: string, shape: z.ZodType<T>, answer: unknown): T {
  const read = shape.safeParse(answer)
  if (!read.success) throw new WechatError(api, 'malformed', null, null, 200, true)
  return read.data
}

async function exchange(options: RequestOptions, asked: WechatRequest): Promise<{ status: number; text: string }> {
  const address = new URL(asked.path, options.baseUrl)
  address.search = new URLSearchParams(asked.query).toString()
  const post: RequestInit = {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(asked.body),
  }
  try {
    const response = await options.fetch(address, {
      ...(asked.body === undefined ? {} : post),
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeoutMs),
    })
    return { status: response.status, text: await response.text() }
  } catch (error) {
    throw failureOf(asked.api, error)
  }
}

/** Drops what fetch threw: its texts may quote the address, and with it the token. */
function failureOf(api: string, error: unknown): WechatError {
  const { name, cause } = error as { name?: string; cause?: { code?: string } }
  if (name === 'TimeoutError') return new WechatError(api, 'timeout', null, null, null, true)
  return new WechatError(api, 'network', null, null, null, !NEVER_CONNECTED.includes(cause?.code ?? ''))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
