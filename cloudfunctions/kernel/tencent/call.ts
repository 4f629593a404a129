import * as z from 'zod'
import type { Clock } from '../clock/clock'
import { TencentError } from './errors'
import { tc3Headers } from './tc3'

/** Whose account, and how it is reached. */
export interface TencentAccount {
  secretId: string
  secretKey: string
  clock: Clock
  /** Milliseconds until an unanswered request counts as timed out; 8000 unless told. */
  timeoutMs?: number
  fetch?: typeof fetch
}

/** One action of one service. */
export interface TencentAction {
  /** https://sms.tencentcloudapi.com, or a simulator. */
  baseUrl: string
  service: 'asr' | 'sms' | 'vms'
  version: string
  action: string
  /** Where the service wants one. */
  region?: string
}

const TIMEOUT_MS = 8000
/** Node's codes for a connection that never stood: what was to be sent cannot have arrived. */
const NEVER_CONNECTED = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]

const envelope = z.object({ Response: z.looseObject({ Error: z.object({ Code: z.string() }).optional() }) })

/** Asks once by Tencent Cloud's API 3.0 and reads the answer. Throws TencentError and nothing else of its own. */
export async function callTencent<T>(
  account: TencentAccount,
  asked: TencentAction,
  payload: object,
  shape: z.ZodType<T>,
): Promise<T> {
  const { action } = asked
  const { status, text } = await post(account, asked, JSON.stringify(payload))
  if (status < 200 || status >= 300) throw new TencentError(action, 'http', null, status, status >= 500)
  const answer = envelope.safeParse(parse(text))
  if (!answer.success) throw new TencentError(action, 'malformed', null, status, true)
  const { Error: refusal } = answer.data.Response
  if (refusal) throw new TencentError(action, 'code', refusal.Code, status)
  const read = shape.safeParse(answer.data.Response)
  if (!read.success) throw new TencentError(action, 'malformed', null, status, true)
  return read.data
}

async function post(account: TencentAccount, asked: TencentAction, payload: string) {
  const { secretId, secretKey, clock, timeoutMs = TIMEOUT_MS, fetch: send = fetch } = account
  const { baseUrl, service, version, action, region } = asked
  const address = new URL('/', baseUrl)
  const timestamp = Math.floor(clock.now().getTime() / 1000)
  const about = { service, host: address.host, action, version }
  try {
    const response = await send(address, {
      method: 'POST',
      headers: {
        ...tc3Headers({ secretId, secretKey, payload, timestamp, ...about }),
        ...(region && { 'x-tc-region': region }),
      },
      body: payload,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return { status: response.status, text: await response.text() }
  } catch (error) {
    throw failureOf(action, error)
  }
}

/** What fetch threw is dropped: only its kind is told. */
function failureOf(action: string, error: unknown): TencentError {
  const { name, cause } = error as { name?: string; cause?: { code?: string } }
  if (name === 'TimeoutError') return new TencentError(action, 'timeout', null, null, true)
  return new TencentError(action, 'network', null, null, !NEVER_CONNECTED.includes(cause?.code ?? ''))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
