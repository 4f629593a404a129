/** What the registry knows of a person, field by field. Sensitive ones are sealed at rest and masked on screen. */
export const PERSON_FIELDS = {
  name: { label: '姓名', max: 30, isSensitive: false },
  idNumber: { label: '身份证号', max: 18, isSensitive: true },
  phone: { label: '电话', max: 20, isSensitive: true },
  birthDate: { label: '出生日期', max: 10, isSensitive: false },
  sex: { label: '性别', max: 6, isSensitive: false },
  ethnicity: { label: '民族', max: 20, isSensitive: false },
  politicalStatus: { label: '政治面貌', max: 20, isSensitive: false },
  maritalStatus: { label: '婚姻状况', max: 20, isSensitive: false },
  education: { label: '文化程度', max: 20, isSensitive: false },
  occupation: { label: '职业', max: 40, isSensitive: false },
  hukouAddress: { label: '户籍地址', max: 80, isSensitive: true },
  contactName: { label: '紧急联系人', max: 30, isSensitive: true },
  contactPhone: { label: '紧急联系人电话', max: 20, isSensitive: true },
  careDependence: { label: '失能等级', max: 20, isSensitive: true },
  illness: { label: '健康情况', max: 200, isSensitive: true },
  disability: { label: '残疾类别和等级', max: 60, isSensitive: true },
  remark: { label: '备注', max: 200, isSensitive: true },
} as const

export type PersonField = keyof typeof PERSON_FIELDS
export const PERSON_FIELD_KEYS = Object.keys(PERSON_FIELDS) as PersonField[]

export const SEXES = { male: '男', female: '女' } as const
export type Sex = keyof typeof SEXES

/** What a person is, for a while or for good. Age and sex are worked out, never kept as tags. */
export const PERSON_TAGS = {
  livesAlone: '独居',
  emptyNest: '空巢',
  disabled: '残疾',
  dependent: '失能',
  lowIncome: '低保',
  lowIncomeMargin: '低保边缘',
  extremePoor: '特困',
  veteran: '退役军人',
  partyMember: '党员',
  leftBehindChild: '留守儿童',
  familyPlanning: '计生特扶',
  floating: '流动人口',
  keyCare: '重点关爱',
} as const

export type PersonTag = keyof typeof PERSON_TAGS
export const PERSON_TAG_KEYS = Object.keys(PERSON_TAGS) as PersonTag[]

/** Where a fact comes from, the surest last. What is less sure never replaces what is surer; it is kept beside it. */
export const FACT_SOURCES = {
  import: '导入的台账',
  self: '本人填的',
  wechat: '微信核实',
  gridWorker: '网格员核实',
  secretary: '社区核实',
} as const

export type FactSource = keyof typeof FACT_SOURCES
export const FACT_SOURCE_KEYS = Object.keys(FACT_SOURCES) as FactSource[]

export const RESIDENCY_RELATIONS = ['owner', 'tenant', 'family'] as const
export type ResidencyRelation = (typeof RESIDENCY_RELATIONS)[number]
export const RESIDENCY_LABELS: Record<ResidencyRelation, string> = { owner: '业主', tenant: '租户', family: '家人' }

export const CLAIM_STATES = ['pending', 'approved', 'refused', 'withdrawn'] as const
export type ClaimState = (typeof CLAIM_STATES)[number]

/** Why a claim was refused, said to who claimed; never what the registry holds. */
export const CLAIM_REFUSALS = {
  papers: '请带房产证或租房合同到社区核实',
  wrongRoom: '房号可能选错了，请核对后再申请',
  notMet: '没能当面见到您，请约个时间再申请',
  landlord: '请先请房主到社区登记租住',
} as const
export type ClaimRefusal = keyof typeof CLAIM_REFUSALS
export const CLAIM_REFUSAL_KEYS = Object.keys(CLAIM_REFUSALS) as ClaimRefusal[]

/** Guessing does not help: so many claims may wait at once, and so many be made in 24 hours. */
export const CLAIMS_PENDING_MAX = 3
export const CLAIMS_A_DAY_MAX = 10

/** What a person can agree to and take back; the text's version is kept with each. */
export const CONSENT_PURPOSES = {
  health: '查看我的健康情况',
  guardian: '家人替我办事、接收我的告警',
  location: '使用我的位置',
  minor: '监护人同意处理孩子的信息',
  contact: '邻居志愿者能看到我的电话',
  duty: '网格里的邻居能看到我的电话',
} as const
export type ConsentPurpose = keyof typeof CONSENT_PURPOSES
export const CONSENT_PURPOSE_KEYS = Object.keys(CONSENT_PURPOSES) as ConsentPurpose[]

/** Why a worker ends all sessions of a person. */
export const SESSION_END_REASONS = {
  stolen: '手机丢了或被偷了',
  sold: '手机卖了、送人了',
  stranger: '怀疑别人登录了账号',
} as const
export type SessionEndReason = keyof typeof SESSION_END_REASONS
export const SESSION_END_REASON_KEYS = Object.keys(SESSION_END_REASONS) as SessionEndReason[]

/** Under this age a guardian speaks for the person (PIPL art. 31). */
export const MINOR_AGE = 14
/** A count from one to four could be traced to a person. */
export const COUNT_SHOWN_FROM = 5
