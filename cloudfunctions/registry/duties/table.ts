import { sql } from 'drizzle-orm'
import { check, index, pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { id, moment, type TableFacts } from '../../kernel/database/columns'

/** Who is on duty at a place, from when until when. What was taken off stays, with who did it. */
export const dutyShifts = pgTable(
  'duty_shifts',
  {
    id: id().notNull(),
    communityId: id('community_id').notNull(),
    placeId: id('place_id').notNull(),
    personId: id('person_id').notNull(),
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at').notNull(),
    addedBy: id('added_by').notNull(),
    addedAt: moment('added_at').notNull(),
    removedBy: id('removed_by'),
    removedAt: moment('removed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.communityId] }),
    index('duty_shifts_place').on(t.placeId, t.startsAt).where(sql`removed_at is null`),
    // No turn is longer, so whoever looks for a moment looks through one day's starts.
    check(
      'duty_shifts_length',
      sql`${t.endsAt} > ${t.startsAt} and ${t.endsAt} <= ${t.startsAt} + interval '24 hours'`,
    ),
  ],
)

export const facts: TableFacts[] = [{ table: dutyShifts, class: 'place' }]
