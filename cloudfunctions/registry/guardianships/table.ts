import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { GUARDIAN_RELATION_KEYS, GUARDIANSHIP_STATES } from '../../contract/account/family'
import { id, moment, oneOf, type TableFacts, word } from '../../kernel/database/columns'
import { BASES, WAYS } from './rules'

/** Who acts for whom: a parent for a child under 14, a grown child for an elder who agreed. Begins as an ask. */
export const guardianships = pgTable(
  'guardianships',
  {
    id: id().primaryKey(),
    /** The one cared for. An ask that finds nobody has an id that is nobody's, which who asks is never told. */
    personId: id('person_id').notNull(),
    guardianId: id('guardian_id').notNull(),
    relation: word('relation', GUARDIAN_RELATION_KEYS).notNull(),
    state: word('state', GUARDIANSHIP_STATES).notNull(),
    /** What it rests on once it is active. */
    basis: word('basis', BASES),
    consentId: id('consent_id'),
    /** How the ask names the person: by their home or by their phone, and by the name, sealed. */
    way: word('way', WAYS),
    homeId: id('home_id'),
    /** Whose worker may confirm it; null where the ask leads nowhere. */
    gridId: id('grid_id'),
    nameSealed: text('name_sealed'),
    /** Blind index of what was asked by, so that it is asked once at a time; both go with the answer. */
    askedAs: text('asked_as'),
    askedAt: moment('asked_at').notNull(),
    since: moment('since'),
    endedAt: moment('ended_at'),
    endedBy: id('ended_by'),
    /** Why a worker refused, by its name. */
    reason: text('reason'),
  },
  (t) => [
    uniqueIndex('guardianships_once').on(t.personId, t.guardianId).where(sql`state in ('asked', 'active')`),
    index('guardianships_guardian').on(t.guardianId),
    index('guardianships_grid').on(t.gridId, t.id).where(sql`state = 'asked'`),
    check('guardianships_state', oneOf(t.state, GUARDIANSHIP_STATES)),
    check('guardianships_relation', oneOf(t.relation, GUARDIAN_RELATION_KEYS)),
    check('guardianships_basis', oneOf(t.basis, BASES)),
    check('guardianships_way', oneOf(t.way, WAYS)),
    check('guardianships_not_self', sql`${t.personId} <> ${t.guardianId}`),
    check(
      'guardianships_consented',
      sql`${t.state} <> 'active' or (${t.basis} is not null and (${t.basis} = 'parent') = (${t.consentId} is null))`,
    ),
  ],
)

export const facts: TableFacts[] = [{ table: guardianships, class: 'person', sealed: { name_sealed: ['id'] } }]
