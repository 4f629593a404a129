import { nothingMore, type WechatApi } from './api'
import { asTemplateData } from './template-limits'

export interface TemplateMessage {
  openid: string
  templateId: string
  /** Path without a leading slash; its query holds opaque ids only. */
  page: string
  /** Template key to text, within `template-limits`. */
  data: Record<string, string>
}

/** Which version of the mini-program a tap on the message opens. */
export type MiniprogramState = 'formal' | 'trial' | 'developer'

/**
 * Sends one subscribe message and uses up one consent. WeChat has no idempotency key: a repeat is a second message.
 * Source: subscribeMessage.send. Throws WechatError: 40003 openid, 40037 template, 41030 page, 43101 no consent left,
 * 43107 banned, 43108 another send to this person under way, 45009 quota, 45168 sensitive word, 47003 data.
 */
export async function sendSubscribeMessage(
  api: WechatApi,
  state: MiniprogramState,
  message: TemplateMessage,
): Promise<void> {
  const { openid, templateId, page, data } = message
  const body = {
    touser: openid,
    template_id: templateId,
    page,
    miniprogram_state: state,
    lang: 'zh_CN',
    data: asTemplateData(data),
  }
  await api.post('subscribe', '/cgi-bin/message/subscribe/send', body, nothingMore)
}
