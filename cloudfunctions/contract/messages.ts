/** Low: may wait for a digest. Normal: pushed by day. Alarm: at once, day and night, sent again when uncertain. */
export const MESSAGE_URGENCIES = ['low', 'normal', 'alarm'] as const
export type MessageUrgency = (typeof MESSAGE_URGENCIES)[number]

export const CHANNELS = ['subscribe', 'employee'] as const
export type Channel = (typeof CHANNELS)[number]

/** `uncertain`: we were interrupted while WeChat was answering, and nobody can tell whether it arrived. */
export const DELIVERY_STATES = ['queued', 'sending', 'sent', 'failed', 'uncertain', 'noCredit', 'unbound'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** What a resident allowed in WeChat's dialog for one template. */
export const CONSENT_RESULTS = ['accept', 'reject', 'ban', 'filter'] as const
export type ConsentResult = (typeof CONSENT_RESULTS)[number]

/** Subscribe templates by our own name; the deployment maps each to WeChat's template id. */
export const SUBSCRIBE_TEMPLATES = {
  appealProgress: { label: '诉求进展提醒', why: '诉求有人接、办好了，微信里马上告诉您' },
} as const
export type SubscribeTemplate = keyof typeof SUBSCRIBE_TEMPLATES

export const EMPLOYEE_TEMPLATES = {
  orderWaiting: { label: '新单提醒' },
} as const
export type EmployeeTemplate = keyof typeof EMPLOYEE_TEMPLATES
