import { sql } from 'drizzle-orm'
import { index, pgTable, text } from 'drizzle-orm/pg-core'
import { VALUE_FIELDS } from '../../contract/items'
import { id, moment, type TableFacts, word } from '../../kernel/database/columns'

/** Every look at another person's record: who, whose, what and why. The person concerned can read it. */
export const accessLog = pgTable(
  'access_log',
  {
    id: id().primaryKey(),
    /** Whose record was looked at. */
    personId: id('person_id').notNull(),
    viewerId: id('viewer_id').notNull(),
    what: text('what').notNull(),
    /** Of one field or item its name. */
    field: word('field', VALUE_FIELDS),
    /** Why, where the viewer had to say so: a purpose's name, and their own words without any numbers. */
    purpose: text('purpose'),
    words: text('words'),
    /** The record through which it was seen. */
    subjectId: id('subject_id').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [
    index('access_log_person').on(t.personId, t.at),
    // Who is in a list.
    index('access_log_list').on(t.subjectId, t.personId).where(sql`what = 'list.view'`),
    index('access_log_browsed').on(t.viewerId, t.at).where(sql`what = 'list.search'`),
    index('access_log_reveals').on(t.viewerId, t.at).where(sql`what = 'person.field'`),
  ],
)

export const facts: TableFacts[] = [{ table: accessLog, class: 'person', isAppendOnly: true }]
