import type { Channel } from '../../contract/messages'
import type { Deps } from '../../kernel/context'
import type { Effect, Outcome } from '../../kernel/outbox/effect'
import type { Ticket } from '../../kernel/providers/breaker'
import { type BegunTry, beginTries, type DeliveryKey } from './deliveries/store'
import { dropped } from './push/dropped'
import { recordEnds } from './push/ends'
import { type BegunRing, beginRings, sendRing } from './push/phone'
import { sendWechat } from './push/wechat'

export const PUSH = 'messages.push'

/** About 80 minutes of trying, with the outbox's pauses. */
const ATTEMPTS_MAX = 16

export interface PushKey extends DeliveryKey {
  /** Absent in what was written before there were others than WeChat's. */
  channel?: Channel
}

/** Null: nobody is set up to carry it. */
type Prepared =
  | { waitMs: number }
  | { route: string; over: Ticket; begun?: BegunTry | undefined; ring?: BegunRing | undefined }
  | null

/** Sends deliveries by their channels. An interrupted notice is recorded as uncertain; an alarm goes again. */
export const pushEffect: Effect<PushKey, Prepared> = {
  kind: PUSH,
  attemptsMax: ATTEMPTS_MAX,
  afterCrash: 'uncertain',
  prepare,
  run: push,
  record: recordEnds,
}

const isPhone = ({ channel }: PushKey): boolean => channel === 'sms' || channel === 'voice'

/** The routes by which a channel may go, as `kernel/providers` knows them. */
function routesOf({ sms, voice }: Deps, { channel = 'subscribe' }: PushKey): string[] {
  if (channel === 'sms') return [...(sms?.routes.keys() ?? [])]
  if (channel === 'voice') return [...(voice?.routes.keys() ?? [])]
  return [`wechat.${channel}`]
}

/** What an open circuit keeps back is not begun, so that it takes neither credit nor price. */
async function prepare(deps: Deps, keys: PushKey[]): Promise<Prepared[]> {
  const admissions = keys.map((key) => {
    const routes = routesOf(deps, key)
    return routes.length > 0 ? deps.providers.admit(routes) : null
  })
  const admitted = keys.filter((_, i) => admissions[i] && 'over' in admissions[i])
  const [phones, wechat] = [admitted.filter(isPhone), admitted.filter((key) => !isPhone(key))]
  try {
    const rings = phones.length > 0 ? await beginRings(deps, phones) : []
    const begun = wechat.length > 0 ? await beginTries(deps.db, wechat, deps.clock.now()) : []
    return admissions.map((admission, i) => {
      if (!admission || 'waitMs' in admission) return admission
      const key = keys[i]!
      return isPhone(key)
        ? { ...admission, ring: rings[phones.indexOf(key)] }
        : { ...admission, begun: begun[wechat.indexOf(key)] }
    })
  } catch (error) {
    for (const admission of admissions) if (admission && 'over' in admission) admission.over('unused')
    throw error
  }
}

async function push(deps: Deps, _key: PushKey, prepared: Prepared): Promise<Outcome> {
  if (!prepared) return dropped('notTaken')
  if ('waitMs' in prepared) return { result: 'later', afterMs: prepared.waitMs }
  const { route, over, begun, ring } = prepared
  let verdict: Parameters<Ticket>[0] = 'unused'
  const judge = (isOutage: boolean) => {
    verdict = isOutage ? 'failed' : 'ok'
  }
  try {
    if (ring) return await sendRing(deps, route, ring, judge)
    return begun ? await sendWechat(deps, begun, judge) : dropped('failed')
  } finally {
    over(verdict)
  }
}
