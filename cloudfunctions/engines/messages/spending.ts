import type { Deps } from '../../kernel/context'
import type { Executor } from '../../kernel/database/open'
import { shanghaiMonth } from './quiet-hours'
import { type Spending, spendingIn } from './spending/store'

/** What stands before a place that is about to pay, all in fen; a price of null: the channel is not set up. */
export interface Purse extends Spending {
  smsFen: number | null
  voiceFen: number | null
}

/** A place's prices, what it spent this month, and what it may spend. */
export async function purseOf(deps: Deps, db: Executor, placeId: string): Promise<Purse> {
  const spending = await spendingIn(db, placeId, shanghaiMonth(deps.clock.now()), deps.pushCapFen)
  return { ...spending, smsFen: deps.sms?.priceFen ?? null, voiceFen: deps.voice?.priceFen ?? null }
}
