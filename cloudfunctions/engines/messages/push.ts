import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import type { Effect, Outcome } from '../../kernel/outbox/effect'
import { WECHAT_CODES, WechatError } from '../../kernel/wechat/errors'
import { accountsOf, setEmployeeBound } from '../../registry/people/store'
import { clearCredits, giveCreditBack } from './credits/store'
import { type BegunTry, beginTry, type DeliveryKey, endDelivery, requeueDelivery } from './deliveries/store'
import { ENDINGS, type EndingName, endingOf } from './ending'

export const PUSH = 'messages.push'

/** About 80 minutes of trying, with the outbox's pauses. */
const ATTEMPTS_MAX = 16

/** Sends one delivery by its channel. An interrupted notice is recorded as uncertain; an alarm goes again. */
export const pushEffect: Effect<DeliveryKey> = {
  kind: PUSH,
  attemptsMax: ATTEMPTS_MAX,
  afterCrash: 'uncertain',
  run: push,
  record: recordEnd,
}

async function push(deps: Deps, key: DeliveryKey): Promise<Outcome> {
  const [account] = await accountsOf(deps.db, [key.personId])
  if (!account) return dropped('unbound')
  const begun = await beginTry(deps.db, key, deps.clock.now())
  if (!begun) return dropped('failed')
  if (!begun.isStarted) return dropped('noCredit')
  const templateId = deps.templates[begun.channel][begun.template]
  if (!templateId) return dropped('notTaken', WECHAT_CODES.wrongTemplate)
  try {
    await call(deps, begun, account.openid, templateId)
    return { result: 'done' }
  } catch (error) {
    if (!(error instanceof WechatError)) throw error
    if (!error.retryable) return dropped(endingOf(error), error.errcode)
    await requeueDelivery(deps.db, key, error.errcode, deps.clock.now())
    return { result: 'retry', error: endingOf(error), ...codeOf(error.errcode) }
  }
}

function call(deps: Deps, begun: BegunTry, openid: string, templateId: string): Promise<void> {
  const message = { openid, templateId, page: pageOf(begun), data: begun.data }
  return begun.channel === 'subscribe'
    ? deps.wechat.sendSubscribeMessage(message)
    : deps.wechat.sendEmployeeMessage(message)
}

/** WeChat's `page` is the link without its leading slash. */
const pageOf = ({ link }: BegunTry): string => link?.replace(/^\//, '') ?? ''

const codeOf = (errorCode: number | null) => (errorCode === null ? {} : { errorCode })

const dropped = (error: EndingName, errorCode: number | null = null): Outcome => ({
  result: 'dropped',
  error,
  ...codeOf(errorCode),
})

/** The delivery's end, with what it means for the credit and for the binding as staff. */
async function recordEnd(deps: Deps, tx: Tx, key: DeliveryKey, outcome: Outcome): Promise<void> {
  const now = deps.clock.now()
  const { state, credit } = ENDINGS[nameOf(outcome)]
  const errorCode = ('errorCode' in outcome ? outcome.errorCode : null) ?? null
  const delivery = await endDelivery(tx, key, { state, errorCode, now })
  if (!delivery) return
  const { personId } = key
  if (delivery.channel === 'employee') {
    if (errorCode === WECHAT_CODES.notBound) await setEmployeeBound(tx, personId, false)
    return
  }
  if (credit === 'cleared') await clearCredits(tx, personId, delivery.template, now)
  if (credit === 'givenBack') await giveCreditBack(tx, personId, delivery.template, now)
}

function nameOf(outcome: Outcome): EndingName {
  if (outcome.result === 'done') return 'sent'
  if (outcome.result === 'uncertain') return 'uncertain'
  // A fault of our own is retried by the outbox under its own name.
  return Object.hasOwn(ENDINGS, outcome.error) ? (outcome.error as EndingName) : 'failed'
}
