import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PhoneWorld, Rung } from './phone-world'

const TRIES = 3

/** Posts what became of texts and calls, some time after they were taken, as the phone company does. */
export function createReports(world: PhoneWorld) {
  const underWay = new Set<Promise<void>>()
  const aborter = new AbortController()
  setMaxListeners(0, aborter.signal)

  async function post(kind: 'sms' | 'voice', body: unknown): Promise<void> {
    const { callback, reportDelayMs } = world.settings
    if (!callback) return
    for (let tries = 0; tries < TRIES; tries++) {
      const answer = await fetch(`${callback.url}/notify/tencent-${kind}/${callback.secret}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: aborter.signal,
      })
      const said = (await answer.json().catch(() => null)) as { result?: number } | null
      if (said?.result === 0) return
      await sleep(reportDelayMs, undefined, { signal: aborter.signal })
    }
  }

  async function tell(rung: Rung): Promise<void> {
    await sleep(world.settings.reportDelayMs, undefined, { signal: aborter.signal })
    if (rung.action === 'SendSms') return post('sms', [smsReport(world, rung)])
    const { status, key } = callReports(world, rung)
    // A key is pressed while the call lasts, so it is told first.
    if (key) await post('voice', key)
    await post('voice', status)
  }

  return {
    after(rung: Rung): void {
      const told = tell(rung)
        .catch(() => {})
        .finally(() => underWay.delete(told))
      underWay.add(told)
    },
    /** Resolves when every report is posted. */
    async settle(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    async stop(): Promise<void> {
      aborter.abort()
      await Promise.all(underWay)
    },
  }
}

function smsReport(world: PhoneWorld, { phone, receipt, context }: Rung) {
  const isArrived = !world.unreachable.has(phone)
  const at = world.clock.now().getTime()
  world.reports.push({ receipt, phone, context, isArrived, at })
  return {
    user_receive_time: new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
    nationcode: '86',
    mobile: phone,
    report_status: isArrived ? 'SUCCESS' : 'FAIL',
    errmsg: isArrived ? 'DELIVRD' : 'UNDELIV',
    description: isArrived ? '用户短信送达成功' : '用户短信送达失败',
    sid: receipt,
  }
}

function callReports(world: PhoneWorld, { phone, receipt, at }: Rung) {
  const isReachable = !world.unreachable.has(phone)
  const { isAnswered, key } = world.answering.get(phone) ?? { isAnswered: true, key: null }
  const isUp = isReachable && isAnswered
  const about = { call_from: '075500000000', callid: receipt, mobile: phone, nationcode: '86' }
  const seconds = String(Math.floor(at / 1000))
  const times = { accept_time: isUp ? seconds : '0', start_calltime: seconds, end_calltime: seconds }
  return {
    status: {
      voiceprompt_callback: { ...about, ...times, result: isUp ? '0' : isReachable ? '1' : '2', fee: isUp ? '1' : '0' },
    },
    key: isUp && key ? { voicekey_callback: { ...about, keypress: key } } : null,
  }
}

export type Reports = ReturnType<typeof createReports>
