/** Low: may wait for a digest. Normal: pushed by day. Alarm: at once, day and night, sent again when uncertain. */
export const MESSAGE_URGENCIES = ['low', 'normal', 'alarm'] as const
export type MessageUrgency = (typeof MESSAGE_URGENCIES)[number]

/** Beside the inbox, which always has the message. `voice` is a call that reads it out and takes a key press. */
export const CHANNELS = ['subscribe', 'employee', 'sms', 'voice'] as const
export type Channel = (typeof CHANNELS)[number]

/**
 * `uncertain`: we were interrupted while the other side was answering, and nobody can tell whether it arrived.
 * `sent`: taken by the provider. `delivered`: the phone has it, or the call was picked up, as the provider reports.
 * `cancelled`: no longer wanted before it went: acknowledged, or the notice taken back.
 */
export const DELIVERY_STATES = [
  'queued',
  'sending',
  'sent',
  'delivered',
  'failed',
  'uncertain',
  'noCredit',
  'unbound',
  'noPhone',
  'overCap',
  'cancelled',
] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** What a message is about, as a person chooses what may ring. The inbox has it in any case. */
export const MESSAGE_TOPICS = {
  alarms: { label: '家人和居民告警', about: '家里老人、邻居出了事，要人马上去' },
  appeals: { label: '诉求进展', about: '您提的诉求有人接、办好了' },
  notices: { label: '通知公告', about: '停水停电、办事通知' },
  visits: { label: '上门走访', about: '网格员约好上门、改时间' },
  account: { label: '账号和家人', about: '认房、替家人办事、登录' },
  work: { label: '工作提醒', about: '有新单、要您审批、快到期' },
} as const
export type MessageTopic = keyof typeof MESSAGE_TOPICS

/** An alarm is never turned off, only paused, and comes back by itself. */
export const ALARM_PAUSE_HOURS_MAX = 24

/** The hour in Shanghai at which what is not urgent is brought up, in one reminder a day. */
export const DIGEST_HOUR = 18

/** From when until when nothing but alarms rings, in hours of Shanghai's clock; each person may choose within these. */
export const QUIET_HOURS = { from: 22, until: 7 } as const
export const QUIET_FROM_HOURS = [20, 21, 22, 23] as const
export const QUIET_UNTIL_HOURS = [5, 6, 7, 8, 9] as const
export interface QuietHours {
  from: number
  until: number
}

/** What part of one's messages is looked at. `needsMe`: unread, and it asks something of the person. */
export const MESSAGE_VIEWS = ['needsMe', 'all', 'notices'] as const
export type MessageView = (typeof MESSAGE_VIEWS)[number]

/** What a resident allowed in WeChat's dialog for one template. */
export const CONSENT_RESULTS = ['accept', 'reject', 'ban', 'filter'] as const
export type ConsentResult = (typeof CONSENT_RESULTS)[number]

/** Subscribe templates by our own name; the deployment maps each to WeChat's template id. */
export const SUBSCRIBE_TEMPLATES = {
  appealProgress: { label: '诉求进展提醒', why: '诉求有人接、办好了，微信里马上告诉您' },
  noticePosted: { label: '通知公告提醒', why: '停水停电这些通知，微信里马上告诉您' },
  alarmRaised: { label: '家人告警提醒', why: '家里老人有情况，微信里马上告诉您，只用来告警' },
  digest: { label: '消息汇总提醒', why: '不急的消息攒在一起，一天只提醒一次' },
} as const
export type SubscribeTemplate = keyof typeof SUBSCRIBE_TEMPLATES

/** Consents to these are kept for alarms: nothing else is ever sent by them. */
export const RESERVED_TEMPLATES = ['alarmRaised'] as const satisfies readonly SubscribeTemplate[]
export type ReservedTemplate = (typeof RESERVED_TEMPLATES)[number]

/** With so many left, or fewer, the next reminders are at risk and we say so. */
export const CREDITS_LOW = 2

export const EMPLOYEE_TEMPLATES = {
  orderWaiting: { label: '新单提醒' },
  alarmRaised: { label: '告警提醒' },
} as const
export type EmployeeTemplate = keyof typeof EMPLOYEE_TEMPLATES

/** Texts read out or sent by the phone companies by our own name; the deployment maps each to the provider's template id. */
export const SMS_TEMPLATES = {
  noticePosted: { label: '通知短信' },
  alarmRaised: { label: '告警短信' },
} as const
export type SmsTemplate = keyof typeof SMS_TEMPLATES

export const VOICE_TEMPLATES = {
  noticePosted: { label: '通知电话' },
  alarmRaised: { label: '告警电话' },
} as const
export type VoiceTemplate = keyof typeof VOICE_TEMPLATES
