import type { DeliveryState } from '../../../contract/messages'
import type { Deps } from '../../../kernel/context'
import type { Tx } from '../../../kernel/database/open'
import type { Ended, Outcome } from '../../../kernel/outbox/effect'
import { WECHAT_CODES } from '../../../kernel/wechat/errors'
import { setEmployeeBound } from '../../../registry/people/store'
import { clearCredits, giveCreditBack } from '../credits/store'
import { type DeliveryKey, endDeliveries } from '../deliveries/store'
import { ENDINGS, type EndingName } from '../ending'
import { endPaid } from '../paid/store'
import { ringNext } from '../ring-next'
import { correctSpending } from '../spending/store'

/** The deliveries' ends, with what they mean for credits, for spending, for the binding as staff, and for an alarm's next channel. */
export async function recordEnds(deps: Deps, tx: Tx, ended: readonly Ended<DeliveryKey>[]): Promise<void> {
  const now = deps.clock.now()
  // What an open circuit keeps back was not begun.
  const kept = ended.filter(({ outcome }) => outcome.result === 'later').map(({ payload }) => payload)
  const ends = ended.filter(({ outcome }) => outcome.result !== 'later').map(endOf)
  const known = await endDeliveries(tx, ends, now)
  const paid: End[] = []
  for (const end of ends) {
    const delivery = known.get(end.deliveryId)
    if (!delivery) continue
    const { channel, template } = delivery
    if (channel === 'sms' || channel === 'voice') paid.push(end)
    if (channel === 'employee' && end.errorCode === WECHAT_CODES.notBound)
      await setEmployeeBound(tx, end.personId, false)
    if (channel !== 'subscribe') continue
    if (end.credit === 'cleared') await clearCredits(tx, end.personId, template, now)
    if (end.credit === 'givenBack') await giveCreditBack(tx, end.personId, template, now)
  }
  await correctSpending(tx, await endPaid(tx, paid.map(paidEndOf)))
  const failed = ends.filter(({ deliveryId, state }) => known.get(deliveryId)?.isAlarm && !REACHED.includes(state))
  await ringNext(deps, tx, [
    ...kept.map((key) => ({ ...key, isSure: true })),
    ...failed.map((key) => ({ ...key, isSure: false })),
  ])
}

/** After these no other channel is needed. */
const REACHED: readonly DeliveryState[] = ['queued', 'sent', 'delivered', 'cancelled']

interface End extends DeliveryKey {
  state: DeliveryState
  credit: 'spent' | 'givenBack' | 'cleared'
  errorCode: number | null
  outcome: Outcome
}

/** Tried again later, with the credit it took. */
const WAITING = { state: 'queued', credit: 'spent' } as const

function endOf({ payload, outcome, isLast }: Ended<DeliveryKey>): End {
  const { deliveryId, personId } = payload
  const errorCode = ('errorCode' in outcome ? outcome.errorCode : null) ?? null
  const { state, credit } = isLast ? ENDINGS[nameOf(outcome)] : WAITING
  return { deliveryId, personId, state, credit, errorCode, outcome }
}

const paidEndOf = ({ deliveryId, personId, credit, outcome }: End) => ({
  deliveryId,
  personId,
  receipt: outcome.result === 'done' ? (outcome.answer?.receipt ?? null) : null,
  units: outcome.result === 'done' ? (outcome.answer?.units ?? null) : null,
  providerCode: ('providerCode' in outcome ? outcome.providerCode : null) ?? null,
  isGivenBack: credit === 'givenBack',
})

function nameOf(outcome: Outcome): EndingName {
  if (outcome.result === 'done') return 'sent'
  if (outcome.result === 'uncertain') return 'uncertain'
  // A fault of our own is retried by the outbox under its own name.
  return 'error' in outcome && Object.hasOwn(ENDINGS, outcome.error) ? (outcome.error as EndingName) : 'failed'
}
