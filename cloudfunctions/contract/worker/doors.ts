import { UNREACHED_LABELS } from '../civic/notices'

/** 敲门名单: what came of a knock. A note left or nobody at home keeps the entry open, with that mark. */
export const DOOR_OUTCOMES = {
  inPerson: { label: '当面说了', isTold: true },
  byPhone: { label: '电话说了', isTold: true },
  noteLeft: { label: '留了字条', isTold: false },
  notHome: { label: '没人在家', isTold: false },
} as const
export type DoorOutcome = keyof typeof DOOR_OUTCOMES
export const DOOR_OUTCOME_KEYS = Object.keys(DOOR_OUTCOMES) as DoorOutcome[]
export const TOLD_OUTCOMES = DOOR_OUTCOME_KEYS.filter((how) => DOOR_OUTCOMES[how].isTold)

/** Why somebody is on the list: nothing reached them, for a reason, or it arrived and was not read. */
export const DOOR_REASONS = { ...UNREACHED_LABELS, unread: '送到了，还没看' } as const
export type DoorReason = keyof typeof DOOR_REASONS
export const DOOR_REASON_KEYS = Object.keys(DOOR_REASONS) as DoorReason[]

/** An entry that is open no more although nobody knocked: they read it, or it is not needed any more. */
export const DOOR_CLOSINGS = {
  read: '已经看了通知',
  recalled: '通知撤回了',
  expired: '通知过期了',
  merged: '和名单上另一位是同一个人',
  parted: '住在这里的是另一位，另一位已在名单上',
} as const
export type DoorClosing = keyof typeof DOOR_CLOSINGS

/** Minutes in which a mark is taken back by whoever made it. */
export const DOOR_UNDO_MINUTES = 10
