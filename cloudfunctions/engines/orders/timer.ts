import type { OrderEvent } from '../../contract/events'
import type { OrderState } from '../../contract/orders'
import { signal } from '../../kernel/changes/store'
import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { emitAll } from '../../kernel/events/store'
import { lookAtOf, rungsAhead, rungsToTell } from './ladder'
import { SYSTEM_ACTOR } from './record'
import { screensOf } from './signals'
import { insertEvents, lockDue, type PlacedOrder, saveLooked } from './store'

/** Orders looked at in one transaction. */
const BATCH = 500

/** What time has brought upon one order: rungs of its ladder, or its end. */
interface Look {
  order: PlacedOrder
  /** One line of history each. */
  moves: { action: 'escalate' | 'lapse'; detail: string | null }[]
  state: OrderState
  rungs: string[]
  lookAt: Date | null
}

/**
 * Looks at every order whose moment has come: rings the ladder's rungs that are due, each once, and closes what was
 * resolved and never answered. Safe to run in several processes at once. Answers how many orders it looked at.
 */
export async function lookAtOrders(deps: Deps): Promise<number> {
  for (let looked = 0; ; ) {
    const count = await deps.db.transaction((tx) => lookAtBatch(deps, tx))
    looked += count
    if (count < BATCH) return looked
  }
}

async function lookAtBatch(deps: Deps, tx: Tx): Promise<number> {
  const now = deps.clock.now()
  const orders = await lockDue(tx, now, BATCH)
  if (orders.length === 0) return 0
  const looks = orders.map((order) => look(deps, order, now))
  await saveLooked(tx, looks, now)
  const moved = looks.filter(({ moves }) => moves.length > 0)
  if (moved.length > 0) await tell(deps, tx, moved, now)
  return orders.length
}

function look(deps: Deps, order: PlacedOrder, now: Date): Look {
  const kind = deps.kinds.of(order.kind)
  if (order.state === 'resolved') {
    const isOver = order.closesAt !== null && order.closesAt <= now
    return isOver
      ? { order, moves: [{ action: 'lapse', detail: null }], state: 'closed', rungs: order.rungs, lookAt: null }
      : { order, moves: [], state: order.state, rungs: order.rungs, lookAt: order.closesAt }
  }
  const due = rungsAhead(order, kind, deps.calendar)
    .filter(({ at }) => at <= now)
    .map(({ rung }) => rung)
  const rungs = [...order.rungs, ...due.map(({ name }) => name)]
  const lookAt = lookAtOf({ ...order, rungs }, kind, deps.calendar)
  const moves = rungsToTell(due).map(({ name }) => ({ action: 'escalate' as const, detail: name }))
  return { order, moves, state: order.state, rungs, lookAt }
}

async function tell(deps: Deps, tx: Tx, looks: Look[], now: Date): Promise<void> {
  await insertEvents(
    tx,
    looks.flatMap(({ order, moves, state }) =>
      moves.map((move, i) => ({
        ...move,
        id: deps.newId(),
        communityId: order.communityId,
        orderId: order.id,
        seq: order.version + 1 + i,
        fromState: order.state,
        toState: state,
        actorId: SYSTEM_ACTOR.id,
        actorAs: SYSTEM_ACTOR.as,
        toPersonId: null,
        noteId: null,
        at: now,
      })),
    ),
  )
  await signal(
    deps,
    tx,
    looks.flatMap(({ order }) => screensOf(order)),
  )
  await emitAll(deps, tx, 'order.moved', looks.flatMap(asEvents))
}

const asEvents = ({ order, moves, state }: Look): OrderEvent[] =>
  moves.map((move) => ({
    ...move,
    orderId: order.id,
    communityId: order.communityId,
    kind: order.kind as OrderEvent['kind'],
    fromState: order.state,
    toState: state,
    actorId: SYSTEM_ACTOR.id,
    requesterId: order.requesterId,
    holderId: order.holderId,
    formerHolderId: order.holderId,
    departmentId: order.departmentId,
    formerDepartmentId: order.departmentId,
    noteId: null,
  }))
