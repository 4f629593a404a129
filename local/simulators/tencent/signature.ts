import { createHash, createHmac } from 'node:crypto'
import type { TencentKeys } from './world'

/** A signature lives so long. */
const LIFE_SECONDS = 300
const SHAPE =
  /^TC3-HMAC-SHA256 Credential=([^/]+)\/(\d{4}-\d\d-\d\d)\/(\w+)\/tc3_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/**
 * The error code a signature earns, or null when it is right. Written from the other end than the client's: out of the
 * headers as they arrived, whichever were signed.
 */
export function signatureFault(
  keys: TencentKeys | null,
  expectedService: string,
  headers: Headers,
  body: string,
  nowMs: number,
): string | null {
  const [, id, date, service, names, signature] = SHAPE.exec(headers.get('authorization') ?? '') ?? []
  if (!names) return 'AuthFailure.InvalidAuthorization'
  if (id !== keys?.secretId) return 'AuthFailure.SecretIdNotFound'
  const timestamp = Number(headers.get('x-tc-timestamp'))
  if (!(Math.abs(nowMs / 1000 - timestamp) <= LIFE_SECONDS)) return 'AuthFailure.SignatureExpire'
  const isDated = new Date(timestamp * 1000).toISOString().startsWith(date!)
  const signed = names.split(';')
  if (!isDated || service !== expectedService || !['content-type', 'host'].every((name) => signed.includes(name)))
    return 'AuthFailure.SignatureFailure'
  const lines = signed.map((name) => `${name}:${headers.get(name)?.trim().toLowerCase()}\n`).join('')
  const request = `POST\n/\n\n${lines}\n${names}\n${sha256(body)}`
  const text = `TC3-HMAC-SHA256\n${timestamp}\n${date}/${service}/tc3_request\n${sha256(request)}`
  const expected = hmac(hmac(hmac(hmac(`TC3${keys!.secretKey}`, date!), service), 'tc3_request'), text)
  return expected.toString('hex') === signature ? null : 'AuthFailure.SignatureFailure'
}
