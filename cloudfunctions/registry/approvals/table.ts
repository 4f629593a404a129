import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { LIST_KIND_KEYS, LIST_PURPOSE_KEYS } from '../../contract/account/privacy'
import type { ListFilter } from '../../contract/secretary/people'
import { id, moment, oneOf, type TableFacts, word } from '../../kernel/database/columns'

export const APPROVAL_STATES = ['asked', 'approved', 'refused'] as const

/** Somebody wants a list of many people: for what, who else approved it, and when it was used, which is once. */
export const listApprovals = pgTable(
  'list_approvals',
  {
    id: id().notNull(),
    communityId: id('community_id').notNull(),
    /** The place whose people are listed. */
    placeId: id('place_id').notNull(),
    kind: word('kind', LIST_KIND_KEYS).notNull(),
    /** Whom of them: the same list alone may be opened with it. */
    filter: jsonb('filter').$type<ListFilter>().notNull(),
    purpose: word('purpose', LIST_PURPOSE_KEYS).notNull(),
    people: integer('people').notNull(),
    askedBy: id('asked_by').notNull(),
    askedAt: moment('asked_at').notNull(),
    state: word('state', APPROVAL_STATES).notNull(),
    decidedBy: id('decided_by'),
    decidedAt: moment('decided_at'),
    usedAt: moment('used_at'),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.communityId] }),
    index('list_approvals_waiting').on(t.placeId, t.id).where(sql`state = 'asked'`),
    index('list_approvals_asker').on(t.askedBy, t.id),
    check('list_approvals_state', oneOf(t.state, APPROVAL_STATES)),
    check('list_approvals_kind', oneOf(t.kind, LIST_KIND_KEYS)),
    check('list_approvals_purpose', oneOf(t.purpose, LIST_PURPOSE_KEYS)),
    check('list_approvals_decided', sql`(${t.state} = 'asked') = (${t.decidedAt} is null)`),
    check('list_approvals_second', sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.askedBy}`),
    check('list_approvals_used', sql`${t.usedAt} is null or ${t.state} = 'approved'`),
  ],
)

export const facts: TableFacts[] = [{ table: listApprovals, class: 'place' }]
