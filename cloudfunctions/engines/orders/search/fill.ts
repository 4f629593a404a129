import type { Database } from '../../../kernel/database/open'
import { indexOrder, ordersWithoutEntry } from './store'

const BATCH = 200
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/**
 * Makes findable the orders that have no search entry: those made before there were any. Each batch is committed by
 * itself, so that a run that was cut short is taken up by the next; with nothing left to do it does nothing.
 * @returns how many it entered
 */
export async function fillSearch(db: Database, batch = BATCH): Promise<number> {
  let entered = 0
  for (let after = BEFORE_ALL; ; ) {
    const ids = await ordersWithoutEntry(db, after, batch)
    if (ids.length === 0) return entered
    await db.transaction(async (tx) => {
      for (const id of ids) await indexOrder(tx, id)
    })
    entered += ids.length
    after = ids.at(-1)!
  }
}
