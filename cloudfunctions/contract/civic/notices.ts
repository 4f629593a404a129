import type { PersonTag } from '../registry'
import type { Role } from '../roles'

/** Who posts, for the places of their role and all below. */
export const PUBLISHING_ROLES = ['secretary', 'subdistrict', 'county'] as const satisfies readonly Role[]

/** `publishing`: it is being written to its readers. That it has run out stands in `expiresAt`. */
export const NOTICE_STATES = ['draft', 'waiting', 'scheduled', 'publishing', 'published', 'recalled'] as const
export type NoticeState = (typeof NOTICE_STATES)[number]

export const NOTICE_STATE_LABELS: Record<NoticeState, string> = {
  draft: '草稿',
  waiting: '等审批',
  scheduled: '定时发',
  publishing: '正在发',
  published: '已发出',
  recalled: '已撤回',
}

export const NOTICE_TITLE_MAX = 40
export const NOTICE_BODY_MAX = 5000
export const NOTICE_PICTURES_MAX = 9
export const NOTICE_COMMENT_MAX = 500
export const NOTICE_REASON_MAX = 100
/** Picked one by one. */
export const NOTICE_PEOPLE_MAX = 200
export const NOTICE_PLACES_MAX = 200

/** Hours after which who has not read it is called on at the door. */
export const DOOR_HOURS = { usual: 24, urgent: 4, max: 168 }
/** Sent at a later moment, at most so far ahead. */
export const SCHEDULE_DAYS_MAX = 30

/** Whom of the places a notice is for. */
export type NoticeWho =
  | { kind: 'all' }
  | { kind: 'tags'; tags: PersonTag[] }
  | { kind: 'roles'; roles: Role[] }
  | { kind: 'people'; personIds: string[] }

export interface NoticeAudience {
  placeIds: string[]
  who: NoticeWho
}

/** Channels that cost something, used only for whom no free one reaches. */
export interface PaidChannels {
  sms: boolean
  voice: boolean
}

/**
 * What has become of a notice for one of its readers; each is in exactly one. `told`: a grid worker told them.
 * `delivered`: pushed or on the phone, and not opened yet.
 */
export const REACH_STATES = ['read', 'told', 'delivered', 'waiting', 'unreachable'] as const
export type ReachState = (typeof REACH_STATES)[number]

export const REACH_LABELS: Record<ReachState, string> = {
  read: '已读',
  told: '当面告知',
  delivered: '送到没看',
  waiting: '还在发',
  unreachable: '要敲门',
}

/** Why nothing reaches a reader. */
export const UNREACHABLE_REASONS = {
  noAccount: '没有微信',
  noPhone: '没有电话',
  noCredit: '微信提醒用完了',
  failed: '没送到',
  overCap: '本月短信费用完了',
} as const
export type UnreachableReason = keyof typeof UNREACHABLE_REASONS

/** What a grid worker did at a door. Only the first two end it. */
export const DOOR_WAYS = {
  inPerson: '当面说了',
  byPhone: '电话里说了',
  noteLeft: '留了字条',
  notHome: '没人在家',
} as const
export type DoorWay = keyof typeof DOOR_WAYS
export const DOOR_WAY_KEYS = Object.keys(DOOR_WAYS) as DoorWay[]
export const isTold = (how: DoorWay): boolean => how === 'inPerson' || how === 'byPhone'

export const COMMENT_STATES = ['checking', 'shown', 'hidden', 'refused', 'removed'] as const
export type CommentState = (typeof COMMENT_STATES)[number]
