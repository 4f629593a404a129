import { sql } from 'drizzle-orm'
import { check, date, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { VISIT_REASON_KEYS } from '../../../contract/worker/visits'
import { id, moment, oneOf, type TableFacts, word } from '../../../kernel/database/columns'

const STATES = ['due', 'done', 'dropped'] as const

/**
 * A visit that is due, that was made, or that nobody owes any more. A person is due once at a time by each rule, and once
 * for each day on which a period ends, whoever makes the lists and however often.
 */
export const visits = pgTable(
  'visits',
  {
    id: id().notNull(),
    communityId: id('community_id').notNull(),
    personId: id('person_id').notNull(),
    reason: word('reason', VISIT_REASON_KEYS).notNull(),
    /** The last day of the period, in Shanghai; of an arrival its day. */
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    state: word('state', STATES).notNull(),
    createdAt: moment('created_at').notNull(),
    endedAt: moment('ended_at'),
    doneBy: id('done_by'),
    /** What came of it, sealed: it tells of a home. */
    resultSealed: text('result_sealed'),
    fileIds: uuid('file_ids').array().notNull(),
    /** The order by which somebody asked for it; each time that order is resolved is a visit of its own. */
    orderId: id('order_id'),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.communityId] }),
    uniqueIndex('visits_once')
      .on(t.communityId, t.personId, t.reason, t.dueOn)
      .where(sql`state <> 'dropped' and order_id is null`),
    uniqueIndex('visits_due_once').on(t.communityId, t.personId, t.reason).where(sql`state = 'due'`),
    index('visits_due').on(t.communityId, t.dueOn).where(sql`state = 'due'`),
    index('visits_person').on(t.personId, t.endedAt),
    check('visits_reason', oneOf(t.reason, VISIT_REASON_KEYS)),
    check('visits_state', oneOf(t.state, STATES)),
    check('visits_ended', sql`(${t.state} = 'due') = (${t.endedAt} is null)`),
    check('visits_done', sql`(${t.state} = 'done') = (${t.doneBy} is not null)`),
  ],
)

export const facts: TableFacts[] = [{ table: visits, class: 'place', sealed: { result_sealed: ['id'] } }]
