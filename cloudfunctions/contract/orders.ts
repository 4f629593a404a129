/** States of an order, whatever its kind. */
export const ORDER_STATES = [
  'waiting',
  'accepted',
  'handling',
  'resolved',
  'reopened',
  'closed',
  'withdrawn',
  'declined',
  'contested',
] as const

export type OrderState = (typeof ORDER_STATES)[number]

export const ORDER_STATE_LABELS: Record<OrderState, string> = {
  waiting: '等待接单',
  accepted: '已接单',
  handling: '处理中',
  resolved: '待您确认',
  reopened: '重新办理',
  closed: '已结案',
  withdrawn: '已撤回',
  declined: '不予受理',
  contested: '复核中',
}

/** In somebody's hands. */
export const HELD_STATES = ['accepted', 'handling', 'reopened'] as const satisfies readonly OrderState[]
/** Still to be worked on by someone on our side. */
export const OPEN_STATES = [
  'waiting',
  'accepted',
  'handling',
  'reopened',
  'contested',
] as const satisfies readonly OrderState[]
/** Nothing more happens unless the requester says so. */
export const ENDED_STATES = ['closed', 'withdrawn', 'declined'] as const satisfies readonly OrderState[]

export const ORDER_ACTIONS = [
  'submit',
  'accept',
  'undoAccept',
  'handBack',
  'reassign',
  'step',
  'resolve',
  'confirm',
  'reopen',
  'withdraw',
  'urge',
  'supplement',
  'decline',
  'contest',
  'reinstate',
  'uphold',
] as const

export type OrderAction = (typeof ORDER_ACTIONS)[number]

/** How the timeline names what was done. */
export const ORDER_ACTION_LABELS: Record<OrderAction, string> = {
  submit: '提交诉求',
  accept: '接单',
  undoAccept: '撤销接单',
  handBack: '退回重派',
  reassign: '转给他人',
  step: '办理进展',
  resolve: '已办好，等您确认',
  confirm: '确认办好，结案',
  reopen: '没办好，重新办理',
  withdraw: '撤回诉求',
  urge: '催一催',
  supplement: '补充情况',
  decline: '不予受理',
  contest: '申请复核',
  reinstate: '复核后重新受理',
  uphold: '复核后维持不予受理',
}

export const ORDER_KIND_LABELS = { appeal: '诉求' } as const
export type OrderKindName = keyof typeof ORDER_KIND_LABELS

export const URGENCIES = ['normal', 'urgent', 'emergency'] as const
export type Urgency = (typeof URGENCIES)[number]
export const URGENCY_LABELS: Record<Urgency, string> = { normal: '一般', urgent: '较急', emergency: '紧急' }

/** Seconds in which the one who accepted may take it back without a reason. */
export const UNDO_ACCEPT_SECONDS = 10
/** Days after closing in which the requester may still reopen. */
export const REOPEN_DAYS = 15
/** Minutes between two urgings of one order. */
export const URGE_EVERY_MINUTES = 30

export const ORDER_TEXT_MAX = 500
export const ORDER_REASON_MIN = 4
export const ORDER_REASON_MAX = 200
export const ORDER_FILES_MAX = 9
