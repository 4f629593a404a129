import { type HttpEvent, type HttpResult, isHttpEvent } from '../api/http-event'
import { createLog } from '../kernel/log'
import { receiveFromSource } from './receive'

const log = createLog()

/** Devices, through HTTP access: the last part of the path names the source. */
export async function main(event: HttpEvent): Promise<HttpResult> {
  const source = isHttpEvent(event) ? (event.path.split('/').filter(Boolean).at(-1) ?? '') : ''
  const { status, body } = receiveFromSource({ log }, source)
  return {
    statusCode: status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  }
}
