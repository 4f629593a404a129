import type { DeliveryState } from '../../contract/messages'
import type { TencentError } from '../../kernel/tencent/errors'
import { STALE_TOKEN_ERRCODES, WECHAT_CODES, type WechatError } from '../../kernel/wechat/errors'

/** What a delivery's end means for its state and for what its first try took: a credit, or its price. */
interface Ending {
  state: DeliveryState
  credit: 'spent' | 'givenBack' | 'cleared'
}

/** Every way a push can end, by the name the outbox keeps as its last error. */
export const ENDINGS = {
  sent: { state: 'sent', credit: 'spent' },
  uncertain: { state: 'uncertain', credit: 'spent' },
  /** None was left, so none was taken. */
  noCredit: { state: 'noCredit', credit: 'spent' },
  /** WeChat counts fewer consents than we do, or the person refused since. */
  refused: { state: 'noCredit', credit: 'cleared' },
  unbound: { state: 'unbound', credit: 'spent' },
  /** The message or our quota was at fault: WeChat used up no consent. */
  notTaken: { state: 'failed', credit: 'givenBack' },
  /** It never arrived, or WeChat was out of order. */
  outOfReach: { state: 'failed', credit: 'givenBack' },
  failed: { state: 'failed', credit: 'spent' },
  /** Of these nothing was taken. */
  noPhone: { state: 'noPhone', credit: 'spent' },
  overCap: { state: 'overCap', credit: 'spent' },
  /** The number does not exist, or takes nothing from us. */
  wrongPhone: { state: 'noPhone', credit: 'givenBack' },
  /** No longer wanted before its first try, which would have taken the credit; or after one that did not arrive. */
  withdrawn: { state: 'cancelled', credit: 'spent' },
  withdrawnAfterTry: { state: 'cancelled', credit: 'givenBack' },
} as const satisfies Record<string, Ending>

export type EndingName = keyof typeof ENDINGS

/** 40257: the employee message's wrong openid. */
const UNBOUND: readonly number[] = [WECHAT_CODES.wrongOpenid, WECHAT_CODES.notBound, 40257]

const NOT_TAKEN: readonly number[] = [
  WECHAT_CODES.wrongTemplate,
  WECHAT_CODES.wrongPage,
  WECHAT_CODES.wrongData,
  WECHAT_CODES.invalidArguments,
  WECHAT_CODES.sensitiveWords,
  WECHAT_CODES.quotaReached,
  ...STALE_TOKEN_ERRCODES,
]

/** -1 busy and 43108 concurrent sends: asked again, and not sent when asked for the last time. */
const OUT_OF_REACH: readonly number[] = [-1, WECHAT_CODES.concurrentSends]

/**
 * How a push ends when this failure is its last. An unanswered request is uncertain: it may have arrived.
 * Source: error tables of subscribeMessage.send and SendEmployeeRelationMsg.
 */
export function endingOf(failure: Pick<WechatError, 'api' | 'failure' | 'errcode' | 'mayHaveArrived'>): EndingName {
  const { errcode } = failure
  // Without an access token the message itself was never sent.
  if (failure.api === 'token') return 'outOfReach'
  if (failure.failure === 'http') return 'outOfReach'
  if (errcode === null) return failure.mayHaveArrived ? 'uncertain' : 'outOfReach'
  if (errcode === WECHAT_CODES.noCredit) return 'refused'
  if (UNBOUND.includes(errcode)) return 'unbound'
  if (NOT_TAKEN.includes(errcode)) return 'notTaken'
  return OUT_OF_REACH.includes(errcode) ? 'outOfReach' : 'failed'
}

/** The registry has a number that is none. */
const WRONG_PHONE: readonly string[] = [
  'InvalidParameterValue.IncorrectPhoneNumber',
  'InvalidParameterValue.CalledNumberVerifyFail',
  'FailedOperation.PhoneNumberParseFail',
  'FailedOperation.PhoneNumberInBlacklist',
]

/** The same of a text message or call: what the phone company refuses it does not bill. Source: 错误码 of SendSms. */
export function phoneEndingOf(failure: Pick<TencentError, 'providerCode' | 'mayHaveArrived'>): EndingName {
  if (failure.providerCode !== null) return WRONG_PHONE.includes(failure.providerCode) ? 'wrongPhone' : 'notTaken'
  return failure.mayHaveArrived ? 'uncertain' : 'outOfReach'
}
