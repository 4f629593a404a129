import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { URGENCIES } from '../../../contract/orders'
import { id, moment, oneOf, type TableFacts, word } from '../../../kernel/database/columns'
import type { Span } from './due'

/** Promises that a place sets for itself and all below it; a later one supersedes, none is deleted. */
export const promisePolicies = pgTable(
  'promise_policies',
  {
    id: id().primaryKey(),
    placeId: id('place_id').notNull(),
    kind: text('kind').notNull(),
    category: text('category').notNull(),
    urgency: word('urgency', URGENCIES).notNull(),
    span: jsonb('span').$type<Span>().notNull(),
    extension: jsonb('extension').$type<Span>().notNull(),
    setBy: id('set_by').notNull(),
    setAt: moment('set_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (t) => [
    index('promise_policies_place').on(t.placeId, t.kind).where(sql`ended_at is null`),
    check('promise_policies_urgency', oneOf(t.urgency, URGENCIES)),
  ],
)

export const facts: TableFacts[] = [{ table: promisePolicies, class: 'reference' }]
