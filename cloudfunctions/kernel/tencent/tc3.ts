import { createHash, createHmac } from 'node:crypto'

export interface Tc3Request {
  secretId: string
  secretKey: string
  /** The service's name, e.g. `asr`. */
  service: string
  host: string
  action: string
  /** The very text that is sent. */
  payload: string
  /** Seconds since 1970. */
  timestamp: number
}

const CONTENT_TYPE = 'application/json; charset=utf-8'
const SIGNED_HEADERS = 'content-type;host;x-tc-action'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text, 'utf8').digest()

/**
 * The Authorization header of Tencent Cloud's API 3.0 for a POST to `/` with a JSON body.
 * Source: 公共参数, 签名方法 v3 (TC3-HMAC-SHA256).
 */
export function tc3Authorization(request: Tc3Request): string {
  const { secretId, secretKey, service, host, action, payload, timestamp } = request
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10)
  const headers = `content-type:${CONTENT_TYPE}\nhost:${host}\nx-tc-action:${action.toLowerCase()}\n`
  const canonical = ['POST', '/', '', headers, SIGNED_HEADERS, sha256(payload)].join('\n')
  const scope = `${date}/${service}/tc3_request`
  const toSign = ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n')
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), service), 'tc3_request')
  const signature = hmac(key, toSign).toString('hex')
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${SIGNED_HEADERS}, Signature=${signature}`
}

/** The headers a signed request goes with. */
export const tc3Headers = (request: Tc3Request & { version: string }): Record<string, string> => ({
  'content-type': CONTENT_TYPE,
  authorization: tc3Authorization(request),
  'x-tc-action': request.action,
  'x-tc-version': request.version,
  'x-tc-timestamp': String(request.timestamp),
})
