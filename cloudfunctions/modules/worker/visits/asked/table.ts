import { index, pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { id, type TableFacts } from '../../../../kernel/database/columns'

/** Whom an order of kind `visit` asks to visit. The order itself names who asked, and stands with everyone who may take it. */
export const visitRequests = pgTable(
  'visit_requests',
  {
    orderId: id('order_id').notNull(),
    communityId: id('community_id').notNull(),
    personId: id('person_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orderId, t.communityId] }),
    index('visit_requests_person').on(t.personId, t.communityId),
  ],
)

export const facts: TableFacts[] = [{ table: visitRequests, class: 'place' }]
