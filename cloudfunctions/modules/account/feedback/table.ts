import { check, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { FEEDBACK_KINDS, type FeedbackKind } from '../../../contract/account/feedback'
import { id, moment, oneOf, type TableFacts, word } from '../../../kernel/database/columns'

const KINDS = Object.keys(FEEDBACK_KINDS) as FeedbackKind[]

/** 对本程序的意见: what people say about the app itself, read by the county. */
export const feedback = pgTable(
  'feedback',
  {
    id: id().notNull(),
    personId: id('person_id').notNull(),
    countyId: id('county_id').notNull(),
    kind: word('kind', KINDS).notNull(),
    text: text('text').notNull(),
    createdAt: moment('created_at').notNull(),
    answer: text('answer'),
    answeredBy: id('answered_by'),
    answeredAt: moment('answered_at'),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.personId] }),
    index('feedback_county').on(t.countyId, t.id),
    check('feedback_kind', oneOf(t.kind, KINDS)),
  ],
)

export const facts: TableFacts[] = [{ table: feedback, class: 'person' }]
