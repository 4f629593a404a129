import { sql } from 'drizzle-orm'
import { check, date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { CHANNELS, DELIVERY_STATES, MESSAGE_URGENCIES } from '../../contract/messages'
import { id, moment, oneOf, type TableFacts, word } from '../../kernel/database/columns'

/** The inbox: it always has the message, whatever becomes of the pushes. */
export const inbox = pgTable(
  'inbox',
  {
    id: id().notNull(),
    personId: id('person_id').notNull(),
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    body: text('body').notNull(),
    /** Page to open, with its query. */
    link: text('link'),
    subjectId: id('subject_id'),
    urgency: word('urgency', MESSAGE_URGENCIES).notNull(),
    /** One message per person and key, however often the event is handled. */
    dedupeKey: text('dedupe_key').notNull(),
    createdAt: moment('created_at').notNull(),
    readAt: moment('read_at'),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.id] }),
    uniqueIndex('inbox_once').on(t.personId, t.dedupeKey),
    index('inbox_unread').on(t.personId).where(sql`read_at is null`),
    check('inbox_urgency', oneOf(t.urgency, MESSAGE_URGENCIES)),
  ],
)

/** One attempt to reach a person by one channel, with what became of it. */
export const deliveries = pgTable(
  'deliveries',
  {
    id: id().notNull(),
    personId: id('person_id').notNull(),
    messageId: id('message_id').notNull(),
    channel: word('channel', CHANNELS).notNull(),
    template: text('template').notNull(),
    /** The template's values by WeChat's data key, fitted to its limits when the message was written. */
    data: jsonb('data').$type<Record<string, string>>().notNull(),
    state: word('state', DELIVERY_STATES).notNull(),
    attempts: integer('attempts').notNull(),
    errorCode: integer('error_code'),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.personId] }),
    index('deliveries_message').on(t.messageId),
    check('deliveries_channel', oneOf(t.channel, CHANNELS)),
    check('deliveries_state', oneOf(t.state, DELIVERY_STATES)),
  ],
)

/** How many subscribe messages a person still allows, per template. Never below zero. */
export const credits = pgTable(
  'credits',
  {
    personId: id('person_id').notNull(),
    template: text('template').notNull(),
    balance: integer('balance').notNull(),
    /** Day in Shanghai of the last consent, and how many were counted on it: the phone is believed up to a daily cap. */
    consentedOn: date('consented_on', { mode: 'string' }).notNull(),
    consentsThatDay: integer('consents_that_day').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.template] }), check('credits_not_negative', sql`${t.balance} >= 0`)],
)

/** Messages about these records go no further: acknowledged, or taken back. What has been sent stays sent. */
export const withdrawals = pgTable('withdrawals', {
  subjectId: id('subject_id').primaryKey(),
  withdrawnAt: moment('withdrawn_at').notNull(),
})

export const facts: TableFacts[] = [
  { table: inbox, class: 'person' },
  { table: deliveries, class: 'person' },
  { table: credits, class: 'person' },
  { table: withdrawals, class: 'lookup' },
]
