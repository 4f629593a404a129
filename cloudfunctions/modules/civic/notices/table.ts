import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { type Audience, NOTICE_STATES, type Paid } from '../../../contract/civic/notices'
import { id, moment, oneOf, type TableFacts, word } from '../../../kernel/database/columns'

const CHECK_STATES = ['pending', 'passed', 'refused'] as const

/** 通知公告: what a community, subdistrict or county tells its people. `title` and `body` are those of the last revision. */
export const notices = pgTable(
  'notices',
  {
    id: id().notNull(),
    /** The publisher's. */
    communityId: id('community_id').notNull(),
    /** In whose name it is told: a community, a subdistrict, the county. */
    placeId: id('place_id').notNull(),
    authorId: id('author_id').notNull(),
    state: word('state', NOTICE_STATES).notNull(),
    title: text('title').notNull(),
    body: text('body').notNull(),
    /** Counts from 1; each correction of what was sent is one more. */
    revision: integer('revision').notNull(),
    audience: jsonb('audience').$type<Audience>().notNull(),
    paid: jsonb('paid').$type<Paid>().notNull(),
    pinnedUntil: moment('pinned_until'),
    expiresAt: moment('expires_at'),
    commentsAllowed: boolean('comments_allowed').notNull(),
    needsConfirmation: boolean('needs_confirmation').notNull(),
    isUrgent: boolean('is_urgent').notNull(),
    doorAfterHours: integer('door_after_hours').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    /** When it is to go out; null for at once. */
    publishAt: moment('publish_at'),
    publishedAt: moment('published_at'),
    decidedBy: id('decided_by'),
    decidedAt: moment('decided_at'),
    decisionWhy: text('decision_why'),
    recalledAt: moment('recalled_at'),
    recallReason: text('recall_reason'),
    /** A draft that its author threw away. */
    removedAt: moment('removed_at'),
    /** Readers as they were written down when it went out. */
    people: integer('people').notNull(),
    /** Parts of the readers whose inboxes are still being written; the last of them begins the pushes. */
    partsLeft: integer('parts_left').notNull(),
    reminders: integer('reminders').notNull(),
    remindedAt: moment('reminded_at'),
    /** When the timer looks at it next: to send it out, to send the unread to the door, or to end what it asks. */
    lookAt: moment('look_at'),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.communityId] }),
    index('notices_place').on(t.placeId, t.updatedAt),
    index('notices_look_at').on(t.lookAt).where(sql`look_at is not null`),
    check('notices_state', oneOf(t.state, NOTICE_STATES)),
    check('notices_parts_left', sql`${t.partsLeft} >= 0`),
    check('notices_recalled', sql`(${t.state} = 'recalled') = (${t.recalledAt} is not null)`),
  ],
)

/** What a notice said, each time it was sent out or corrected. */
export const noticeRevisions = pgTable(
  'notice_revisions',
  {
    noticeId: id('notice_id').notNull(),
    communityId: id('community_id').notNull(),
    revision: integer('revision').notNull(),
    title: text('title').notNull(),
    body: text('body').notNull(),
    /** Null for the first. */
    whatChanged: text('what_changed'),
    authorId: id('author_id').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.noticeId, t.communityId, t.revision] })],
)

export const noticeFiles = pgTable(
  'notice_files',
  {
    noticeId: id('notice_id').notNull(),
    communityId: id('community_id').notNull(),
    fileId: id('file_id').notNull(),
    position: integer('position').notNull(),
  },
  (t) => [primaryKey({ columns: [t.noticeId, t.communityId, t.fileId] })],
)

/** Who a notice is for, one row a person, as they were found when it went out; with what they did with it. */
export const noticeReaders = pgTable(
  'notice_readers',
  {
    noticeId: id('notice_id').notNull(),
    personId: id('person_id').notNull(),
    /** The notice's. */
    communityId: id('community_id').notNull(),
    /** Where they live or what they own among the places told; null for who was found by a role alone. */
    homeId: id('home_id'),
    homeCommunityId: id('home_community_id'),
    buildingId: id('building_id'),
    gridId: id('grid_id'),
    hasAccount: boolean('has_account').notNull(),
    readAt: moment('read_at'),
    /** The revision they read last. */
    readRevision: integer('read_revision'),
    confirmedAt: moment('confirmed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.noticeId, t.personId, t.communityId] }),
    index('notice_readers_person').on(t.personId),
  ],
)

export const noticeComments = pgTable(
  'notice_comments',
  {
    id: id().notNull(),
    communityId: id('community_id').notNull(),
    noticeId: id('notice_id').notNull(),
    authorId: id('author_id').notNull(),
    text: text('text').notNull(),
    checkState: word('check_state', CHECK_STATES).notNull(),
    createdAt: moment('created_at').notNull(),
    removedAt: moment('removed_at'),
    hiddenAt: moment('hidden_at'),
    hiddenBy: id('hidden_by'),
    hiddenWhy: text('hidden_why'),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.communityId] }),
    index('notice_comments_notice').on(t.noticeId, t.id),
    index('notice_comments_author').on(t.authorId),
    check('notice_comments_check_state', oneOf(t.checkState, CHECK_STATES)),
  ],
)

/** Places whose notices, and those of all below, a second person approves before they go out. */
export const noticeSettings = pgTable(
  'notice_settings',
  {
    placeId: id('place_id').notNull(),
    communityId: id('community_id').notNull(),
    needsApproval: boolean('needs_approval').notNull(),
    /** Where whoever set it serves, the place itself or one above: nobody below that turns it off. */
    setFrom: id('set_from').notNull(),
    setBy: id('set_by').notNull(),
    setAt: moment('set_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.placeId, t.communityId] })],
)

export const facts: TableFacts[] = [
  { table: notices, class: 'place' },
  { table: noticeRevisions, class: 'place', isAppendOnly: true },
  { table: noticeFiles, class: 'place', isDeletable: true },
  { table: noticeReaders, class: 'place', isDeletable: true },
  { table: noticeComments, class: 'place' },
  { table: noticeSettings, class: 'place' },
]
