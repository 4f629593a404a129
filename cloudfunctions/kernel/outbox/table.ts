import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { id, moment, oneOf, type TableFacts, word } from '../database/columns'

export const OUTBOX_STATES = ['pending', 'inFlight', 'done', 'dropped', 'uncertain'] as const

/** Effects outside the database, written with the change that causes them and carried out after it. */
export const outbox = pgTable(
  'outbox',
  {
    id: id().primaryKey(),
    kind: text('kind').notNull(),
    payload: jsonb('payload').notNull(),
    /** Rows of one lane go one at a time and in order: WeChat refuses concurrent sends to one person. */
    lane: text('lane').notNull(),
    isAlarm: boolean('is_alarm').notNull(),
    state: word('state', OUTBOX_STATES).notNull(),
    attempts: integer('attempts').notNull(),
    nextAt: moment('next_at').notNull(),
    /** Past this moment an `inFlight` row belongs to nobody: its sender died. */
    leaseUntil: moment('lease_until'),
    lastError: text('last_error'),
    createdAt: moment('created_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (t) => [
    index('outbox_due').on(t.isAlarm, t.nextAt, t.id).where(sql`state = 'pending'`),
    index('outbox_lane').on(t.lane, t.id).where(sql`state in ('pending', 'inFlight')`),
    index('outbox_leases').on(t.leaseUntil).where(sql`state = 'inFlight'`),
    check('outbox_state', oneOf(t.state, OUTBOX_STATES)),
  ],
)

export const facts: TableFacts[] = [{ table: outbox, class: 'machinery' }]
