import { sql } from 'drizzle-orm'
import { bigint, customType, index, pgTable, text } from 'drizzle-orm/pg-core'
import { id, moment, type TableFacts } from '../database/columns'

const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' })

/**
 * Signals for `changes.since`. `xid` is the writing transaction: compared with the snapshot of a reader's last look,
 * it tells what was committed since, in whatever order. Exactly one of person, place and community is set.
 */
export const changes = pgTable(
  'changes',
  {
    id: bigint('id', { mode: 'bigint' }).generatedAlwaysAsIdentity().primaryKey(),
    xid: xid8('xid').notNull().default(sql`pg_current_xact_id()`),
    personId: id('person_id'),
    placeId: id('place_id'),
    communityId: id('community_id'),
    topic: text('topic').notNull(),
    subjectId: id('subject_id'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    index('changes_person').on(t.personId, t.xid).where(sql`person_id is not null`),
    index('changes_place').on(t.placeId, t.xid).where(sql`place_id is not null`),
    index('changes_community').on(t.communityId, t.xid).where(sql`community_id is not null`),
    // Written in order of time, deleted from the oldest on: a few pages of summary do.
    index('changes_created').using('brin', t.createdAt),
  ],
)

export const facts: TableFacts[] = [{ table: changes, class: 'machinery', isDeletable: true }]
