import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import {
  EMERGENCIES,
  ENDED_STATES,
  ORDER_ACTIONS,
  ORDER_STATES,
  PAUSE_REASON_KEYS,
  RATING_KEYS,
  URGENCIES,
} from '../../contract/orders'
import { id, moment, oneOf, type TableFacts, word } from '../../kernel/database/columns'
import type { Span } from './promise/due'

/** Every "someone asked, someone accepts, someone finishes", whatever its kind. */
export const orders = pgTable(
  'orders',
  {
    id: id().notNull(),
    communityId: id('community_id').notNull(),
    kind: text('kind').notNull(),
    /** Said on the phone: year, month, running number: 2611-0386. */
    code: text('code').notNull(),
    state: word('state', ORDER_STATES).notNull(),
    category: text('category').notNull(),
    urgency: word('urgency', URGENCIES).notNull(),
    /** The number to call at once that the words ask for. */
    emergency: word('emergency', EMERGENCIES),
    gridId: id('grid_id').notNull(),
    placeId: id('place_id').notNull(),
    /** What was said at submission. */
    noteId: id('note_id').notNull(),
    /** Where exactly, in the requester's words or as located. */
    placeText: text('place_text').notNull(),
    lat: doublePrecision('lat'),
    lng: doublePrecision('lng'),
    requesterId: id('requester_id').notNull(),
    /** The worker who wrote it down for somebody else. */
    registeredBy: id('registered_by'),
    /** Who speaks for a requester that has no account: the one who registered it. */
    proxyId: id('proxy_id'),
    /** Who of the family told of it for the requester, or is told in place of one without an account. */
    guardianId: id('guardian_id'),
    holderId: id('holder_id'),
    holderSince: moment('holder_since'),
    /** Everyone who ever held it; they go on seeing it. */
    holders: id('holders').array().notNull(),
    /** Until when the one who accepted may take it back. */
    undoUntil: moment('undo_until'),
    /** The role in which the holder took it. */
    holderAs: text('holder_as'),
    /** How long the promise is, from when it runs, when it turns yellow, when it is due. */
    span: jsonb('span').$type<Span>().notNull(),
    promisedFrom: moment('promised_from').notNull(),
    yellowAt: moment('yellow_at').notNull(),
    promisedAt: moment('promised_at').notNull(),
    pausedAt: moment('paused_at'),
    pauseReason: word('pause_reason', PAUSE_REASON_KEYS),
    extendedAt: moment('extended_at'),
    supervisedAt: moment('supervised_at'),
    /** Since when nobody holds it. */
    waitingSince: moment('waiting_since'),
    /** The department that is to come or has come, and all that were ever called, by their place. */
    departmentId: id('department_id'),
    departments: id('departments').array().notNull(),
    /** Those of them that were called in to help. */
    helpers: id('helpers').array().notNull(),
    /** Who of the helpers has come. */
    joined: id('joined').array().notNull(),
    whistledBy: id('whistled_by'),
    reportDueAt: moment('report_due_at'),
    reportedAt: moment('reported_at'),
    objectedAt: moment('objected_at'),
    resolvedAt: moment('resolved_at'),
    /** When a resolved order closes by itself. */
    closesAt: moment('closes_at'),
    /** The order it is part of; that one is part of none, which the foreign key below sees to. */
    mergedInto: id('merged_into'),
    isMerged: boolean('is_merged').generatedAlwaysAs(sql`merged_into is not null`),
    mergedIntoWhole: boolean('merged_into_whole').generatedAlwaysAs(
      sql`case when merged_into is not null then false end`,
    ),
    /** How it ended, for a contest that questions it. */
    endedAs: word('ended_as', ENDED_STATES),
    rating: word('rating', RATING_KEYS),
    ratedAt: moment('rated_at'),
    calledBackAt: moment('called_back_at'),
    /** When the timer looks next, and which rungs of the ladder it has rung. */
    lookAt: moment('look_at'),
    rungs: text('rungs').array().notNull(),
    endedAt: moment('ended_at'),
    urgedAt: moment('urged_at'),
    urges: integer('urges').notNull(),
    reopenings: integer('reopenings').notNull(),
    contests: integer('contests').notNull(),
    version: integer('version').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.communityId] }),
    unique('orders_code').on(t.communityId, t.code),
    // Wide enough to choose and sort by without a look at the rows.
    index('orders_pool')
      .on(t.gridId, t.id, t.kind, t.urgency, t.requesterId, t.promisedAt, t.lat, t.lng)
      .where(sql`state = 'waiting'`),
    index('orders_holder').on(t.holderId, t.id).where(sql`holder_id is not null`),
    index('orders_requester').on(t.requesterId, t.id),
    index('orders_registered').on(t.registeredBy, t.id).where(sql`registered_by is not null`),
    index('orders_guardian').on(t.guardianId, t.id).where(sql`guardian_id is not null`),
    index('orders_community').on(t.communityId, t.state, t.id),
    // Behind its order stands all that public lists filter by and monthly figures count: neither reads a row it leaves out.
    index('orders_told').on(
      t.communityId,
      t.kind,
      t.createdAt,
      t.id,
      t.category,
      t.state,
      t.promisedAt,
      t.resolvedAt,
      t.endedAt,
      t.pausedAt,
      t.rating,
      t.reopenings,
    ),
    check('orders_state', oneOf(t.state, ORDER_STATES)),
    index('orders_near')
      .using('gist', sql`point(${t.lng}, ${t.lat})`)
      .where(sql`state in ('waiting', 'accepted', 'handling', 'whistled', 'objected', 'reopened', 'resolved')`),
    index('orders_place')
      .on(t.placeId)
      .where(sql`state in ('waiting', 'accepted', 'handling', 'whistled', 'objected', 'reopened', 'resolved')`),
    index('orders_merged').on(t.mergedInto).where(sql`merged_into is not null`),
    unique('orders_whole').on(t.id, t.communityId, t.isMerged),
    foreignKey({
      name: 'orders_merged_into_whole',
      columns: [t.mergedInto, t.communityId, t.mergedIntoWhole],
      foreignColumns: [t.id, t.communityId, t.isMerged],
    }),
    check('orders_merged_state', sql`(${t.state} = 'merged') = (${t.mergedInto} is not null)`),
    index('orders_look').on(t.lookAt).where(sql`look_at is not null`),
    index('orders_board')
      .on(t.communityId, t.promisedAt, t.id)
      .where(sql`state in ('waiting', 'accepted', 'handling', 'whistled', 'objected', 'reopened', 'contested')`),
    index('orders_yellow')
      .on(t.communityId, t.yellowAt)
      .where(
        sql`state in ('waiting', 'accepted', 'handling', 'whistled', 'objected', 'reopened') and paused_at is null`,
      ),
    index('orders_departments').using('gin', t.departments).where(sql`departments <> '{}'`),
    check('orders_urgency', oneOf(t.urgency, URGENCIES)),
    check('orders_pause', sql`(${t.pausedAt} is null) = (${t.pauseReason} is null)`),
    check('orders_paused_when_held', sql`${t.pausedAt} is null or ${t.state} in ('accepted', 'handling', 'reopened')`),
    check('orders_department', sql`${t.state} not in ('whistled', 'objected') or ${t.departmentId} is not null`),
    // Exactly one holds it while it is in hand; nobody while it waits.
    check(
      'orders_holder_when_held',
      sql`(${t.state} not in ('accepted', 'handling', 'reopened')) or ${t.holderId} is not null`,
    ),
    check(
      'orders_no_holder_when_waiting',
      sql`${t.state} not in ('waiting', 'whistled', 'objected') or ${t.holderId} is null`,
    ),
  ],
)

/** Who said "me too", by themselves or because their own order was merged; they are told of progress. */
export const orderFollowers = pgTable(
  'order_followers',
  {
    communityId: id('community_id').notNull(),
    orderId: id('order_id').notNull(),
    personId: id('person_id').notNull(),
    /** Their own order that became part of this one. */
    fromOrderId: id('from_order_id'),
    since: moment('since').notNull(),
    leftAt: moment('left_at'),
  },
  (t) => [
    primaryKey({ columns: [t.communityId, t.orderId, t.personId] }),
    index('order_followers_person').on(t.personId),
  ],
)

/** In which capacity somebody adds to an order that they only follow. */
export const FOLLOWER = 'follower'

/** The history, append-only and of ids alone: what was said stands in `order_notes` and can be erased. */
export const orderEvents = pgTable(
  'order_events',
  {
    id: id().notNull(),
    communityId: id('community_id').notNull(),
    orderId: id('order_id').notNull(),
    /** 1, 2, 3 … within one order. */
    seq: integer('seq').notNull(),
    action: word('action', ORDER_ACTIONS).notNull(),
    fromState: word('from_state', ORDER_STATES),
    toState: word('to_state', ORDER_STATES).notNull(),
    actorId: id('actor_id').notNull(),
    /** In which capacity: a role, `requester` or `follower`. */
    actorAs: text('actor_as').notNull(),
    toPersonId: id('to_person_id'),
    /** What it says besides words: a reason's or rung's name, a rating, a department's id. */
    detail: text('detail'),
    noteId: id('note_id'),
    at: moment('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.communityId] }),
    unique('order_events_seq').on(t.communityId, t.orderId, t.seq),
    index('order_events_reclassified').on(t.communityId, t.id).where(sql`action = 'reclassify'`),
    check('order_events_action', oneOf(t.action, ORDER_ACTIONS)),
  ],
)

const CHECK_STATES = ['pending', 'passed', 'refused'] as const

/** Words people wrote on an order. Visible to their author alone until checked; erasable. */
export const orderNotes = pgTable(
  'order_notes',
  {
    id: id().notNull(),
    communityId: id('community_id').notNull(),
    orderId: id('order_id').notNull(),
    authorId: id('author_id').notNull(),
    text: text('text'),
    /** When the words were heard from the voice note, corrected by nobody; null for words that were written. */
    transcribedAt: moment('transcribed_at'),
    checkState: word('check_state', CHECK_STATES).notNull(),
    createdAt: moment('created_at').notNull(),
    erasedAt: moment('erased_at'),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.communityId] }),
    index('order_notes_order').on(t.orderId),
    check('order_notes_check', oneOf(t.checkState, CHECK_STATES)),
  ],
)

/** Pictures and the voice note of a note, in order. */
export const orderFiles = pgTable(
  'order_files',
  {
    communityId: id('community_id').notNull(),
    orderId: id('order_id').notNull(),
    noteId: id('note_id').notNull(),
    fileId: id('file_id').notNull(),
    position: integer('position').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.communityId, t.noteId, t.fileId] }),
    index('order_files_order').on(t.orderId),
    index('order_files_file').on(t.fileId),
  ],
)

/** Running number of order codes, county-wide: a sequence, because a counter row would make submitters queue. */
export const orderCodes = pgSequence('order_codes')

export const facts: TableFacts[] = [
  { table: orders, class: 'place' },
  { table: orderFollowers, class: 'place' },
  { table: orderEvents, class: 'place', isAppendOnly: true },
  { table: orderNotes, class: 'place' },
  { table: orderFiles, class: 'place', isAppendOnly: true },
]
