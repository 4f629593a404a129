import type { Deps } from '../../kernel/context'
import { errorFacts } from '../../kernel/log'
import { moveLadder } from './ladder'
import { lockDueLadder } from './store'

/**
 * Climbs on with every ladder that nobody answered in time, one rung each, each in a transaction of its own. One that
 * cannot is logged and tried again at the next look, and holds up no other. Safe in several processes at once.
 */
export async function climbLadders(deps: Deps): Promise<void> {
  const failed: string[] = []
  while (await climbNext(deps, failed));
}

/** False when none is due any more. */
async function climbNext(deps: Deps, failed: string[]): Promise<boolean> {
  let id: string | null = null
  try {
    return await deps.db.transaction(async (tx) => {
      const ladder = await lockDueLadder(tx, deps.clock.now(), failed)
      if (!ladder) return false
      id = ladder.id
      await moveLadder(deps, tx, ladder, { do: 'climb' }, null)
      return true
    })
  } catch (error) {
    if (!id) throw error
    failed.push(id)
    deps.log.error(errorFacts(error), `ladder ${id} did not climb`)
    return true
  }
}
