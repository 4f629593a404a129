import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, moment, oneOf, type TableFacts, word } from '../../kernel/database/columns'

export const GUARDIANSHIP_STATES = ['asked', 'active', 'ended'] as const

/** Who acts for whom: a parent for a child under 14, a grown child for an elder who agreed. `person_id` is the one cared for. */
export const guardianships = pgTable(
  'guardianships',
  {
    id: id().primaryKey(),
    personId: id('person_id').notNull(),
    guardianId: id('guardian_id').notNull(),
    /** 女儿, 儿子, 母亲 … in words. */
    relation: text('relation').notNull(),
    state: word('state', GUARDIANSHIP_STATES).notNull(),
    consentId: id('consent_id'),
    askedAt: moment('asked_at').notNull(),
    since: moment('since'),
    endedAt: moment('ended_at'),
  },
  (t) => [
    uniqueIndex('guardianships_once').on(t.personId, t.guardianId).where(sql`state <> 'ended'`),
    index('guardianships_guardian').on(t.guardianId),
    check('guardianships_state', oneOf(t.state, GUARDIANSHIP_STATES)),
    check('guardianships_not_self', sql`${t.personId} <> ${t.guardianId}`),
    check('guardianships_consented', sql`${t.state} <> 'active' or ${t.consentId} is not null`),
  ],
)

export const facts: TableFacts[] = [{ table: guardianships, class: 'person' }]
