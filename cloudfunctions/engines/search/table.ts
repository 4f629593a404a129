import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { id, type TableFacts } from '../../kernel/database/columns'

/**
 * What records are found by. `grams` holds the text's pairs and, for each place the record lies in, one mark of place and
 * month: whoever looks is let in by the marks of their own places alone, and the newest months are looked through first.
 */
export const searchEntries = pgTable(
  'search_entries',
  {
    communityId: id('community_id').notNull(),
    subject: text('subject').notNull(),
    subjectId: id('subject_id').notNull(),
    grams: text('grams').array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.subjectId, t.communityId] }), index('search_entries_grams').using('gin', t.grams)],
)

export const facts: TableFacts[] = [{ table: searchEntries, class: 'place' }]
