import { index, pgTable, text } from 'drizzle-orm/pg-core'
import { id, moment, type TableFacts } from '../../kernel/database/columns'

/** Every look at another person's record: who, whose, what and why. The person concerned can read it. */
export const accessLog = pgTable(
  'access_log',
  {
    id: id().primaryKey(),
    /** Whose record was looked at. */
    personId: id('person_id').notNull(),
    viewerId: id('viewer_id').notNull(),
    what: text('what').notNull(),
    /** The record through which it was seen. */
    subjectId: id('subject_id').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [index('access_log_person').on(t.personId, t.at)],
)

export const facts: TableFacts[] = [{ table: accessLog, class: 'person', isAppendOnly: true }]
