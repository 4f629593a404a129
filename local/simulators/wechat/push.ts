import { setTimeout as sleep } from 'node:timers/promises'
import { signPush } from '../../../cloudfunctions/kernel/wechat/push-callback'
import { newWord, note, nowMs, type World } from './world'

/** WeChat tries a push three times when nobody answers within 5 seconds. */
const TRIES = 3
const PATIENCE_MS = 5000

/** Pushes that are on their way. */
export interface Pushes {
  /** Pushes the verdict on a picture once it is known. */
  later(traceId: string, verdict: Promise<Record<string, unknown>>): void
  stop(): Promise<void>
}

export function createPushes(world: World): Pushes {
  const stopping = new AbortController()
  const underWay = new Set<Promise<void>>()
  return {
    later(traceId, verdict) {
      const delivery = deliver(world, traceId, verdict, stopping.signal).catch((error: unknown) => {
        if (!stopping.signal.aborted) throw error
      })
      underWay.add(delivery)
      delivery.finally(() => underWay.delete(delivery))
    },
    async stop() {
      stopping.abort()
      await Promise.all(underWay)
    },
  }
}

async function deliver(
  world: World,
  traceId: string,
  verdict: Promise<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<void> {
  const { pushDelayMs } = world.settings
  const found = await verdict
  const event = {
    ToUserName: 'gh_simulated',
    FromUserName: 'simulated-platform',
    CreateTime: Math.floor(nowMs(world) / 1000),
    MsgType: 'event',
    Event: 'wxa_media_check',
    appid: world.settings.app?.id,
    trace_id: traceId,
    version: 2,
    detail: [],
    ...found,
  }
  let isDelivered = false
  for (let attempt = 1; attempt <= TRIES && !isDelivered; attempt++) {
    await sleep(pushDelayMs * attempt, undefined, { signal })
    isDelivered = await post(world, event, signal)
  }
  const { suggest } = (found.result ?? {}) as { suggest?: string }
  note(world, { api: 'push', errcode: isDelivered ? 0 : -1, traceId, suggestion: suggest })
}

/** One try, signed as WeChat signs; delivered when the other side answers with 2xx. */
async function post(world: World, event: Record<string, unknown>, signal: AbortSignal): Promise<boolean> {
  const { push } = world.settings
  if (!push) return false
  const timestamp = String(Math.floor(nowMs(world) / 1000))
  const nonce = newWord('nonce')
  const address = new URL(push.url)
  for (const [name, value] of Object.entries({ signature: signPush(push.token, timestamp, nonce), timestamp, nonce }))
    address.searchParams.set(name, value)
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(event),
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    })
    return response.ok
  } catch {
    return false
  }
}
