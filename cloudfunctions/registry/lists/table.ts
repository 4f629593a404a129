import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core'
import { LIST_PURPOSE_KEYS } from '../../contract/account/privacy'
import type { ListFilter } from '../../contract/secretary/people'
import { id, moment, oneOf, type TableFacts, word } from '../../kernel/database/columns'

/** A list of people that somebody opened: of where, of whom, for what. Who is in it stands in `access_log` alone. */
export const peopleLists = pgTable(
  'people_lists',
  {
    id: id().notNull(),
    communityId: id('community_id').notNull(),
    /** The community or the part of it whose people are listed. */
    placeId: id('place_id').notNull(),
    filter: jsonb('filter').$type<ListFilter>().notNull(),
    purpose: word('purpose', LIST_PURPOSE_KEYS).notNull(),
    people: integer('people').notNull(),
    /** The approval that it used up; null where none was needed. */
    approvalId: id('approval_id'),
    openedBy: id('opened_by').notNull(),
    openedAt: moment('opened_at').notNull(),
    /** When it was taken away as a file, which is once. */
    exportedAt: moment('exported_at'),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.communityId] }),
    index('people_lists_opener').on(t.openedBy, t.openedAt),
    // One approval opens one list, whatever else goes wrong.
    uniqueIndex('people_lists_approval').on(t.communityId, t.approvalId).where(sql`approval_id is not null`),
    check('people_lists_purpose', oneOf(t.purpose, LIST_PURPOSE_KEYS)),
  ],
)

export const facts: TableFacts[] = [{ table: peopleLists, class: 'place' }]
