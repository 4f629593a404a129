import * as z from 'zod'
import { callTencent, type TencentAccount } from './call'
import type { TextMessage } from './sms'

/** Calls that read a text out and take a key press, whoever makes them. */
export interface Voice {
  /** Answers the provider's own number of the call: who answered and which key was pressed comes later. Throws TencentError. */
  call(message: TextMessage): Promise<{ receipt: string; units: number }>
}

export interface VoiceOptions extends TencentAccount {
  baseUrl: string
  sdkAppId: string
}

/** Twice, as whoever is woken up misses the first. */
const PLAY_TIMES = 2

const status = z.object({ SendStatus: z.object({ CallId: z.string().min(1) }) })

/** Tencent Cloud's SendTtsVoice. Source: 指定模板发送语音通知. */
export function createTencentVoice({ baseUrl, sdkAppId, ...account }: VoiceOptions): Voice {
  const asked = {
    baseUrl,
    service: 'vms',
    version: '2020-09-02',
    action: 'SendTtsVoice',
    region: 'ap-guangzhou',
  } as const
  return {
    async call({ phone, templateId, params, context }) {
      const payload = {
        TemplateId: templateId,
        CalledNumber: `+86${phone}`,
        VoiceSdkAppid: sdkAppId,
        TemplateParamSet: params,
        PlayTimes: PLAY_TIMES,
        SessionContext: context,
      }
      const { SendStatus } = await callTencent(account, asked, payload, status)
      return { receipt: SendStatus.CallId, units: 1 }
    },
  }
}
