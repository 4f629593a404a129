import { type Exchange, exchange } from '../wire/exchange'
import { createApi } from './api'
import { checkMedia, checkText, type MediaToCheck, type Scene, type TextVerdict } from './content-check'
import { sendEmployeeMessage } from './employee'
import { exchangeLoginCode, type LoginIdentity } from './login'
import { exchangePhoneCode, type WechatPhone } from './phone'
import { type MiniprogramState, sendSubscribeMessage, type TemplateMessage } from './subscribe'
import type { TokenStore } from './tokens'

export interface WechatOptions {
  /** https://api.weixin.qq.com, or a simulator. */
  baseUrl: string
  appId: string
  appSecret: string
  tokens: TokenStore
  /** Milliseconds until an unanswered request counts as timed out; 5000 unless told. */
  timeoutMs?: number
  exchange?: Exchange
  /** What a tap on a subscribe message opens; `formal` unless told. */
  miniprogramState?: MiniprogramState
}

/** WeChat's server interfaces as this product uses them. Every method throws WechatError, and nothing else of its own. */
export interface Wechat {
  exchangeLoginCode(code: string): Promise<LoginIdentity>
  exchangePhoneCode(code: string, openid?: string): Promise<WechatPhone>
  sendSubscribeMessage(message: TemplateMessage): Promise<void>
  sendEmployeeMessage(message: TemplateMessage): Promise<void>
  checkText(openid: string, text: string, scene: Scene): Promise<TextVerdict>
  checkMedia(media: MediaToCheck): Promise<{ traceId: string }>
}

const TIMEOUT_MS = 5000

export function createWechat(options: WechatOptions): Wechat {
  const { timeoutMs = TIMEOUT_MS, exchange: ask = exchange, miniprogramState = 'formal' } = options
  const api = createApi({ ...options, timeoutMs, exchange: ask })
  return {
    exchangeLoginCode: (code) => exchangeLoginCode(api, code),
    exchangePhoneCode: (code, openid) => exchangePhoneCode(api, code, openid),
    sendSubscribeMessage: (message) => sendSubscribeMessage(api, miniprogramState, message),
    sendEmployeeMessage: (message) => sendEmployeeMessage(api, message),
    checkText: (openid, text, scene) => checkText(api, openid, text, scene),
    checkMedia: (media) => checkMedia(api, media),
  }
}
