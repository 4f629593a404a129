import type { DoorReason } from '../../contract/worker/doors'
import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { emitAll } from '../../kernel/events/store'
import { insertEntries, insertLists, listsOf } from './store'

interface Door {
  personId: string
  homeId: string
  /** Of the home. */
  communityId: string
  gridId: string
  reason: DoorReason
}

/**
 * Puts people on the door lists of their grids, each once for a record, and makes the lists that are missing; of each new
 * one the event `doors.listed` tells. Answers how many people are new.
 */
export async function openDoors(
  deps: Deps,
  tx: Tx,
  { subjectId, title, doors }: { subjectId: string; title: string; doors: readonly Door[] },
): Promise<number> {
  if (doors.length === 0) return 0
  const now = deps.clock.now()
  const grids = new Map(doors.map(({ gridId, communityId }) => [gridId, communityId]))
  const wanted = [...grids].map(([gridId, communityId]) => ({ gridId, communityId, subjectId, title, createdAt: now }))
  const made = await insertLists(
    tx,
    wanted.map((list) => ({ id: deps.newId(), ...list })),
  )
  await emitAll(
    deps,
    tx,
    'doors.listed',
    made.map(({ id, gridId }) => ({ listId: id, gridId })),
  )
  const lists = await listsOf(tx, subjectId, [...grids.keys()])
  return insertEntries(
    tx,
    doors.map(({ gridId, ...door }) => ({
      ...door,
      id: deps.newId(),
      listId: lists.get(gridId)!,
      subjectId,
      createdAt: now,
    })),
  )
}
