import { sql } from 'drizzle-orm'
import { check, date, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { SEXES } from '../../contract/registry'
import { id, moment, oneOf, type TableFacts, word } from '../../kernel/database/columns'

const SEX_KEYS = Object.keys(SEXES) as (keyof typeof SEXES)[]

/**
 * A person as one community sees them: worked out from values, residencies and tags in the transaction that changes
 * those, so that lists, search and counts read one table.
 */
export const residents = pgTable(
  'residents',
  {
    communityId: id('community_id').notNull(),
    personId: id('person_id').notNull(),
    gridId: id('grid_id').notNull(),
    homeId: id('home_id').notNull(),
    homeLabel: text('home_label').notNull(),
    name: text('name').notNull(),
    birthDate: date('birth_date', { mode: 'string' }),
    sex: word('sex', SEX_KEYS),
    tags: text('tags').array().notNull(),
    /** HMAC of the last four digits of the phone, with this community in it. */
    phoneTail: text('phone_tail'),
    /** Pairs of the name and the address, and a mark for each place above. */
    grams: text('grams').array().notNull(),
    leftAt: moment('left_at'),
  },
  (t) => [
    primaryKey({ columns: [t.communityId, t.personId] }),
    index('residents_person').on(t.personId),
    index('residents_grams').using('gin', t.grams).where(sql`left_at is null`),
    index('residents_phone').on(t.communityId, t.phoneTail).where(sql`left_at is null`),
    index('residents_grid').on(t.gridId, t.homeId).where(sql`left_at is null`),
    // Holds all that the search looks at while it walks along the names.
    index('residents_name').on(t.name, t.personId, t.communityId, t.homeLabel).where(sql`left_at is null`),
    index('residents_community').on(t.communityId, t.name, t.personId).where(sql`left_at is null`),
    // Those who are to be visited are few among all.
    index('residents_tags').using('gin', t.tags).where(sql`left_at is null`),
    index('residents_birth').on(t.communityId, t.birthDate).where(sql`left_at is null`),
    check('residents_sex', sql`${t.sex} is null or ${oneOf(t.sex, SEX_KEYS)}`),
  ],
)

/** How many people of a grid bear a tag; the tag `all` counts everyone. Kept by whoever changes `residents`. */
export const tagCounts = pgTable(
  'tag_counts',
  {
    communityId: id('community_id').notNull(),
    gridId: id('grid_id').notNull(),
    tag: text('tag').notNull(),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.gridId, t.tag] }), check('tag_counts_count', sql`${t.count} >= 0`)],
)

export const facts: TableFacts[] = [
  { table: residents, class: 'place' },
  { table: tagCounts, class: 'place' },
]
