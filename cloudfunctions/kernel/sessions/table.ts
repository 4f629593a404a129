import { customType, date, index, pgTable, text } from 'drizzle-orm/pg-core'
import { id, moment, type TableFacts } from '../database/columns'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** A login. Only the token's SHA-256 is kept. */
export const sessions = pgTable(
  'sessions',
  {
    tokenHash: bytea('token_hash').primaryKey(),
    personId: id('person_id').notNull(),
    device: text('device').notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    revokedAt: moment('revoked_at'),
    /** The last day in Shanghai on which the app was opened with it; never more exact. */
    lastUsedOn: date('last_used_on', { mode: 'string' }),
  },
  (t) => [index('sessions_person').on(t.personId)],
)

export const facts: TableFacts[] = [{ table: sessions, class: 'lookup' }]
