import type { Events } from '../../../../contract/events'
import type { Deps } from '../../../../kernel/context'
import type { Tx } from '../../../../kernel/database/open'
import { insertReaders } from '../audience/store'
import { termEndOf } from '../rules'
import { startWave } from '../send'
import { holdingNoticesOf, leaveHomes } from './store'

/**
 * A record turned out to be of two people. What it read and was sent stays with whom the account stays with. Nobody has
 * told the other one: of each notice that holds and is for them as well they are a reader of their own, who has not read
 * it, and whose door is knocked at where that was due already.
 */
export async function partReaders(deps: Deps, tx: Tx, { fromId, newId }: Events['person.split']): Promise<void> {
  const now = deps.clock.now()
  const rows = await holdingNoticesOf(tx, fromId, now)
  await leaveHomes(tx, { noticeIds: rows.map(({ id }) => id), fromId, newId, now })
  for (const row of rows) {
    const { audience, placeId } = row
    const added = await insertReaders(tx, row, { audience, placeId, now, only: newId })
    const isDue = row.state === 'published' && termEndOf(row) <= now
    if (added > 0 && isDue) await startWave(deps, tx, row.id, 'doorsDue', 1)
  }
}
