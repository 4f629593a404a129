import type { SmsTemplate, VoiceTemplate } from '../../../cloudfunctions/contract/messages'
import { PHONE_TEMPLATE_PREFIX } from '../../../cloudfunctions/kernel/config/phone'
import { templateSetting } from '../../../cloudfunctions/kernel/config/settings'

/** The texts as they would be approved, their values in braces. */
export const PHONE_TEMPLATES: Record<string, string> = {
  '2100001': '{1}发布通知：{2}。详情请打开邻里通小程序查看。',
  '2100002': '告警：{1}，{2}，{3}。请打开邻里通小程序处理。',
  '3100001': '您好，{1}有一条通知：{2}。知道了请按1。',
  '3100002': '您好，邻里通告警：{1}，{2}。马上去处理请按1，去不了请按2。',
}

/** What the server maps its own names to, in front of this simulator. */
export const SIMULATED_PHONE_TEMPLATE_IDS = {
  sms: { noticePosted: '2100001', alarmRaised: '2100002' } satisfies Record<SmsTemplate, string>,
  voice: { noticePosted: '3100001', alarmRaised: '3100002' } satisfies Record<VoiceTemplate, string>,
}

/** How many values a template takes; null when there is none. */
export const valuesOf = (templateId: string): number | null =>
  PHONE_TEMPLATES[templateId]?.match(/\{\d\}/g)?.length ?? null

/** The text with its values, as it is read. */
export const filled = (templateId: string, params: readonly string[]): string =>
  (PHONE_TEMPLATES[templateId] ?? '').replace(/\{(\d)\}/g, (_, n: string) => params[Number(n) - 1] ?? '')

/** The same as settings of the environment, with prices as they may be. */
export const PHONE_SETTINGS: Record<string, string> = {
  TENCENT_SMS_SDK_APP_ID: '1400000001',
  TENCENT_SMS_SIGN: '邻里通',
  TENCENT_VOICE_SDK_APP_ID: '1400000002',
  LINLI_SMS_PRICE_FEN: '5',
  LINLI_VOICE_PRICE_FEN: '12',
  LINLI_PUSH_CAP_FEN: '20000',
  ...Object.fromEntries(
    (['sms', 'voice'] as const).flatMap((channel) =>
      Object.entries(SIMULATED_PHONE_TEMPLATE_IDS[channel]).map(([name, id]) => [
        templateSetting(PHONE_TEMPLATE_PREFIX[channel], name),
        id,
      ]),
    ),
  ),
}
