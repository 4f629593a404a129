import * as z from 'zod'
import type { WechatApi } from './api'

export interface LoginIdentity {
  openid: string
  /** Only where the app is bound to an open-platform account. */
  unionId: string | null
}

/** WeChat also sends the session key; nothing here decrypts by it, so it is dropped at the door. */
const answer = z.object({ openid: z.string().min(1), unionid: z.string().min(1).optional() })

/**
 * Exchanges the code of `wx.login`, good once and for 5 minutes. Source: code2Session.
 * Throws WechatError 40029 wrong or expired, 40163 used, 40226 risky account, 45011 over 100 a minute.
 */
export async function exchangeLoginCode(api: WechatApi, code: string): Promise<LoginIdentity> {
  const query = { js_code: code, grant_type: 'authorization_code' }
  const { openid, unionid } = await api.getWithSecret('login', '/sns/jscode2session', query, answer)
  return { openid, unionId: unionid ?? null }
}
