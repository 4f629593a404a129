import * as z from 'zod'
import { callTencent, type TencentAccount } from './call'
import { TencentError } from './errors'
import { type PhoneReport, smsReportOf } from './reports'

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
  /** What became of earlier ones, each told once; empty when nothing more is known. Throws TencentError. */
  pullReports(): Promise<PhoneReport[]>
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

const pulled = z.object({
  PullSmsSendStatusSet: z.array(
    z.object({
      SerialNo: z.string().min(1),
      ReportStatus: z.enum(['SUCCESS', 'FAIL']),
      Description: z.string().default(''),
    }),
  ),
})

/** As many as one request may ask for. */
const PULLED_MAX = 100

/**
 * Tencent Cloud's SendSms, one phone with each request, so that each has its own answer, and PullSmsSendStatus.
 * Source: 发送短信, 拉取短信下发状态.
 */
export function createTencentSms({ baseUrl, sdkAppId, sign, ...account }: SmsOptions): Sms {
  const asked = { baseUrl, service: 'sms', version: '2021-01-11', action: 'SendSms', region: 'ap-guangzhou' } as const
  const pulling = { ...asked, action: 'PullSmsSendStatus' }
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
    async pullReports() {
      const payload = { Limit: PULLED_MAX, SmsSdkAppId: sdkAppId }
      const { PullSmsSendStatusSet } = await callTencent(account, pulling, payload, pulled)
      return PullSmsSendStatusSet.map((one) => smsReportOf(one.SerialNo, one.ReportStatus, one.Description))
    },
  }
}
