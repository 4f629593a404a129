import type { PlaceKind } from '../places'
import type { PersonTag } from '../registry'
import type { Role } from '../roles'

/** 通知公告. `waiting`: for a second person's approval. `publishing`: on its way to its readers. */
export const NOTICE_STATES = ['draft', 'waiting', 'scheduled', 'publishing', 'published', 'recalled'] as const
export type NoticeState = (typeof NOTICE_STATES)[number]

/** As it is shown: what is past its end is told so. */
export const NOTICE_SHOWN_STATES = [...NOTICE_STATES, 'expired'] as const
export type NoticeShownState = (typeof NOTICE_SHOWN_STATES)[number]

export const NOTICE_STATE_LABELS: Record<NoticeShownState, string> = {
  draft: '草稿',
  waiting: '等审批',
  scheduled: '定时发出',
  publishing: '正在发出',
  published: '已发出',
  recalled: '已撤回',
  expired: '已过期',
}

/** Characters and pieces at most. */
export const NOTICE_TITLE_MAX = 40
export const NOTICE_BODY_MAX = 5000
export const NOTICE_PICTURES_MAX = 9
export const NOTICE_FILES_MAX = 5
export const NOTICE_COMMENT_MAX = 500
export const NOTICE_WHY_MAX = 200
export const NOTICE_PEOPLE_MAX = 200
export const NOTICE_PLACES_MAX = 100
/** Pinned notices that home shows. */
export const NOTICE_PINS_SHOWN = 2

/** Hours after which who has not read is visited: by itself, and of an urgent notice. */
export const DOOR_HOURS = { usual: 24, urgent: 4, min: 1, max: 168 }
/** Days ahead for which a notice may be scheduled, pinned or kept. */
export const NOTICE_DAYS_AHEAD = 365
/** Hours between two reminders of one notice. */
export const REMIND_EVERY_HOURS = 4

export const PUBLISHING_ROLES = ['secretary', 'subdistrict', 'county'] as const satisfies readonly Role[]
/** Whose places have places below that publish: they say what those may spend. */
export const CAP_SETTERS = ['subdistrict', 'county'] as const satisfies readonly Role[]
/** In whose name notices go out, and what is therefore set for each. */
export const PUBLISHING_PLACES = ['county', 'subdistrict', 'community'] as const satisfies readonly PlaceKind[]

/** Fen at most for a month: a county of a million could be texted ten times. */
export const CAP_FEN_MAX = 50_000_000
/** What is set for a place, as its history names it. */
export const NOTICE_SETTINGS = ['cap', 'approval'] as const
export type NoticeSetting = (typeof NOTICE_SETTINGS)[number]

/** Who of the places: everybody, by tags, by roles, those of an opened list, or people picked by hand. */
export type AudienceWho =
  | { kind: 'all' }
  | { kind: 'tags'; tags: PersonTag[] }
  | { kind: 'roles'; roles: Role[] }
  | { kind: 'list'; listId: string }
  | { kind: 'people'; personIds: string[] }

export interface Audience {
  /** These places and all below them; empty for a list and for people picked by hand. */
  placeIds: string[]
  who: AudienceWho
}

/** Channels that cost money, for whom nothing else reaches. */
export interface Paid {
  sms: boolean
  voice: boolean
}

/** Exactly one for each reader; their sums are the audience. */
export const REACH_CLASSES = ['read', 'told', 'delivered', 'waiting', 'unreachable'] as const
export type ReachClass = (typeof REACH_CLASSES)[number]

export const REACH_LABELS: Record<ReachClass, string> = {
  read: '已读',
  told: '当面或电话告知',
  delivered: '送到没看',
  waiting: '正在送',
  unreachable: '没送到',
}

export const UNREACHED_REASONS = ['noAccount', 'noPhone', 'noCredit', 'failed', 'overCap'] as const
export type UnreachedReason = (typeof UNREACHED_REASONS)[number]

export const UNREACHED_LABELS: Record<UnreachedReason, string> = {
  noAccount: '没有用微信登录过',
  noPhone: '没有留电话',
  noCredit: '微信提醒次数用完了',
  failed: '没有发成',
  overCap: '这个月的短信和电话费用满了',
}

/** Stands above every text that rules put into plain words. */
export const PLAIN_LABEL = '按规则整理，以原文为准'

/** What its readers are told, or put on door lists by, a chunk at a time: `doorsNow` before the term, `doorsDue` after it. */
export type NoticeWave = 'post' | 'push' | 'remind' | 'correct' | 'recall' | 'doorsNow' | 'doorsDue'

/** What the caller may do with a notice now. */
export const NOTICE_ACTIONS = [
  'edit',
  'remove',
  'publish',
  'unschedule',
  'approve',
  'recall',
  'correct',
  'pin',
  'remind',
  'reach',
  'confirm',
  'comment',
  'moderate',
] as const
export type NoticeAction = (typeof NOTICE_ACTIONS)[number]
