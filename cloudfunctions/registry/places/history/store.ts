import { sql } from 'drizzle-orm'
import type { PlaceAction } from '../../../contract/places'
import type { Executor, Tx } from '../../../kernel/database/open'
import { placeHistory } from './table'

export const insertPlaceHistory = async (tx: Tx, row: typeof placeHistory.$inferInsert): Promise<void> => {
  await tx.insert(placeHistory).values(row)
}

const SHOWN = 10

/** The last changes of a place, newest first, with who made them. */
export async function placeHistoryOf(
  db: Executor,
  placeId: string,
): Promise<{ id: string; action: PlaceAction; at: Date; byName: string }[]> {
  const { rows } = await db.execute<{ id: string; action: PlaceAction; at: string; byName: string }>(sql`
    select h.id, h.action, h.at, n.name as "byName" from place_history h join people n on n.id = h.actor_id
    where h.place_id = ${placeId} order by h.id desc limit ${SHOWN}`)
  return rows.map(({ at, ...row }) => ({ ...row, at: new Date(at) }))
}
