import { check, index, pgTable } from 'drizzle-orm/pg-core'
import { ROLES } from '../../contract/roles'
import { id, moment, oneOf, type TableFacts, word } from '../../kernel/database/columns'

/** Who is what, where, and until when. Counts at the place and all below it. */
export const roleGrants = pgTable(
  'role_grants',
  {
    id: id().primaryKey(),
    personId: id('person_id').notNull(),
    role: word('role', ROLES).notNull(),
    placeId: id('place_id').notNull(),
    grantedBy: id('granted_by'),
    grantedAt: moment('granted_at').notNull(),
    expiresAt: moment('expires_at'),
    revokedAt: moment('revoked_at'),
    /** The superior who ended it; null where it ended with the account. */
    revokedBy: id('revoked_by'),
  },
  (t) => [
    index('role_grants_person').on(t.personId),
    index('role_grants_place').on(t.placeId, t.role),
    check('role_grants_role', oneOf(t.role, ROLES)),
  ],
)

export const facts: TableFacts[] = [{ table: roleGrants, class: 'reference' }]
