import type { Clock } from '../cloudfunctions/kernel/clock/clock'
import { CAST, isStaff, openidOf } from './county/cast'
import { type SimulatorOptions, type Simulators, startSimulators } from './simulators/server'
import { SUBSCRIBE_TEMPLATES } from './simulators/wechat/templates'
import { creditKey } from './simulators/wechat/world'

/** Far more than anybody taps for; our own count of consents, which is kept in the database, is what limits sends. */
const CONSENTS = 10_000

/**
 * Starts the simulated WeChat, and Tencent Cloud beside it, for the demo people. A browser shows no consent dialog and binds no employee, and what the
 * simulator knew is gone after a restart: so it holds everybody's consent, and staff are bound.
 */
export async function startWechat(
  options: Pick<SimulatorOptions, 'app' | 'push' | 'tencent' | 'phone'> & { clock: Clock },
): Promise<Simulators> {
  const simulators = await startSimulators({ port: 0, ...options })
  const { bound, credits } = simulators.wechat
  for (const member of CAST) {
    const openid = openidOf(member.key)
    for (const { id } of SUBSCRIBE_TEMPLATES) credits.set(creditKey(openid, id), CONSENTS)
    if (isStaff(member)) bound.add(openid)
  }
  return simulators
}
