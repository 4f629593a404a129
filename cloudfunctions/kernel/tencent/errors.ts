/** Where a failure arose: a code was answered, an HTTP status, nonsense, or nothing. */
export type TencentFailure = 'code' | 'http' | 'malformed' | 'timeout' | 'network'

/** Carries no phone, words, keys or address: only which action failed and how. */
export class TencentError extends Error {
  override readonly name = 'TencentError'
  /** For the log, as `tencent.LimitExceeded.PhoneNumberDailyLimit` or `tencent.timeout`. */
  readonly code: string

  /**
   * `providerCode` is null without one; `status` is the HTTP status, null without an answer; `mayHaveArrived` says that
   * the request may have taken effect although no answer tells so.
   */
  constructor(
    readonly action: string,
    readonly failure: TencentFailure,
    readonly providerCode: string | null = null,
    readonly status: number | null = null,
    readonly mayHaveArrived = false,
  ) {
    const code = `tencent.${providerCode ?? (failure === 'http' ? `http.${status}` : failure)}`
    super(`${code} from ${action}`)
    this.code = code
  }

  /** Worth a later try with the same words to the same phone. */
  get retryable(): boolean {
    return isRetryable(this)
  }

  /** Speaks against the provider or our account there, not against this one request. */
  get isOutage(): boolean {
    return this.failure === 'code' ? OUTAGES.some((known) => isOf(this, known)) : isRetryable(this)
  }
}

/** Codes of InternalError that say the same however often they are asked. Source: 错误码 of SendSms. */
const OUR_FAULT = [
  'InternalError.JsonParseFail',
  'InternalError.RequestTimeException',
  'InternalError.RestApiInterfaceNotExist',
  'InternalError.SigFieldMissing',
  'InternalError.SigVerificationFail',
]

/** An empty account is filled up within the hour, or another account takes over. */
const OUTAGES = ['InternalError', 'FailedOperation.InsufficientBalanceInSmsPackage']

const PASSING = [
  ...OUTAGES,
  'RequestLimitExceeded',
  'LimitExceeded.PhoneNumberThirtySecondLimit',
  'LimitExceeded.PhoneNumberOneHourLimit',
]

type Facts = Pick<TencentError, 'failure' | 'providerCode' | 'status'>

const isOf = ({ providerCode }: Facts, known: string) =>
  providerCode === known || (providerCode?.startsWith(`${known}.`) && !OUR_FAULT.includes(providerCode))

function isRetryable(facts: Facts): boolean {
  if (facts.failure === 'code') return PASSING.some((known) => isOf(facts, known))
  return facts.failure !== 'http' || facts.status! >= 500
}
