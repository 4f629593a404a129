/** 对本程序的意见: the in-app complaint entry that government apps must have. */
export const FEEDBACK_KINDS = {
  broken: '用不了',
  confusing: '看不懂',
  burden: '添了负担',
  privacy: '担心隐私',
  other: '其他意见',
} as const
export type FeedbackKind = keyof typeof FEEDBACK_KINDS
export const FEEDBACK_TEXT_MIN = 4
export const FEEDBACK_TEXT_MAX = 500
