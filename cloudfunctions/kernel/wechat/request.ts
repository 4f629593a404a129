import * as z from 'zod'
import { type Answered, type Exchange, Unanswered } from '../wire/exchange'
import { WechatError } from './errors'

export interface RequestOptions {
  baseUrl: string
  timeoutMs: number
  exchange: Exchange
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

/** Asks once. Answers the JSON of an errcode 0 (or none); throws WechatError for everything else. */
export async function request(options: RequestOptions, asked: WechatRequest): Promise<unknown> {
  const { status, text } = await answerOf(options, asked)
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

async function answerOf(options: RequestOptions, asked: WechatRequest): Promise<Answered> {
  const address = new URL(asked.path, options.baseUrl)
  address.search = new URLSearchParams(asked.query).toString()
  const { timeoutMs } = options
  try {
    return await (asked.body === undefined
      ? options.exchange(address, { method: 'GET', headers: {}, timeoutMs })
      : options.exchange(address, {
          method: 'POST',
          headers: JSON_HEADERS,
          body: JSON.stringify(asked.body),
          timeoutMs,
        }))
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error
    throw new WechatError(asked.api, error.reason, null, null, null, error.mayHaveArrived)
  }
}

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' }

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
