import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { CLAIM_STATES, RESIDENCY_RELATIONS } from '../../contract/registry'
import { id, moment, oneOf, type TableFacts, word } from '../../kernel/database/columns'

/** Somebody says that this is their home; the registry or the grid worker says whether it is. */
export const homeClaims = pgTable(
  'home_claims',
  {
    id: id().notNull(),
    communityId: id('community_id').notNull(),
    gridId: id('grid_id').notNull(),
    homeId: id('home_id').notNull(),
    personId: id('person_id').notNull(),
    /** The name given with the claim, sealed: it goes with the decision. */
    nameSealed: text('name_sealed'),
    relation: word('relation', RESIDENCY_RELATIONS).notNull(),
    state: word('state', CLAIM_STATES).notNull(),
    /** Found right by the phone that WeChat verified. */
    isAutomatic: boolean('is_automatic').notNull(),
    /** The worker saw the person at the home. */
    isSeenInPerson: boolean('is_seen_in_person').notNull(),
    decidedBy: id('decided_by'),
    decidedAt: moment('decided_at'),
    /** A reason's name, shown to who asked. */
    reason: text('reason'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.communityId] }),
    uniqueIndex('home_claims_once').on(t.communityId, t.personId, t.homeId).where(sql`state = 'pending'`),
    index('home_claims_grid').on(t.gridId, t.id).where(sql`state = 'pending'`),
    index('home_claims_person').on(t.personId),
    check('home_claims_state', oneOf(t.state, CLAIM_STATES)),
    check('home_claims_relation', oneOf(t.relation, RESIDENCY_RELATIONS)),
    check('home_claims_decided', sql`(${t.state} in ('approved', 'refused')) = (${t.decidedAt} is not null)`),
  ],
)

export const facts: TableFacts[] = [{ table: homeClaims, class: 'place', sealed: { name_sealed: ['id'] } }]
