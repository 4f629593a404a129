import type { Deps } from '../../../kernel/context'
import type { Tx } from '../../../kernel/database/open'
import type { Outcome } from '../../../kernel/outbox/effect'
import { TencentError } from '../../../kernel/tencent/errors'
import type { TextMessage } from '../../../kernel/tencent/sms'
import { phonesOf } from '../../../registry/people/store'
import type { DeliveryKey } from '../deliveries/store'
import { type EndingName, phoneEndingOf } from '../ending'
import { lockWaiting, startTries, type Waiting } from '../paid/store'
import { paramsOf } from '../phone-params'
import { shanghaiMonth } from '../quiet-hours'
import { reserve } from '../spending/store'
import { dropped } from './dropped'

/** A text message or call of which a try begins, or why none does. */
export type BegunRing = { waiting: Waiting; phone: string } | { ending: EndingName }

/** Begins tries: reserves their prices, and opens the phones only now. Undefined for what is gone or over. */
export async function beginRings(deps: Deps, keys: readonly DeliveryKey[]): Promise<(BegunRing | undefined)[]> {
  const now = deps.clock.now()
  const { waiting, started } = await deps.db.transaction(async (tx) => {
    const waiting = await lockWaiting(tx, keys)
    const wanted = waiting.filter((one) => !one.isWithdrawn && one.hasPhone)
    const reserved = await reservePrices(deps, tx, wanted, shanghaiMonth(now))
    const started = wanted.filter((one) => reserved.has(one.deliveryId))
    await startTries(tx, started, shanghaiMonth(now), now)
    return { waiting, started }
  })
  const phones = await phonesOf(
    deps.db,
    deps.encryption,
    started.map(({ personId }) => personId),
  )
  const byId = new Map(
    waiting.map((one): [string, BegunRing] => {
      const phone = started.includes(one) ? phones.get(one.personId) : undefined
      return [one.deliveryId, phone ? { waiting: one, phone } : { ending: endingWithoutTry(one) }]
    }),
  )
  return keys.map(({ deliveryId }) => byId.get(deliveryId))
}

function endingWithoutTry(one: Waiting): EndingName {
  if (one.isWithdrawn) return one.reservedIn === null ? 'withdrawn' : 'withdrawnAfterTry'
  return one.hasPhone ? 'overCap' : one.reservedIn === null ? 'noPhone' : 'wrongPhone'
}

/** Ids of what may be sent: reserved now or by an earlier try, or paid by nobody. */
async function reservePrices(deps: Deps, tx: Tx, wanted: readonly Waiting[], month: string): Promise<Set<string>> {
  const isFree = ({ payerId, reservedIn }: Waiting) => payerId === null || reservedIn !== null
  const reserved = new Set(wanted.filter(isFree).map(({ deliveryId }) => deliveryId))
  const payers = [...new Set(wanted.filter((one) => !isFree(one)).map(({ payerId }) => payerId!))].sort()
  for (const placeId of payers) {
    const payer = { placeId, month, capFen: deps.pushCapFen }
    const own = wanted.filter((one) => !isFree(one) && one.payerId === placeId)
    for (const id of await reserve(tx, payer, own)) reserved.add(id)
  }
  return reserved
}

/** One try by text message or call. `judge` is told whether the provider itself is out of order. */
export async function sendRing(
  deps: Deps,
  route: string,
  begun: BegunRing,
  judge: (isOutage: boolean) => void,
): Promise<Outcome> {
  if ('ending' in begun) return dropped(begun.ending)
  const { waiting, phone } = begun
  const templateId = deps.templates[waiting.channel][waiting.template]
  if (!templateId) return dropped('notTaken')
  try {
    const message = { phone, templateId, params: paramsOf(waiting.data), context: waiting.deliveryId }
    const answer = await call(deps, waiting.channel, route, message)
    judge(false)
    return { result: 'done', answer }
  } catch (error) {
    if (!(error instanceof TencentError)) throw error
    judge(error.isOutage)
    const facts = { error: phoneEndingOf(error), ...(error.providerCode && { providerCode: error.providerCode }) }
    return error.retryable ? { result: 'retry', ...facts, ...pauseOf(error) } : { result: 'dropped', ...facts }
  }
}

const call = (deps: Deps, channel: 'sms' | 'voice', route: string, message: TextMessage) =>
  channel === 'sms' ? deps.sms!.routes.get(route)!.send(message) : deps.voice!.routes.get(route)!.call(message)

/** Limits of one phone are over by the clock. */
const PAUSES: Record<string, number> = {
  'LimitExceeded.PhoneNumberThirtySecondLimit': 30_000,
  'LimitExceeded.PhoneNumberOneHourLimit': 3_600_000,
}

function pauseOf({ providerCode }: TencentError): { afterMs?: number } {
  const afterMs = PAUSES[providerCode ?? '']
  return afterMs === undefined ? {} : { afterMs }
}
