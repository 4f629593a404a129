import { expect } from 'vitest'
import type { Clock } from '../../cloudfunctions/kernel/clock/clock'
import { createWechat, type WechatOptions } from '../../cloudfunctions/kernel/wechat/client'
import { WechatError } from '../../cloudfunctions/kernel/wechat/errors'
import type { TokenStore } from '../../cloudfunctions/kernel/wechat/tokens'
import { type SimulatorOptions, startSimulators } from '../../local/simulators/server'

export const APP = { id: 'wx-test', secret: 'test-secret' }
export const PROGRESS = 'tmpl-appeal-progress'
export const WAITING = 'tmpl-order-waiting'

export const progressData = {
  character_string1: 'SQ20261124001',
  phrase2: '已受理',
  thing3: '单元门禁坏了',
  time4: '2026年11月24日 14:18',
  thing5: '网格员会在今天联系您',
}
export const waitingData = { thing1: '门禁报修', thing2: '3号楼2单元', time3: '2026年11月24日 14:18', phrase4: '加急' }

/** A clock that stands still until it is moved. */
export function movableClock(): Clock & { advance(ms: number): void } {
  let now = Date.parse('2026-11-24T06:18:00Z')
  return {
    now: () => new Date(now),
    advance(ms) {
      now += ms
    },
  }
}

/** Keeps one token in memory, with neither age nor lock. */
export function memoryTokens(): TokenStore {
  let kept: string | null = null
  return {
    async get(_appId, fetchToken) {
      kept ??= (await fetchToken(false)).token
      return kept
    },
    async renew(_appId, _refused, fetchToken) {
      kept = (await fetchToken(false)).token
      return kept
    },
  }
}

/** Simulators on a free port, a client of theirs, and a hand on their controls. */
export async function wechatWorld(simulated: Partial<SimulatorOptions> = {}, client: Partial<WechatOptions> = {}) {
  const clock = movableClock()
  const simulators = await startSimulators({
    port: 0,
    latencyMs: 5,
    clock,
    app: { ...APP },
    ...simulated,
  })
  const wechat = createWechat({
    baseUrl: simulators.url,
    appId: APP.id,
    appSecret: APP.secret,
    tokens: memoryTokens(),
    ...client,
  })
  const control = async <T = Record<string, unknown>>(path: string, input: object = {}): Promise<T> => {
    const response = await fetch(`${simulators.url}/control/${path}`, { method: 'POST', body: JSON.stringify(input) })
    expect(response.status, path).toBe(200)
    return (await response.json()) as T
  }
  return { clock, simulators, wechat, control }
}

export type WechatWorld = Awaited<ReturnType<typeof wechatWorld>>

/** The error a call ends with; fails when it ends well. */
export async function errorOf(call: Promise<unknown>): Promise<WechatError> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(WechatError)
  return error as WechatError
}
