import { sql } from 'drizzle-orm'
import { check, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { CONSENT_PURPOSE_KEYS } from '../../contract/registry'
import { id, moment, oneOf, type TableFacts, word } from '../../kernel/database/columns'

/** What a person agreed to, in which version of the text, and since when no longer. */
export const consents = pgTable(
  'consents',
  {
    id: id().primaryKey(),
    personId: id('person_id').notNull(),
    purpose: word('purpose', CONSENT_PURPOSE_KEYS).notNull(),
    /** To whom, where the purpose names somebody: a guardian. */
    towardsId: id('towards_id'),
    textVersion: text('text_version').notNull(),
    /** The person, or the guardian of a minor. */
    givenBy: id('given_by').notNull(),
    /** The worker before whom it was said, where it was not given on the person's own phone. */
    witnessedBy: id('witnessed_by'),
    givenAt: moment('given_at').notNull(),
    revokedAt: moment('revoked_at'),
    revokedBy: id('revoked_by'),
  },
  (t) => [
    uniqueIndex('consents_once')
      .on(t.personId, t.purpose, sql`coalesce(towards_id, person_id)`)
      .where(sql`revoked_at is null`),
    check('consents_purpose', oneOf(t.purpose, CONSENT_PURPOSE_KEYS)),
  ],
)

export const facts: TableFacts[] = [{ table: consents, class: 'person' }]
