import { closeEntries } from '../../../engines/doors/store'
import { withdraw } from '../../../engines/messages/deliveries/store'
import { send } from '../../../engines/messages/send'
import type { Deps } from '../../../kernel/context'
import type { Tx } from '../../../kernel/database/open'
import { lapsed } from './messages'
import { isPastEnd, next } from './rules'
import { startSending, startWave } from './send'
import { lockDueNotices, type NoticeRow, updateNotice } from './store'

/** Notices looked at in one transaction. */
const BATCH = 50

/**
 * Sends out what was scheduled for now, sends to the door who has not read within the term, and ends what a notice asks of
 * anybody once it is over. Safe in several processes at once. Answers how many notices it looked at.
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
  const isOver = isPastEnd(row, deps.clock.now())
  const state = next(row.state, 'begin', { needsApproval: false, isAhead: false, isAuthor: false, isOver })
  if (state === 'draft') return putBack(deps, tx, row)
  if (typeof state === 'string') return startSending(deps, tx, { ...row, state })
  if (isOver) return end(deps, tx, row)
  await updateNotice(tx, row, { lookAt: row.expiresAt })
  await startWave(deps, tx, row.id, 'doorsDue', 1)
}

/** The server stood still from before its moment until after its end: nobody is told, and its author hears why. */
async function putBack(deps: Deps, tx: Tx, row: NoticeRow): Promise<void> {
  const { id, authorId, publishAt } = row
  await updateNotice(tx, row, { state: 'draft', publishAt: null, updatedAt: deps.clock.now(), lookAt: null })
  await send(deps, tx, {
    kind: lapsed,
    to: [authorId],
    params: { noticeId: id },
    subjectId: null,
    dedupeKey: `notices.lapsed.${id}.${publishAt?.toISOString()}`,
  })
}

/** It can still be read, but rings nowhere, asks nobody for anything, and nobody goes to a door for it. */
async function end(deps: Deps, tx: Tx, row: NoticeRow): Promise<void> {
  const now = deps.clock.now()
  await updateNotice(tx, row, { lookAt: null })
  await withdraw(tx, [row.id], now)
  await closeEntries(tx, { subjectId: row.id, why: 'expired', now })
}
