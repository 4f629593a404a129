import Taro from '@tarojs/taro'
import type { RpcCall, RpcReply } from '../../cloudfunctions/contract/reply'
import { keepServerTime } from './clock'
import { networkError, RpcError } from './rpc-error'

const TIMEOUT_MS = 15_000

export const API_BASE = LINLI_API_BASE

/** The server's addresses are relative to itself; an image in WeChat needs the whole one. */
export const addressOf = (url: string): string => (url.startsWith('/') ? API_BASE + url : url)

const isReply = (value: unknown): value is RpcReply =>
  typeof value === 'object' && value !== null && typeof (value as { ok?: unknown }).ok === 'boolean'

async function overHttps(call: RpcCall, token: string | null): Promise<{ reply: unknown; status: number }> {
  const response = await Taro.request({
    url: `${API_BASE}/rpc`,
    method: 'POST',
    data: call,
    timeout: TIMEOUT_MS,
    header: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
  })
  keepServerTime(response.header)
  return { reply: response.data, status: response.statusCode }
}

if (LINLI_TRANSPORT === 'cloud') Taro.cloud.init({ env: LINLI_CLOUD_ENV })

async function overCloud(call: RpcCall): Promise<{ reply: unknown; status: number }> {
  const { result } = await Taro.cloud.callFunction({ name: 'api', data: call })
  return { reply: result, status: 200 }
}

/**
 * Carries one call to the server: through WeChat's cloud when built with LINLI_TRANSPORT=cloud (which knows the person
 * by itself), else over HTTPS with the session's token.
 * @throws RpcError code `network` when there was no answer, else what the server refused with
 */
export async function carry(call: RpcCall, token: string | null): Promise<unknown> {
  const answer = await (LINLI_TRANSPORT === 'cloud' ? overCloud(call) : overHttps(call, token)).catch(() => {
    throw networkError()
  })
  if (!isReply(answer.reply)) {
    throw new RpcError(
      { code: 'server.unavailable', message: '服务暂时不通，过一会儿再试' },
      Math.max(answer.status, 500),
    )
  }
  if (!answer.reply.ok) throw new RpcError(answer.reply.error, answer.status)
  return answer.reply.data
}
