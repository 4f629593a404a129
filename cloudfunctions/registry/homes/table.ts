import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { FACT_SOURCE_KEYS, RESIDENCY_RELATIONS } from '../../contract/registry'
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

/** Who lives in or owns which home, since when and until when. */
export const residencies = pgTable(
  'residencies',
  {
    id: id().notNull(),
    communityId: id('community_id').notNull(),
    homeId: id('home_id').notNull(),
    personId: id('person_id').notNull(),
    relation: word('relation', RESIDENCY_RELATIONS).notNull(),
    /** Of an owner, in ten-thousandths; null where it is not known. */
    share: integer('share'),
    isHead: boolean('is_head').notNull(),
    /** An owner may live elsewhere. */
    livesThere: boolean('lives_there').notNull(),
    since: moment('since').notNull(),
    until: moment('until'),
    source: word('source', FACT_SOURCE_KEYS).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.communityId] }),
    index('residencies_home').on(t.homeId),
    index('residencies_person').on(t.personId),
    check('residencies_relation', oneOf(t.relation, RESIDENCY_RELATIONS)),
    check('residencies_source', oneOf(t.source, FACT_SOURCE_KEYS)),
    check('residencies_share', sql`${t.share} is null or (${t.relation} = 'owner' and ${t.share} between 1 and 10000)`),
    uniqueIndex('residencies_once').on(t.communityId, t.homeId, t.personId).where(sql`until is null`),
  ],
)

export const facts: TableFacts[] = [
  { table: homes, class: 'place' },
  { table: residencies, class: 'place' },
]
