/** A role counts at a place and at everything below it. */
export const ROLE_LABELS = {
  gridWorker: '网格员',
  courier: '流动网格员',
  captain: '楼长',
  steward: '红色管家',
  property: '物业人员',
  merchant: '商户',
  housekeeper: '家政员',
  doctor: '社区医生',
  nursery: '托育老师',
  committee: '业委会',
  volunteer: '志愿者',
  secretary: '社区书记',
  department: '部门人员',
  subdistrict: '街道干部',
  county: '县级干部',
  workCommittee: '街道工委委员',
  partyCommittee: '社区党委委员',
  gridBranch: '网格党支部书记',
  buildingGroup: '楼栋党小组组长',
  memberHousehold: '党员中心户',
} as const

export type Role = keyof typeof ROLE_LABELS

export const ROLES = Object.keys(ROLE_LABELS) as Role[]

/** Roles that accept orders at the desk. */
export const WORKING_ROLES = [
  'gridWorker',
  'courier',
  'steward',
  'property',
  'merchant',
  'housekeeper',
  'doctor',
  'nursery',
  'volunteer',
  'department',
] as const satisfies readonly Role[]

/** Roles that dispatch, decline and decide on a contest within their place. */
export const SUPERVISING_ROLES = ['secretary', 'subdistrict', 'county'] as const satisfies readonly Role[]

/** Who works with the desk or above it. */
export const STAFF_ROLES = [...WORKING_ROLES, ...SUPERVISING_ROLES] as const satisfies readonly Role[]

/** The five levels of the Party's organisation from top to bottom, each by the role of those who stand for it. They open nothing. */
export const ORGANISATION = {
  workCommittee: '街道工委',
  partyCommittee: '社区党委',
  gridBranch: '网格党支部',
  buildingGroup: '楼栋党小组',
  memberHousehold: '党员中心户',
} as const satisfies Partial<Record<Role, string>>
export type OrganisationRole = keyof typeof ORGANISATION
export const ORGANISATION_ROLES = Object.keys(ORGANISATION) as OrganisationRole[]

/** Who can be put on the duty roster of a place. */
export const DUTY_ROLES = [
  'secretary',
  'gridWorker',
  'steward',
  'captain',
  'property',
  'courier',
  'doctor',
  'volunteer',
  'partyCommittee',
  'gridBranch',
] as const satisfies readonly Role[]

/** A role ends by itself after at most this many days; who goes on is granted it anew. */
export const ROLE_DAYS_MAX = 365
