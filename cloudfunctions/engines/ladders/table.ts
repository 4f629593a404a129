import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { ACKNOWLEDGED_HOW, LADDER_STATES, LADDER_STEPS } from '../../contract/alarms'
import { EMERGENCIES } from '../../contract/orders'
import { id, moment, oneOf, type TableFacts, word } from '../../kernel/database/columns'

/** One alarm, climbing from rung to rung until somebody answers. */
export const ladders = pgTable(
  'ladders',
  {
    id: id().notNull(),
    communityId: id('community_id').notNull(),
    /** Where to go: a building or grid, whose people are rung. */
    placeId: id('place_id').notNull(),
    kind: text('kind').notNull(),
    /** The record that raised it: one ladder for each. */
    subjectId: id('subject_id').notNull(),
    /** Whom it is about, who is never rung, like whoever raised it. */
    personId: id('person_id'),
    raisedBy: id('raised_by'),
    /** What happened, in a few words without anything personal. */
    what: text('what').notNull(),
    /** The number to call first, where one is. */
    emergency: word('emergency', EMERGENCIES),
    /** What its messages are about; anew when it climbs again, for what was withdrawn stays so. */
    ringId: id('ring_id').notNull(),
    state: word('state', LADDER_STATES).notNull(),
    /** Counted from 0. */
    rung: integer('rung').notNull(),
    /** How often the top has been rung again. */
    repeats: integer('repeats').notNull(),
    /** When it climbs on; null when it does not. */
    nextAt: moment('next_at'),
    startedAt: moment('started_at').notNull(),
    /** When somebody answered, or it was called off. */
    endedAt: moment('ended_at'),
    acknowledgedBy: id('acknowledged_by'),
    acknowledgedHow: word('acknowledged_how', ACKNOWLEDGED_HOW),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.communityId] }),
    uniqueIndex('ladders_subject').on(t.subjectId, t.kind, t.communityId),
    uniqueIndex('ladders_ring').on(t.ringId, t.communityId),
    index('ladders_due').on(t.nextAt).where(sql`next_at is not null`),
    index('ladders_open').on(t.startedAt).where(sql`ended_at is null`),
    index('ladders_ended').on(t.endedAt).where(sql`ended_at is not null`),
    check('ladders_state', oneOf(t.state, LADDER_STATES)),
    check('ladders_emergency', oneOf(t.emergency, EMERGENCIES)),
    check('ladders_how', oneOf(t.acknowledgedHow, ACKNOWLEDGED_HOW)),
    check('ladders_acknowledged', sql`(${t.state} = 'acknowledged') = (${t.acknowledgedBy} is not null)`),
    // What climbs always has a next moment: nothing stands still unseen.
    check('ladders_climbing', sql`(${t.state} = 'climbing') = (${t.nextAt} is not null)`),
    check('ladders_ended_state', sql`(${t.state} in ('climbing', 'exhausted')) = (${t.endedAt} is null)`),
  ],
)

/** What happened on a ladder, of ids alone: who was rung when, who handed over to whom, who answered. */
export const ladderSteps = pgTable(
  'ladder_steps',
  {
    ladderId: id('ladder_id').notNull(),
    communityId: id('community_id').notNull(),
    seq: integer('seq').notNull(),
    what: word('what', LADDER_STEPS).notNull(),
    rung: integer('rung').notNull(),
    personIds: id('person_ids').array().notNull(),
    /** Whose hand it was; null of the timer. */
    actorId: id('actor_id'),
    at: moment('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ladderId, t.seq, t.communityId] }),
    check('ladder_steps_what', oneOf(t.what, LADDER_STEPS)),
  ],
)

export const facts: TableFacts[] = [
  { table: ladders, class: 'place' },
  { table: ladderSteps, class: 'place', isAppendOnly: true },
]
