import { bigint, check, customType, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { id, moment, oneOf, type TableFacts, word } from '../database/columns'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

export const FILE_STATES = ['begun', 'ready', 'unreadable'] as const
const CHECK_STATES = ['pending', 'passed', 'refused'] as const

/** A picture, voice note or document somebody attached. Its bytes are stored apart and can be erased without touching this row. */
export const files = pgTable(
  'files',
  {
    id: id().primaryKey(),
    personId: id('person_id').notNull(),
    state: word('state', FILE_STATES).notNull(),
    mime: text('mime').notNull(),
    bytes: integer('bytes').notNull(),
    width: integer('width'),
    height: integer('height'),
    /** How a picture looks, in 63 bits: see `likeness.ts`. */
    phash: bigint('phash', { mode: 'bigint' }),
    /** Of a voice note; width and height are a picture's. */
    seconds: integer('seconds'),
    /** Of a document. */
    name: text('name'),
    /** When its bytes came; older rows of pictures and sound tell it by their size and length. */
    receivedAt: moment('received_at'),
    checkState: word('check_state', CHECK_STATES).notNull(),
    /** WeChat answers checks of pictures and sound later, under this id. */
    checkTraceId: text('check_trace_id'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    index('files_person').on(t.personId),
    index('files_trace').on(t.checkTraceId),
    check('files_state', oneOf(t.state, FILE_STATES)),
    check('files_check_state', oneOf(t.checkState, CHECK_STATES)),
  ],
)

export const fileContents = pgTable('file_contents', {
  fileId: id('file_id').primaryKey(),
  content: bytea('content').notNull(),
})

export const facts: TableFacts[] = [
  { table: files, class: 'lookup' },
  { table: fileContents, class: 'lookup', isDeletable: true },
]
