import { pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, moment, type TableFacts } from '../database/columns'

/** Other systems that may write here, each for one place and all below it. Only the key's SHA-256 is kept. */
export const apiKeys = pgTable(
  'api_keys',
  {
    /** Also the id of the system in `people`, under which it writes. */
    id: id().primaryKey(),
    name: text('name').notNull(),
    /** Of the key, in hexadecimal. */
    hash: text('hash').notNull(),
    placeId: id('place_id').notNull(),
    createdAt: moment('created_at').notNull(),
    revokedAt: moment('revoked_at'),
  },
  (t) => [uniqueIndex('api_keys_hash').on(t.hash)],
)

export const facts: TableFacts[] = [{ table: apiKeys, class: 'reference' }]
