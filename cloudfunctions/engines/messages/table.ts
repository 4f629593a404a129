import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import {
  ALARM_PAUSE_HOURS_MAX,
  CHANNELS,
  DELIVERY_STATES,
  MESSAGE_TOPICS,
  MESSAGE_URGENCIES,
  type MessageTopic,
  QUIET_FROM_HOURS,
  QUIET_UNTIL_HOURS,
  RESERVED_TEMPLATES,
} from '../../contract/messages'
import { id, moment, oneOf, type TableFacts, word } from '../../kernel/database/columns'

const TOPICS = Object.keys(MESSAGE_TOPICS) as [MessageTopic, ...MessageTopic[]]

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
    topic: word('topic', TOPICS).notNull(),
    /** The words of the button where it asks something of the person. */
    asks: text('asks'),
    /** One message per person and key, however often the event is handled. */
    dedupeKey: text('dedupe_key').notNull(),
    createdAt: moment('created_at').notNull(),
    readAt: moment('read_at'),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.id] }),
    uniqueIndex('inbox_once').on(t.personId, t.dedupeKey),
    index('inbox_unread').on(t.personId).where(sql`read_at is null`),
    /** Notices are left out: a fan-out to many would pay for it, and a notice is answered by its reader alone. */
    index('inbox_asking').on(t.subjectId).where(sql`asks is not null and read_at is null and topic <> 'notices'`),
    index('inbox_low').on(t.personId, t.createdAt).where(sql`urgency = 'low' and read_at is null`),
    check('inbox_urgency', oneOf(t.urgency, MESSAGE_URGENCIES)),
    check('inbox_topic', oneOf(t.topic, TOPICS)),
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
    isAlarm: boolean('is_alarm').notNull(),
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
    /** Each delivery takes a credit of its template: what is kept for alarms is spent on them alone. */
    check(
      'deliveries_reserved',
      sql`${t.isAlarm} or ${t.channel} <> 'subscribe' or not (${oneOf(t.template, RESERVED_TEMPLATES)})`,
    ),
  ],
)

/** What a delivery by text message or call costs whom, and what the provider calls it. */
export const paidDeliveries = pgTable(
  'paid_deliveries',
  {
    deliveryId: id('delivery_id').notNull(),
    personId: id('person_id').notNull(),
    /** The place whose spending it counts in; null counts nowhere. */
    payerId: id('payer_id'),
    /** The price when it was written; what was billed once it is sent. */
    costFen: integer('cost_fen').notNull(),
    /** Month in Shanghai, `2026-11`, in which the price is reserved; null while it is not. */
    reservedIn: text('reserved_in'),
    /** The provider's own number of the message or call: its reports name nothing else. */
    receipt: text('receipt'),
    /** The provider's last refusal. */
    providerCode: text('provider_code'),
  },
  (t) => [
    primaryKey({ columns: [t.deliveryId, t.personId] }),
    index('paid_deliveries_receipt').on(t.receipt).where(sql`receipt is not null`),
    check('paid_deliveries_cost', sql`${t.costFen} >= 0`),
  ],
)

/** What each place spent on text messages and calls, by month in Shanghai. Alarms may go above the cap, nothing else. */
export const pushSpending = pgTable(
  'push_spending',
  {
    communityId: id('community_id').notNull(),
    month: text('month').notNull(),
    spentFen: integer('spent_fen').notNull(),
    /** Null: the deployment's. Carried on from month to month. */
    capFen: integer('cap_fen'),
  },
  (t) => [
    primaryKey({ columns: [t.communityId, t.month] }),
    check('push_spending_not_negative', sql`${t.spentFen} >= 0 and ${t.capFen} >= 0`),
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

/** What a person does not want to ring. Alarms cannot be turned off: a pause of theirs ends within a day. */
export const messageSettings = pgTable(
  'message_settings',
  {
    personId: id('person_id').notNull(),
    topic: word('topic', TOPICS).notNull(),
    isMuted: boolean('is_muted').notNull(),
    /** When it rings again by itself; null while muted: when the person says so. */
    mutedUntil: moment('muted_until'),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.topic] }),
    check('message_settings_topic', oneOf(t.topic, TOPICS)),
    check(
      'message_settings_alarms',
      sql`${t.topic} <> 'alarms' or not ${t.isMuted} or (${t.mutedUntil} is not null
        and ${t.mutedUntil} <= ${t.updatedAt} + interval '${sql.raw(String(ALARM_PAUSE_HOURS_MAX))} hours')`,
    ),
  ],
)

/** Quiet hours of those who chose their own. */
export const quietHours = pgTable(
  'quiet_hours',
  {
    personId: id('person_id').primaryKey(),
    fromHour: integer('from_hour').notNull(),
    untilHour: integer('until_hour').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [
    check('quiet_hours_from', sql`${t.fromHour} in (${sql.raw(QUIET_FROM_HOURS.join(', '))})`),
    check('quiet_hours_until', sql`${t.untilHour} in (${sql.raw(QUIET_UNTIL_HOURS.join(', '))})`),
  ],
)

export const facts: TableFacts[] = [
  { table: inbox, class: 'person' },
  { table: deliveries, class: 'person' },
  { table: paidDeliveries, class: 'person' },
  { table: pushSpending, class: 'place' },
  { table: credits, class: 'person' },
  { table: messageSettings, class: 'person' },
  { table: quietHours, class: 'person' },
  { table: withdrawals, class: 'lookup' },
]
