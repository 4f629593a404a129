/** States of an order, whatever its kind. */
export const ORDER_STATES = [
  'waiting',
  'accepted',
  'handling',
  'whistled',
  'objected',
  'resolved',
  'reopened',
  'closed',
  'unfixed',
  'withdrawn',
  'declined',
  'contested',
  'merged',
] as const

export type OrderState = (typeof ORDER_STATES)[number]

export const ORDER_STATE_LABELS: Record<OrderState, string> = {
  waiting: '等待接单',
  accepted: '已接单',
  handling: '处理中',
  whistled: '等部门报到',
  objected: '等街道裁定',
  resolved: '待您确认',
  reopened: '重新办理',
  closed: '已结案',
  unfixed: '结案，没能办成',
  withdrawn: '已撤回',
  declined: '不予受理',
  contested: '复核中',
  merged: '已并入同一件事',
}

/** In somebody's hands. */
export const HELD_STATES = ['accepted', 'handling', 'reopened'] as const satisfies readonly OrderState[]
/** Still to be worked on by someone on our side. */
export const OPEN_STATES = [
  'waiting',
  'accepted',
  'handling',
  'whistled',
  'objected',
  'reopened',
  'contested',
] as const satisfies readonly OrderState[]
/** Its promise runs: somebody on our side owes an answer by then. */
export const RUNNING_STATES = [
  'waiting',
  'accepted',
  'handling',
  'whistled',
  'objected',
  'reopened',
] as const satisfies readonly OrderState[]
/** Nothing more happens unless the requester says so. */
export const ENDED_STATES = [
  'closed',
  'unfixed',
  'withdrawn',
  'declined',
  'merged',
] as const satisfies readonly OrderState[]

export const ORDER_ACTIONS = [
  'submit',
  'accept',
  'undoAccept',
  'assign',
  'handBack',
  'reassign',
  'step',
  'reclassify',
  'pause',
  'resume',
  'extend',
  'resolve',
  'confirm',
  'lapse',
  'rate',
  'callBack',
  'reopen',
  'withdraw',
  'urge',
  'supplement',
  'supervise',
  'escalate',
  'decline',
  'closeUnfixed',
  'contest',
  'reinstate',
  'uphold',
  'whistle',
  'reportIn',
  'object',
  'insist',
  'release',
  'callIn',
  'joinIn',
  'merge',
  'split',
] as const

export type OrderAction = (typeof ORDER_ACTIONS)[number]

/** How the timeline names what was done. */
export const ORDER_ACTION_LABELS: Record<OrderAction, string> = {
  submit: '提交诉求',
  accept: '接单',
  undoAccept: '撤销接单',
  assign: '派单',
  handBack: '退回重派',
  reassign: '转给他人',
  step: '办理进展',
  reclassify: '改类别',
  pause: '暂停计时',
  resume: '恢复计时',
  extend: '延长一次期限',
  resolve: '已办好，等您确认',
  confirm: '确认办好，结案',
  lapse: '到期没有回音，自动结案',
  rate: '评价',
  callBack: '回访',
  reopen: '没办好，重新办理',
  withdraw: '撤回诉求',
  urge: '催一催',
  supplement: '补充情况',
  supervise: '督办',
  escalate: '到时提醒',
  decline: '不予受理',
  closeUnfixed: '结案，没能办成',
  contest: '申请复核',
  reinstate: '复核后重新受理',
  uphold: '复核后维持原来的决定',
  whistle: '吹哨，请部门来办',
  reportIn: '部门报到',
  object: '部门提出异议',
  insist: '裁定由部门办',
  release: '裁定退回社区办',
  callIn: '请别的部门一起办',
  joinIn: '部门到场',
  merge: '并入同一件事',
  split: '拆出来单独办',
}

/** The only reasons for which a promise may stand still; the requester reads which. */
export const PAUSE_REASONS = {
  requester: '等居民补充情况或约时间',
  parts: '等配件或材料到货',
  weather: '等天气转好，保证安全',
  approval: '等上级审批或招标',
  season: '等到能施工的季节',
} as const
export type PauseReason = keyof typeof PAUSE_REASONS
export const PAUSE_REASON_KEYS = Object.keys(PAUSE_REASONS) as PauseReason[]

/** What the timeline says of a rung of the escalation ladder. */
/** No rung of time: a voice note, heard after it was sent, told of danger to life. */
export const HEARD_EMERGENCY = 'heardEmergency'

export const RUNG_LABELS: Record<string, string> = {
  [HEARD_EMERGENCY]: '录音里听到险情，改成紧急，正在叫人',
  unaccepted: '过了接单时间，已告诉社区书记',
  reportLate: '过了报到时间，已告诉部门和街道',
  yellow: '快到期了，已提醒办理人和社区',
  red: '超期了，已告诉街道',
  redder: '超期两个工作日，已告诉县里',
}

export const LIGHTS = ['green', 'yellow', 'red'] as const
export type Light = (typeof LIGHTS)[number]

/** What a requester says once it is closed. */
export const RATINGS = { satisfied: '满意', fair: '基本满意', unsatisfied: '不满意' } as const
export type Rating = keyof typeof RATINGS
export const RATING_KEYS = Object.keys(RATINGS) as Rating[]

/** What came of asking the requester back. */
export const CALL_BACK_RESULTS = { satisfied: '满意', unsatisfied: '不满意，重新办', unreachable: '没联系上' } as const
export type CallBackResult = keyof typeof CALL_BACK_RESULTS
export const CALL_BACK_KEYS = Object.keys(CALL_BACK_RESULTS) as CallBackResult[]

export const ORDER_KIND_LABELS = { appeal: '诉求', correction: '资料更正', visit: '走访' } as const
export type OrderKindName = keyof typeof ORDER_KIND_LABELS

export const URGENCIES = ['normal', 'urgent', 'emergency'] as const
export type Urgency = (typeof URGENCIES)[number]
export const URGENCY_LABELS: Record<Urgency, string> = { normal: '一般', urgent: '较急', emergency: '紧急' }

/** Police, fire brigade, ambulance. */
export const EMERGENCIES = ['110', '119', '120'] as const
export type Emergency = (typeof EMERGENCIES)[number]

/** Seconds in which the one who accepted may take it back without a reason. */
export const UNDO_ACCEPT_SECONDS = 10
/** Days after closing in which the requester may still reopen. */
export const REOPEN_DAYS = 15
/** Calendar days after closing in which the requester may rate it. */
export const RATE_DAYS = 15
/** Minutes between two urgings of one order. */
export const URGE_EVERY_MINUTES = 30

export const ORDER_TEXT_MAX = 500
export const ORDER_REASON_MIN = 4
export const ORDER_REASON_MAX = 200
/** Pictures of one note. */
export const ORDER_FILES_MAX = 9
/** Voice notes beside them. */
export const ORDER_VOICES_MAX = 1
