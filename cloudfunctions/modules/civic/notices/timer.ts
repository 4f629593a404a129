import type { Deps } from '../../../kernel/context'
import type { Tx } from '../../../kernel/database/open'
import { next, shownState } from './rules'
import { startSending, startWave } from './send'
import { lockDueNotices, type NoticeRow, updateNotice } from './store'

/** Notices looked at in one transaction. */
const BATCH = 50

/**
 * Sends out what was scheduled for now, and sends to the door who has not read within the term, unless the notice is over
 * by then. Safe in several processes at once. Answers how many notices it looked at.
 */
export async function lookAtNotices(deps: Deps): Promise<number> {
  for (let looked = 0; ; ) {
    const count = await deps.db.transaction(async (tx) => {
      const due = await lockDueNotices(tx, deps.clock.now(), BATCH)
      for (const row of due) await look(deps, tx, row)
      return due.length
    })
    looked += count
    if (count < BATCH) return looked
  }
}

async function look(deps: Deps, tx: Tx, row: NoticeRow): Promise<void> {
  const state = next(row.state, 'begin', { needsApproval: false, isAhead: false, isAuthor: false })
  if (typeof state === 'string') return startSending(deps, tx, { ...row, state })
  await updateNotice(tx, row, { lookAt: null })
  if (shownState(row, deps.clock.now()) === 'published') await startWave(deps, tx, row.id, 'doorsDue', 1)
}
