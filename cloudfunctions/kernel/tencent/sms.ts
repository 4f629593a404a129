import * as z from 'zod'
import { callTencent, type TencentAccount } from './call'
import { TencentError } from './errors'

export interface TextMessage {
  /** Eleven digits of the mainland. Never logged, never in an error. */
  phone: string
  templateId: string
  /** The template's values in its order. */
  params: string[]
  /** Comes back with the report: an opaque id, never the person. */
  context: string
}

/** Text messages, whoever sends them. */
export interface Sms {
  /** Answers the provider's own number of the message and how many it bills. Throws TencentError. */
  send(message: TextMessage): Promise<{ receipt: string; units: number }>
}

export interface SmsOptions extends TencentAccount {
  baseUrl: string
  sdkAppId: string
  sign: string
}

const statusSet = z.object({
  SendStatusSet: z
    .array(z.object({ Code: z.string(), SerialNo: z.string().default(''), Fee: z.number().default(1) }))
    .length(1),
})

/** Tencent Cloud's SendSms: one phone with each request, so that each has its own answer. Source: 发送短信. */
export function createTencentSms({ baseUrl, sdkAppId, sign, ...account }: SmsOptions): Sms {
  const asked = { baseUrl, service: 'sms', version: '2021-01-11', action: 'SendSms', region: 'ap-guangzhou' } as const
  return {
    async send({ phone, templateId, params, context }) {
      const payload = {
        PhoneNumberSet: [`+86${phone}`],
        SmsSdkAppId: sdkAppId,
        SignName: sign,
        TemplateId: templateId,
        TemplateParamSet: params,
        SessionContext: context,
      }
      const { SendStatusSet } = await callTencent(account, asked, payload, statusSet)
      const { Code, SerialNo, Fee } = SendStatusSet[0]!
      if (Code !== 'Ok') throw new TencentError(asked.action, 'code', Code, 200)
      return { receipt: SerialNo, units: Math.max(Fee, 1) }
    },
  }
}
