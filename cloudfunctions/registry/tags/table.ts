import { sql } from 'drizzle-orm'
import { check, index, pgTable, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core'
import { FACT_SOURCE_KEYS, PERSON_TAG_KEYS } from '../../contract/registry'
import { id, moment, oneOf, type TableFacts, word } from '../../kernel/database/columns'

/** What a person is in a community, from which source, since when and until when. */
export const personTags = pgTable(
  'person_tags',
  {
    id: id().notNull(),
    communityId: id('community_id').notNull(),
    personId: id('person_id').notNull(),
    tag: word('tag', PERSON_TAG_KEYS).notNull(),
    source: word('source', FACT_SOURCE_KEYS).notNull(),
    since: moment('since').notNull(),
    /** When it lapses by itself unless it is renewed. */
    validUntil: moment('valid_until'),
    addedBy: id('added_by').notNull(),
    endedAt: moment('ended_at'),
    endedBy: id('ended_by'),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.communityId] }),
    uniqueIndex('person_tags_once').on(t.communityId, t.personId, t.tag).where(sql`ended_at is null`),
    index('person_tags_lapsing').on(t.validUntil).where(sql`ended_at is null and valid_until is not null`),
    check('person_tags_tag', oneOf(t.tag, PERSON_TAG_KEYS)),
  ],
)

export const facts: TableFacts[] = [{ table: personTags, class: 'place' }]
