import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import type { Effect, Ended, Outcome } from '../../kernel/outbox/effect'
import { WECHAT_CODES, WechatError } from '../../kernel/wechat/errors'
import { setEmployeeBound } from '../../registry/people/store'
import { clearCredits, giveCreditBack } from './credits/store'
import { type BegunTry, beginTries, type DeliveryKey, endDeliveries } from './deliveries/store'
import { ENDINGS, type EndingName, endingOf } from './ending'

export const PUSH = 'messages.push'

/** About 80 minutes of trying, with the outbox's pauses. */
const ATTEMPTS_MAX = 16

/** Sends deliveries by their channels. An interrupted notice is recorded as uncertain; an alarm goes again. */
export const pushEffect: Effect<DeliveryKey, BegunTry | undefined> = {
  kind: PUSH,
  attemptsMax: ATTEMPTS_MAX,
  afterCrash: 'uncertain',
  prepare: (deps, keys) => beginTries(deps.db, keys, deps.clock.now()),
  run: push,
  record: recordEnds,
}

async function push(deps: Deps, _key: DeliveryKey, begun: BegunTry | undefined): Promise<Outcome> {
  if (!begun) return dropped('failed')
  if (begun.isWithdrawn) return dropped(begun.hasTried ? 'withdrawnAfterTry' : 'withdrawn')
  if (!begun.openid) return dropped('unbound')
  if (!begun.isStarted) return dropped('noCredit')
  const templateId = deps.templates[begun.channel][begun.template]
  if (!templateId) return dropped('notTaken', WECHAT_CODES.wrongTemplate)
  try {
    await call(deps, begun, begun.openid, templateId)
    return { result: 'done' }
  } catch (error) {
    if (!(error instanceof WechatError)) throw error
    if (!error.retryable) return dropped(endingOf(error), error.errcode)
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

/** The deliveries' ends, with what they mean for credits and for the binding as staff. */
async function recordEnds(deps: Deps, tx: Tx, ended: readonly Ended<DeliveryKey>[]): Promise<void> {
  const now = deps.clock.now()
  const ends = ended.map(({ payload, outcome, isLast }) => {
    const errorCode = ('errorCode' in outcome ? outcome.errorCode : null) ?? null
    const { state, credit } = isLast ? ENDINGS[nameOf(outcome)] : WAITING
    return { ...payload, state, credit, errorCode }
  })
  const known = await endDeliveries(tx, ends, now)
  for (const { deliveryId, personId, credit, errorCode } of ends) {
    const delivery = known.get(deliveryId)
    if (!delivery) continue
    if (delivery.channel === 'employee') {
      if (errorCode === WECHAT_CODES.notBound) await setEmployeeBound(tx, personId, false)
      continue
    }
    if (credit === 'cleared') await clearCredits(tx, personId, delivery.template, now)
    if (credit === 'givenBack') await giveCreditBack(tx, personId, delivery.template, now)
  }
}

/** Tried again later, with the credit it took. */
const WAITING = { state: 'queued', credit: 'spent' } as const

function nameOf(outcome: Outcome): EndingName {
  if (outcome.result === 'done') return 'sent'
  if (outcome.result === 'uncertain') return 'uncertain'
  // A fault of our own is retried by the outbox under its own name.
  return Object.hasOwn(ENDINGS, outcome.error) ? (outcome.error as EndingName) : 'failed'
}
