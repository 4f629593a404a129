import { customType, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { id, moment, type TableFacts } from '../database/columns'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** The answer given to a mutation's `key`, kept 7 days, so that a repeat has no second effect. */
export const answers = pgTable(
  'answers',
  {
    /** The caller; the session's hash stands in for a person before login. */
    personId: text('person_id').notNull(),
    key: id('key').notNull(),
    path: text('path').notNull(),
    inputHash: bytea('input_hash').notNull(),
    /** Sealed: an answer may hold a session's token. Null while the first call is still running. */
    answerSealed: text('answer_sealed'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.key] }), index('answers_created').on(t.createdAt)],
)

export const facts: TableFacts[] = [
  { table: answers, class: 'person', isDeletable: true, sealed: { answer_sealed: ['person_id', 'key'] } },
]
