import { check, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { id, moment, oneOf, type TableFacts, word } from '../../kernel/database/columns'

/** A flat or house. Area in 0.01 m². */
export const homes = pgTable(
  'homes',
  {
    id: id().notNull(),
    communityId: id('community_id').notNull(),
    entranceId: id('entrance_id').notNull(),
    gridId: id('grid_id').notNull(),
    room: text('room').notNull(),
    areaHundredthsM2: integer('area_hundredths_m2'),
    label: text('label').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.communityId] }),
    index('homes_entrance').on(t.entranceId),
    index('homes_grid').on(t.gridId),
  ],
)

export const RESIDENCY_RELATIONS = ['owner', 'tenant', 'family'] as const

/** Who lives in or owns which home, since when and until when. */
export const residencies = pgTable(
  'residencies',
  {
    id: id().notNull(),
    communityId: id('community_id').notNull(),
    homeId: id('home_id').notNull(),
    personId: id('person_id').notNull(),
    relation: word('relation', RESIDENCY_RELATIONS).notNull(),
    since: moment('since').notNull(),
    until: moment('until'),
    source: text('source').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.communityId] }),
    index('residencies_home').on(t.homeId),
    index('residencies_person').on(t.personId),
    check('residencies_relation', oneOf(t.relation, RESIDENCY_RELATIONS)),
  ],
)

export const facts: TableFacts[] = [
  { table: homes, class: 'place' },
  { table: residencies, class: 'place' },
]
