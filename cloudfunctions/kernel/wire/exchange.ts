import { Agent as HttpAgent, type IncomingMessage, request as overHttp } from 'node:http'
import { Agent as HttpsAgent, request as overHttps } from 'node:https'

export interface Asked {
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body?: string
  /** Milliseconds until an answer that is not complete counts as none. */
  timeoutMs: number
}

export interface Answered {
  status: number
  text: string
}

/** One request over HTTP. Throws Unanswered and nothing else; a redirect is an answer like any other. */
export type Exchange = (address: URL, asked: Asked) => Promise<Answered>

/** Node's codes for a connection that never stood: what was to be sent cannot have arrived. */
const NEVER_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']

/** Tells neither address nor content: both may be secret. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered'

  constructor(
    readonly reason: 'timeout' | 'network',
    readonly mayHaveArrived: boolean,
  ) {
    super(reason)
  }
}

/** A connection nobody needs is let go before the other side would: that would meet a request on its way. */
const KEPT = { keepAlive: true, maxFreeSockets: 256, timeout: 4000 }
const plain = new HttpAgent(KEPT)
const secure = new HttpsAgent(KEPT)

/** By Node's own client: `fetch` takes three times the work, which tells at thousands of pushes a second. */
export const exchange: Exchange = (address, { method, headers, body, timeoutMs }) =>
  new Promise((resolve, reject) => {
    const options = { method, headers: { ...headers, ...lengthOf(body) } }
    const sent =
      address.protocol === 'https:'
        ? overHttps(address, { ...options, agent: secure }, answered)
        : overHttp(address, { ...options, agent: plain }, answered)
    const fail = (unanswered: Unanswered) => {
      clearTimeout(timer)
      reject(unanswered)
      sent.destroy()
    }
    const timer = setTimeout(() => fail(new Unanswered('timeout', true)), timeoutMs)
    sent.on('error', (error) => fail(failureOf(error)))
    sent.end(body)

    function answered(response: IncomingMessage) {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', (error) => fail(failureOf(error)))
      response.on('end', () => {
        clearTimeout(timer)
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') })
      })
    }
  })

const lengthOf = (body: string | undefined) =>
  body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }

const failureOf = (error: NodeJS.ErrnoException) =>
  new Unanswered('network', !NEVER_CONNECTED.includes(error.code ?? ''))
