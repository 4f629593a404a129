import { nothingMore, type WechatApi } from './api'
import type { TemplateMessage } from './subscribe'
import { asTemplateData } from './template-limits'

/**
 * Sends one message to a bound member of staff; no consent is used up, no idempotency key exists. `data` travels as
 * JSON in a string, wrapped once more in `data`, or WeChat answers 40097. Source: SendEmployeeRelationMsg.
 * Throws WechatError: 40097 arguments, 40256 not bound, 40257 openid, 43104 not permitted.
 */
export async function sendEmployeeMessage(api: WechatApi, message: TemplateMessage): Promise<void> {
  const { openid, templateId, page, data } = message
  const body = { touser: openid, template_id: templateId, page, data: JSON.stringify({ data: asTemplateData(data) }) }
  await api.post('employee', '/cgi-bin/message/wxopen/employeerelationmsg/send', body, nothingMore)
}
