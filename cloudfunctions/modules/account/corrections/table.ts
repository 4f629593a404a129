import { check, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { VALUE_FIELDS } from '../../../contract/items'
import { id, moment, oneOf, type TableFacts, word } from '../../../kernel/database/columns'

export const CORRECTION_OUTCOMES = ['nothing', 'set', 'dispute'] as const

/** What somebody says is right, beside the order that asks for it: sealed, and gone once the order has ended. */
export const corrections = pgTable(
  'corrections',
  {
    orderId: id('order_id').notNull(),
    personId: id('person_id').notNull(),
    field: word('field', VALUE_FIELDS).notNull(),
    /** Which one, of what a person may have several of; null for a new one. */
    itemId: id('item_id'),
    valueSealed: text('value_sealed'),
    /** What became of it in the registry once the worker had resolved it. */
    outcome: word('outcome', CORRECTION_OUTCOMES),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orderId, t.personId] }),
    index('corrections_person').on(t.personId, t.field),
    check('corrections_field', oneOf(t.field, VALUE_FIELDS)),
  ],
)

export const facts: TableFacts[] = [
  { table: corrections, class: 'person', sealed: { value_sealed: ['order_id', 'person_id'] } },
]
