import type { Caller, Deps } from '../../../kernel/context'
import type { Tx } from '../../../kernel/database/open'
import { addNote } from '../notes'
import { record } from '../record'
import { type PlacedOrder, saveOrder } from '../store'
import { FOLLOWER } from '../table'

/** Adds what a follower has seen of the same matter, for those who work on it; the order's state stays as it is. */
export async function supplementAsFollower(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  order: PlacedOrder,
  { now, ...given }: { text?: string; fileIds: string[]; now: Date },
): Promise<void> {
  const noteId = await addNote(deps, tx, caller, order, given)
  if (!noteId) return
  await saveOrder(tx, order, { updatedAt: now })
  await record(deps, tx, order, {
    action: 'supplement',
    toState: order.state,
    actorId: caller.personId,
    actorAs: FOLLOWER,
    toPersonId: null,
    detail: null,
    noteId,
    holderId: order.holderId,
    departmentId: order.departmentId,
    departments: order.departments,
    now,
  })
}
