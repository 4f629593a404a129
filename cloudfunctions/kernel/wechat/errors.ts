/** Where a failure arose: WeChat answered with an errcode, answered with HTTP, answered nonsense, or did not answer. */
export type WechatFailure = 'errcode' | 'http' | 'malformed' | 'timeout' | 'network'

/**
 * Codes worth a later try: -1 busy, 43108 two sends to one person at once.
 * Source: global error codes and subscribeMessage.send. All others say the same however often they are asked.
 */
export const RETRYABLE_ERRCODES: readonly number[] = [-1, 43108]

/** The access token is invalid, expired or not the latest: fetch it anew and ask once more. Source: global error codes. */
export const STALE_TOKEN_ERRCODES: readonly number[] = [40001, 40014, 42001]

/** Codes that callers decide on. Source: the error tables of the interfaces used here. */
export const WECHAT_CODES = {
  wrongOpenid: 40003,
  wrongCode: 40029,
  wrongTemplate: 40037,
  invalidArguments: 40097,
  usedCode: 40163,
  riskyLogin: 40226,
  notBound: 40256,
  wrongPage: 41030,
  noCredit: 43101,
  banned: 43107,
  concurrentSends: 43108,
  quotaReached: 45009,
  tooFrequent: 45011,
  sensitiveWords: 45168,
  wrongData: 47003,
  notVisitedLately: 61010,
} as const

/** Carries no text, openid, token or address: only which interface failed and how. */
export class WechatError extends Error {
  override readonly name = 'WechatError'
  /** For the log, as `wechat.43101` or `wechat.timeout`. */
  readonly code: string

  /**
   * `errcode` and `errmsg` as WeChat gave them, null without an errcode; `status` is the HTTP status, null without an
   * answer; `mayHaveArrived` says that the request may have taken effect although no answer tells so.
   */
  constructor(
    readonly api: string,
    readonly failure: WechatFailure,
    readonly errcode: number | null = null,
    readonly errmsg: string | null = null,
    readonly status: number | null = null,
    readonly mayHaveArrived = false,
  ) {
    const code = `wechat.${errcode ?? failure}`
    super(`${code} from ${api}`)
    this.code = code
  }

  /** Only network errors, timeouts, 5xx, -1 and 43108. */
  get retryable(): boolean {
    return isRetryable(this)
  }
}

/** The same failure of a step before the request proper: without a token nothing was sent. */
export function asUnsent(error: WechatError): WechatError {
  return new WechatError(error.api, error.failure, error.errcode, error.errmsg, error.status)
}

/** The retry rule, over the facts of a failure alone. */
export function isRetryable(facts: Pick<WechatError, 'failure' | 'errcode' | 'status'>): boolean {
  if (facts.failure === 'network' || facts.failure === 'timeout') return true
  if (facts.failure === 'http') return facts.status !== null && facts.status >= 500
  return facts.failure === 'errcode' && facts.errcode !== null && RETRYABLE_ERRCODES.includes(facts.errcode)
}
