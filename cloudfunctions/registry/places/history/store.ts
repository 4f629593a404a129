import { sql } from 'drizzle-orm'
import type { Executor, Tx } from '../../../kernel/database/open'
import { placeHistory } from './table'

export const insertPlaceHistory = async (tx: Tx, row: typeof placeHistory.$inferInsert): Promise<void> => {
  await tx.insert(placeHistory).values(row)
}

const SHOWN = 10

/** One change; `before` and `after` as the table has them. */
export interface PlaceChange<A> extends Record<string, unknown> {
  id: string
  action: A
  before: string | null
  after: string | null
  at: Date
  byName: string
}

/** The last changes of a place of certain kinds, newest first, with who made them. */
export async function placeHistoryOf<A extends (typeof placeHistory.$inferSelect)['action']>(
  db: Executor,
  placeId: string,
  actions: readonly A[],
): Promise<PlaceChange<A>[]> {
  const { rows } = await db.execute<Omit<PlaceChange<A>, 'at'> & { at: string }>(sql`
    select h.id, h.action, h.before, h.after, h.at, n.name as "byName" from place_history h join people n on n.id = h.actor_id
    where h.place_id = ${placeId} and h.action = any(${sql.param([...actions])}::text[])
    order by h.id desc limit ${SHOWN}`)
  return rows.map(({ at, ...row }) => ({ ...row, at: new Date(at) }) as PlaceChange<A>)
}
