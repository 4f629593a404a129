import * as z from 'zod'
import {
  NOTICE_ACTIONS,
  NOTICE_PEOPLE_MAX,
  NOTICE_PLACES_MAX,
  NOTICE_SETTINGS,
  NOTICE_SHOWN_STATES,
  UNREACHED_REASONS,
} from '../../../contract/civic/notices'
import { PLACE_KINDS } from '../../../contract/places'
import { PERSON_TAG_KEYS } from '../../../contract/registry'
import { ROLES } from '../../../contract/roles'
import { moment } from '../../../kernel/dispatch/fields'
import { fileView } from '../../../kernel/files/present'

/** An ISO moment as a form gives it. */
export const momentField = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

export const audienceField = z.strictObject({
  placeIds: z.array(z.uuid()).max(NOTICE_PLACES_MAX),
  who: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.literal('tags'), tags: z.array(z.enum(PERSON_TAG_KEYS)).min(1) }),
    z.strictObject({ kind: z.literal('roles'), roles: z.array(z.enum(ROLES)).min(1) }),
    z.strictObject({ kind: z.literal('list'), listId: z.uuid() }),
    z.strictObject({ kind: z.literal('people'), personIds: z.array(z.uuid()).min(1).max(NOTICE_PEOPLE_MAX) }),
  ]),
})

export const paidField = z.strictObject({ sms: z.boolean(), voice: z.boolean() })

const flags = z.strictObject(
  Object.fromEntries(NOTICE_ACTIONS.map((action) => [action, z.boolean()])) as Record<
    (typeof NOTICE_ACTIONS)[number],
    z.ZodBoolean
  >,
)

/** A text in plain words, and what is said above it: the original counts. */
export const plainView = z.strictObject({ text: z.string(), label: z.string() })

/** A notice in a reader's list. */
export const readerRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** How it begins, of the text as it stands; a screen wraps it and cuts nothing. */
  lead: z.string(),
  placeName: z.string(),
  publishedAt: moment,
  isPinned: z.boolean(),
  /** Read as it stands now: a correction that was not read makes it unread. */
  isRead: z.boolean(),
  needsConfirmation: z.boolean(),
  isConfirmed: z.boolean(),
  isCorrected: z.boolean(),
  state: z.enum(NOTICE_SHOWN_STATES),
})

/** A notice in a publisher's list. */
export const publisherRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  placeName: z.string(),
  authorName: z.string(),
  state: z.enum(NOTICE_SHOWN_STATES),
  /** When it goes out, went out, or was last worked on. */
  at: moment,
  people: z.number().int(),
  read: z.number().int(),
  isMine: z.boolean(),
  /** The caller may decide on it now. */
  canApprove: z.boolean(),
})

export const noticeView = readerRow.extend({
  /** null until it is sent out. */
  publishedAt: z.nullable(moment),
  body: z.string(),
  /** Goes back with having read it. */
  revision: z.number().int(),
  plain: plainView,
  pictures: z.array(fileView),
  files: z.array(fileView),
  whatChanged: z.nullable(z.string()),
  correctedAt: z.nullable(moment),
  recallReason: z.nullable(z.string()),
  commentsAllowed: z.boolean(),
  comments: z.number().int(),
  can: flags,
  /** What its publishers see beside it; null for readers. */
  form: z.nullable(
    z.strictObject({
      audience: audienceField,
      /** Of the audience's places, also of those that the viewer could not choose. */
      placeLabels: z.array(z.string()),
      paid: paidField,
      authorName: z.string(),
      publishAt: z.nullable(moment),
      pinnedUntil: z.nullable(moment),
      expiresAt: z.nullable(moment),
      isUrgent: z.boolean(),
      doorAfterHours: z.number().int(),
      needsApproval: z.boolean(),
      decisionWhy: z.nullable(z.string()),
    }),
  ),
})

export const commentView = z.strictObject({
  id: z.string(),
  authorName: z.string(),
  isMine: z.boolean(),
  /** Empty of what is hidden, but for its author and the publishers. */
  text: z.string(),
  at: moment,
  /** Waiting for the check of its words: its author alone sees it. */
  isWaiting: z.boolean(),
  /** The check did not pass them: its author alone sees it, for good. */
  isRefused: z.boolean(),
  hiddenWhy: z.nullable(z.string()),
})

export const optionsView = z.strictObject({
  places: z.array(
    z.strictObject({
      id: z.string(),
      parentId: z.nullable(z.string()),
      label: z.string(),
      kind: z.enum(PLACE_KINDS),
    }),
  ),
  tags: z.array(z.strictObject({ key: z.enum(PERSON_TAG_KEYS), label: z.string() })),
  roles: z.array(z.strictObject({ key: z.enum(ROLES), label: z.string() })),
  /** Lists of people that the caller opened and may still look at. */
  lists: z.array(z.strictObject({ id: z.string(), title: z.string(), people: z.number().int() })),
  /** Fen for one; null where the channel is not set up here. */
  smsPriceFen: z.nullable(z.number().int()),
  voicePriceFen: z.nullable(z.number().int()),
})

export const estimateView = z.strictObject({
  people: z.number().int(),
  homes: z.number().int(),
  wechat: z.number().int(),
  sms: z.number().int(),
  voice: z.number().int(),
  door: z.number().int(),
  costFen: z.number().int(),
  /** What is left this month of the cap of who would pay; null where no paid channel is set up. */
  capLeftFen: z.nullable(z.number().int()),
  /** A second person approves it first, where it would be told from. */
  needsApproval: z.boolean(),
  /** So few bear the tag there that figures would point at them: all are 0. */
  isFew: z.boolean(),
})

const classCounts = {
  read: z.number().int(),
  told: z.number().int(),
  delivered: z.number().int(),
  waiting: z.number().int(),
  unreachable: z.number().int(),
}

const doorCounts = { open: z.number().int(), done: z.number().int() }

export const reachView = z.strictObject({
  title: z.string(),
  state: z.enum(NOTICE_SHOWN_STATES),
  people: z.number().int(),
  homes: z.number().int(),
  ...classCounts,
  /** Have neither opened it nor been told: whom a reminder goes to. */
  unread: z.number().int(),
  confirmed: z.number().int(),
  /** Read what stood there before the correction, and not the correction. */
  readBefore: z.number().int(),
  byReason: z.array(z.strictObject({ reason: z.enum(UNREACHED_REASONS), people: z.number().int() })),
  /** By building; by community where `isWide`; `placeId` is null for who lives at none of them. */
  byBuilding: z.array(z.strictObject({ placeId: z.nullable(z.string()), label: z.string(), ...classCounts })),
  door: z.strictObject(doorCounts),
  /** By grid; by community where it went to several. `listId` where the caller may open the list. */
  doors: z.array(
    z.strictObject({
      placeId: z.string(),
      label: z.string(),
      listId: z.nullable(z.string()),
      /** Names of the grid's workers; null of a community. */
      workers: z.nullable(z.array(z.string())),
      ...doorCounts,
    }),
  ),
  /** null for who counts in fives: the exact price of each message would tell how many they were. */
  costFen: z.nullable(z.number().int()),
  publishedAt: z.nullable(moment),
  /** When the unread go to the door by themselves; null when they have or never will. */
  doorAt: z.nullable(moment),
  /** Figures are kept back: too few bear the tag. */
  isFew: z.boolean(),
  /** Its readers live in several communities. */
  isWide: z.boolean(),
  can: z.strictObject({ remind: z.boolean(), sendDoorList: z.boolean(), homes: z.boolean() }),
})

/** A home of a building: how many of its readers are where; nobody's name. */
export const reachHome = z.strictObject({ homeId: z.string(), label: z.string(), ...classCounts })

const setting = z.strictObject({
  id: z.string(),
  name: z.string(),
  spentFen: z.number().int(),
  capFen: z.number().int(),
  maySetCap: z.boolean(),
  /** The place that wants a second person's approval here; null where nobody does. */
  approvalFrom: z.nullable(z.strictObject({ id: z.string(), name: z.string() })),
  maySetApproval: z.boolean(),
})

export const settingsView = z.strictObject({
  /** In Shanghai, `2026-11`. */
  month: z.string(),
  /** Fen for one; null where the channel is not set up here. */
  smsFen: z.nullable(z.number().int()),
  voiceFen: z.nullable(z.number().int()),
  /** Of a place for which nothing was set. */
  usualCapFen: z.number().int(),
  /** The caller's own. */
  places: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  here: setting,
  below: z.array(setting),
  /** Of `here`, the newest first: caps in fen, approval as `true` or `false`. */
  changes: z.array(
    z.strictObject({
      id: z.string(),
      action: z.enum(NOTICE_SETTINGS),
      before: z.nullable(z.string()),
      after: z.nullable(z.string()),
      at: moment,
      byName: z.string(),
    }),
  ),
})
