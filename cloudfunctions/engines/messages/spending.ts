import type { Deps } from '../../kernel/context'
import type { Executor } from '../../kernel/database/open'
import { shanghaiMonth } from './quiet-hours'
import { type Spending, spendingIn } from './spending/store'

/** What a text message and a call cost, in fen; null: the channel is not set up. */
export interface Prices {
  smsFen: number | null
  voiceFen: number | null
}

/** What stands before a place that is about to pay, all in fen. */
export interface Purse extends Spending, Prices {}

export const pricesOf = (deps: Pick<Deps, 'sms' | 'voice'>): Prices => ({
  smsFen: deps.sms?.priceFen ?? null,
  voiceFen: deps.voice?.priceFen ?? null,
})

/** What each of these places spent this month, and what it may spend. */
export const spendingOf = (deps: Deps, db: Executor, placeIds: readonly string[]): Promise<Map<string, Spending>> =>
  spendingIn(db, placeIds, shanghaiMonth(deps.clock.now()), deps.pushCapFen)

/** A place's prices, what it spent this month, and what it may spend. */
export async function purseOf(deps: Deps, db: Executor, placeId: string): Promise<Purse> {
  const spending = await spendingOf(deps, db, [placeId])
  return { ...spending.get(placeId)!, ...pricesOf(deps) }
}

/** What is left of this month's cap, in fen; null where nothing costs anything because no channel is set up. */
export const leftOf = ({ smsFen, voiceFen, capFen, spentFen }: Purse): number | null =>
  smsFen === null && voiceFen === null ? null : Math.max(capFen - spentFen, 0)
