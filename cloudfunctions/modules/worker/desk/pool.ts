import type { Point } from '../../../contract/places'
import type { OrderKinds } from '../../../engines/orders/kind'
import type { Pool, PoolCursor } from '../../../engines/orders/lists/store'
import type { Caller } from '../../../kernel/context'
import { idCursor, openCursor } from '../../../kernel/dispatch/page'
import { invalid } from '../../../kernel/errors'

/** Which waiting orders a worker may take: kinds by their roles, grids below the places of those roles. */
export function poolOf(kinds: OrderKinds, caller: Caller, only: string | undefined, point: Point | null): Pool {
  const roles = caller.grants.map((g) => g.role)
  const taken = kinds.takenBy(roles).filter((kind) => !only || kind.name === only)
  const grants = caller.grants.filter((g) => taken.some((kind) => kind.pool.includes(g.role)))
  return {
    placeIds: [...new Set(grants.map((g) => g.placeId))],
    kinds: taken.map((kind) => kind.name),
    exceptRequesterId: caller.personId,
    point,
  }
}

export function poolCursor(cursor: string | undefined): PoolCursor | null {
  if (!cursor) return null
  const [rank, distance, id] = openCursor(cursor)
  if (Number.isInteger(rank) && Math.abs(rank as number) < 9 && typeof distance === 'number' && typeof id === 'string')
    return { rank: rank as number, distance, id: idCursor(id)! }
  throw invalid({ cursor: '列表位置不对，请从头刷新' })
}
