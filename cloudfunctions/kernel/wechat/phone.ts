import * as z from 'zod'
import type { WechatApi } from './api'

export interface WechatPhone {
  /** Without the country code. */
  phone: string
  /** Digits, as 86. */
  countryCode: string
}

const answer = z.object({
  phone_info: z.object({ purePhoneNumber: z.string().min(1), countryCode: z.union([z.string(), z.number()]) }),
})

/**
 * Exchanges the code of the phone button, good once and for 5 minutes. With `openid` WeChat also checks that the code
 * is that person's. Source: getPhoneNumber. Throws WechatError 40029 wrong or expired, 40163 used, 45011 too often.
 */
export async function exchangePhoneCode(api: WechatApi, code: string, openid?: string): Promise<WechatPhone> {
  const { phone_info: info } = await api.post('phone', '/wxa/business/getuserphonenumber', { code, openid }, answer)
  return { phone: info.purePhoneNumber, countryCode: String(info.countryCode) }
}
