import { index, integer, pgTable } from 'drizzle-orm/pg-core'
import { id, moment, type TableFacts } from '../../../kernel/database/columns'

/**
 * Open orders counted as they come and go, by community and by the hours in which they turn yellow and are due: one more
 * or one less with each move, added up by whoever asks. Nobody waits for a counter; lines of the same hours are put
 * together now and then.
 */
export const orderTallies = pgTable(
  'order_tallies',
  {
    id: id().primaryKey(),
    communityId: id('community_id').notNull(),
    /** None while the promise stands still. */
    yellowHour: moment('yellow_hour'),
    dueHour: moment('due_hour'),
    delta: integer('delta').notNull(),
  },
  (t) => [index('order_tallies_community').on(t.communityId)],
)

export const facts: TableFacts[] = [{ table: orderTallies, class: 'place', isDeletable: true }]
