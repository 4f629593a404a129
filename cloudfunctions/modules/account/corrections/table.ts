import { check, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { PERSON_FIELD_KEYS } from '../../../contract/registry'
import { id, moment, oneOf, type TableFacts, word } from '../../../kernel/database/columns'

export const CORRECTION_OUTCOMES = ['nothing', 'set', 'dispute'] as const

/** What somebody says is right, beside the order that asks for it: sealed, and gone once the order has ended. */
export const corrections = pgTable(
  'corrections',
  {
    orderId: id('order_id').notNull(),
    personId: id('person_id').notNull(),
    field: word('field', PERSON_FIELD_KEYS).notNull(),
    valueSealed: text('value_sealed'),
    /** What became of it in the registry once the worker had resolved it. */
    outcome: word('outcome', CORRECTION_OUTCOMES),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orderId, t.personId] }),
    index('corrections_person').on(t.personId, t.field),
    check('corrections_field', oneOf(t.field, PERSON_FIELD_KEYS)),
  ],
)

export const facts: TableFacts[] = [
  { table: corrections, class: 'person', sealed: { value_sealed: ['order_id', 'person_id'] } },
]
