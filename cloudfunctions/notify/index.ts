import { type HttpEvent, type HttpResult, isHttpEvent } from '../api/http-event'
import { warm } from '../api/warm'
import { errorFacts } from '../kernel/log'
import { type ReportKind, receivePhoneReport } from './tencent'
import { refusePayNotice } from './wechat-pay'
import { receiveWechatPush } from './wechat-push'

const parts = warm(async (made, config) => ({
  deps: made.deps,
  pushToken: config.wechat.pushToken,
  reportSecret: config.phone?.callbackSecret ?? null,
}))

const PAY_PATHS = /\/wechat-(pay|refund)$/
const REPORT_PATHS = /\/(tencent-sms|tencent-voice)\/([^/]+)$/

/** What WeChat and Tencent Cloud send, through HTTP access. What fails is told again; its message, which quotes values, goes nowhere. */
export async function main(event: HttpEvent): Promise<HttpResult> {
  try {
    return await taken(event)
  } catch (error) {
    const { deps } = await parts()
    deps.log.error({ path: 'notify', ...errorFacts(error) }, 'call failed')
    return answer(500, 'failed')
  }
}

/** Payment notices and reports of the phone company by their path; everything else is WeChat's message push. */
async function taken(event: HttpEvent): Promise<HttpResult> {
  if (!isHttpEvent(event)) return answer(400, 'HTTP only')
  if (PAY_PATHS.test(event.path)) {
    const { status, body } = refusePayNotice()
    return json(status, body)
  }
  const [, kind, secret] = REPORT_PATHS.exec(event.path) ?? []
  return kind && secret ? report(event, kind as ReportKind, secret) : push(event)
}

/** GET is WeChat checking the address when it is set. */
async function push(event: HttpEvent): Promise<HttpResult> {
  const { signature = '', timestamp = '', nonce = '', echostr = '' } = event.queryStringParameters ?? {}
  if (event.httpMethod === 'GET') return answer(200, echostr)
  const { deps, pushToken } = await parts()
  const { status, body } = await receiveWechatPush(deps, pushToken, { signature, timestamp, nonce }, textOf(event))
  return answer(status, body)
}

async function report(event: HttpEvent, kind: ReportKind, given: string): Promise<HttpResult> {
  const { deps, reportSecret: expected } = await parts()
  const { status, body } = await receivePhoneReport(deps, kind, { expected, given }, textOf(event))
  return json(status, body)
}

const textOf = (event: HttpEvent): string =>
  Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8').toString()

const json = (status: number, body: object): HttpResult => ({
  ...answer(status, JSON.stringify(body)),
  headers: { 'content-type': 'application/json; charset=utf-8' },
})

const answer = (statusCode: number, body: string): HttpResult => ({
  statusCode,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
  isBase64Encoded: false,
})
