import type { Deps } from '../../../kernel/context'
import type { Outcome } from '../../../kernel/outbox/effect'
import { WECHAT_CODES, WechatError } from '../../../kernel/wechat/errors'
import type { BegunTry } from '../deliveries/store'
import { endingOf } from '../ending'
import { codeOf, dropped } from './dropped'

/** Two sends to one person at once: the other is over in a moment. Anything else waits twice as long with each try. */
const CONCURRENT_MS = 1000

/** One try by a subscribe or employee message. `judge` is told whether WeChat itself is out of order. */
export async function sendWechat(deps: Deps, begun: BegunTry, judge: (isOutage: boolean) => void): Promise<Outcome> {
  if (begun.isWithdrawn) return dropped(begun.hasTried ? 'withdrawnAfterTry' : 'withdrawn')
  if (!begun.openid) return dropped('unbound')
  if (!begun.isStarted) return dropped('noCredit')
  const templateId = deps.templates[begun.channel][begun.template]
  if (!templateId) return dropped('notTaken', WECHAT_CODES.wrongTemplate)
  try {
    await call(deps, begun, begun.openid, templateId)
    judge(false)
    return { result: 'done' }
  } catch (error) {
    if (!(error instanceof WechatError)) throw error
    judge(isOutage(error))
    if (!error.retryable) return dropped(endingOf(error), error.errcode)
    const pause = error.errcode === WECHAT_CODES.concurrentSends ? { afterMs: CONCURRENT_MS } : {}
    return { result: 'retry', error: endingOf(error), ...pause, ...codeOf(error.errcode) }
  }
}

/** Speaks against WeChat, not against this one message. */
const isOutage = (error: WechatError): boolean => error.retryable && error.errcode !== WECHAT_CODES.concurrentSends

function call(deps: Deps, begun: BegunTry, openid: string, templateId: string): Promise<void> {
  const message = { openid, templateId, page: pageOf(begun), data: begun.data }
  return begun.channel === 'subscribe'
    ? deps.wechat.sendSubscribeMessage(message)
    : deps.wechat.sendEmployeeMessage(message)
}

/** WeChat's `page` is the link without its leading slash. */
const pageOf = ({ link }: BegunTry): string => link?.replace(/^\//, '') ?? ''
