import { sql } from 'drizzle-orm'
import { check, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { DOOR_CLOSINGS, DOOR_OUTCOME_KEYS, DOOR_REASON_KEYS, type DoorClosing } from '../../contract/worker/doors'
import { id, moment, oneOf, type TableFacts, word } from '../../kernel/database/columns'

const CLOSINGS = Object.keys(DOOR_CLOSINGS) as DoorClosing[]

/** 敲门名单: whom the workers of one grid are to tell something in person. One for each grid and subject. */
export const doorLists = pgTable(
  'door_lists',
  {
    id: id().notNull(),
    communityId: id('community_id').notNull(),
    gridId: id('grid_id').notNull(),
    /** The record it is about: a notice. */
    subjectId: id('subject_id').notNull(),
    title: text('title').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.communityId] }),
    uniqueIndex('door_lists_once').on(t.communityId, t.subjectId, t.gridId),
    index('door_lists_grid').on(t.gridId, t.id),
  ],
)

/** A person to be told. A mark that tells them ends it; a note left or nobody at home is kept and leaves it open. */
export const doorEntries = pgTable(
  'door_entries',
  {
    id: id().notNull(),
    communityId: id('community_id').notNull(),
    listId: id('list_id').notNull(),
    subjectId: id('subject_id').notNull(),
    personId: id('person_id').notNull(),
    homeId: id('home_id').notNull(),
    reason: word('reason', DOOR_REASON_KEYS).notNull(),
    createdAt: moment('created_at').notNull(),
    how: word('how', DOOR_OUTCOME_KEYS),
    markedAt: moment('marked_at'),
    markedBy: id('marked_by'),
    /** When nothing was left to do for another reason than a mark. */
    closedAt: moment('closed_at'),
    closedWhy: word('closed_why', CLOSINGS),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.communityId] }),
    uniqueIndex('door_entries_once').on(t.subjectId, t.personId, t.communityId),
    index('door_entries_list').on(t.listId, t.homeId),
    index('door_entries_person').on(t.personId),
    check('door_entries_reason', oneOf(t.reason, DOOR_REASON_KEYS)),
    check('door_entries_how', sql`${t.how} is null or ${oneOf(t.how, DOOR_OUTCOME_KEYS)}`),
    check('door_entries_marked', sql`(${t.how} is null) = (${t.markedAt} is null)`),
    check('door_entries_closed_why', sql`${t.closedWhy} is null or ${oneOf(t.closedWhy, CLOSINGS)}`),
    check('door_entries_closed', sql`(${t.closedAt} is null) = (${t.closedWhy} is null)`),
  ],
)

/** Every mark that was made at a door, and every one taken back (`how` is null). */
export const doorMarks = pgTable(
  'door_marks',
  {
    id: id().notNull(),
    communityId: id('community_id').notNull(),
    entryId: id('entry_id').notNull(),
    how: word('how', DOOR_OUTCOME_KEYS),
    markedAt: moment('marked_at').notNull(),
    markedBy: id('marked_by').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.communityId] }),
    index('door_marks_entry').on(t.entryId, t.id),
    check('door_marks_how', sql`${t.how} is null or ${oneOf(t.how, DOOR_OUTCOME_KEYS)}`),
  ],
)

export const facts: TableFacts[] = [
  { table: doorLists, class: 'place' },
  { table: doorEntries, class: 'place' },
  { table: doorMarks, class: 'place', isAppendOnly: true },
]
