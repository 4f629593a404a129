import { randomUUID } from 'node:crypto'
import { CAST, type CastMember, openidOf } from '../county/cast'

export interface Face {
  key: string
  name: string
  side: CastMember['side']
  about: string
}

/** Who can be chosen on the three phones. */
export const faces = (): Face[] => CAST.map(({ key, name, side, about }) => ({ key, name, side, about }))

export type LoginResult = { token: string } | { refusal: string; status: 404 | 502 }

/**
 * Logs a demo person in the way WeChat would: a code from the simulator, then the product's own login.
 * `call` sends to the app itself.
 */
export async function logInAs(
  key: string,
  simulatorsUrl: string,
  call: (path: string, body: unknown) => Response | Promise<Response>,
): Promise<LoginResult> {
  if (!CAST.some((member) => member.key === key)) {
    return { refusal: `没有这个人：${key}。可选：${CAST.map((member) => member.key).join('、')}`, status: 404 }
  }
  const issued = await fetch(`${simulatorsUrl}/control/login-code`, json({ openid: openidOf(key) }))
  const { code } = (await issued.json()) as { code?: string }
  const input = { key: randomUUID(), code, device: 'local' }
  const reply = await call('/rpc', { path: 'session.login', input })
  const { data } = (await reply.json()) as { data?: { token?: string } }
  if (!data?.token) return { refusal: '没登录上，稍等几秒再选一次', status: 502 }
  return { token: data.token }
}

export const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})
