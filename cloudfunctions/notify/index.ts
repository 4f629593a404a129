import { type HttpEvent, type HttpResult, isHttpEvent } from '../api/http-event'
import { warm } from '../api/warm'
import { refusePayNotice } from './wechat-pay'
import { receiveWechatPush } from './wechat-push'

const parts = warm(async (made, config) => ({ deps: made.deps, pushToken: config.wechat.pushToken }))

const PAY_PATHS = /\/wechat-(pay|refund)$/

/** What WeChat sends, through HTTP access: payment notices by their path, everything else is its message push. */
export async function main(event: HttpEvent): Promise<HttpResult> {
  if (!isHttpEvent(event)) return answer(400, 'HTTP only')
  if (PAY_PATHS.test(event.path)) {
    const { status, body } = refusePayNotice()
    return { ...answer(status, JSON.stringify(body)), headers: { 'content-type': 'application/json; charset=utf-8' } }
  }
  return push(event)
}

/** GET is WeChat checking the address when it is set. */
async function push(event: HttpEvent): Promise<HttpResult> {
  const { signature = '', timestamp = '', nonce = '', echostr = '' } = event.queryStringParameters ?? {}
  if (event.httpMethod === 'GET') return answer(200, echostr)
  const { deps, pushToken } = await parts()
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8').toString()
  const { status, body: said } = await receiveWechatPush(deps, pushToken, { signature, timestamp, nonce }, body)
  return answer(status, said)
}

const answer = (statusCode: number, body: string): HttpResult => ({
  statusCode,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
  isBase64Encoded: false,
})
