import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { id, moment, oneOf, type TableFacts, word } from '../database/columns'

/** What happened, written in the transaction in which it happened. Ids only. */
export const events = pgTable('events', {
  id: id().primaryKey(),
  name: text('name').notNull(),
  payload: jsonb('payload').notNull(),
  createdAt: moment('created_at').notNull(),
})

export const HANDLING_STATES = ['pending', 'done', 'failed'] as const

/** One row per event and handler: each handler sees each event once, in a transaction of its own. */
export const eventHandlings = pgTable(
  'event_handlings',
  {
    eventId: id('event_id').notNull(),
    handler: text('handler').notNull(),
    state: word('state', HANDLING_STATES).notNull(),
    attempts: integer('attempts').notNull(),
    nextAt: moment('next_at').notNull(),
    lastError: text('last_error'),
  },
  (t) => [
    primaryKey({ columns: [t.eventId, t.handler] }),
    index('event_handlings_due').on(t.nextAt).where(sql`state = 'pending'`),
    check('event_handlings_state', oneOf(t.state, HANDLING_STATES)),
  ],
)

export const facts: TableFacts[] = [
  { table: events, class: 'machinery', isAppendOnly: true },
  { table: eventHandlings, class: 'machinery' },
]
