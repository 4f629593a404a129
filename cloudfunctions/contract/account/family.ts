/** What who acts is to whom they act for: 女儿 of the mother. */
export const GUARDIAN_RELATIONS = {
  daughter: '女儿',
  son: '儿子',
  spouse: '老伴',
  grandchild: '孙辈',
  mother: '妈妈',
  father: '爸爸',
  grandparent: '祖辈',
  relative: '亲戚',
} as const
export type GuardianRelation = keyof typeof GUARDIAN_RELATIONS
export const GUARDIAN_RELATION_KEYS = Object.keys(GUARDIAN_RELATIONS) as GuardianRelation[]

export const GUARDIANSHIP_STATES = ['asked', 'active', 'refused', 'withdrawn', 'ended'] as const
export type GuardianshipState = (typeof GUARDIANSHIP_STATES)[number]

/** Why the worker could not confirm it, said to who asked; never what the registry holds. */
export const GUARDIANSHIP_REFUSALS = {
  unwilling: '本人没有同意',
  notMet: '没能当面见到本人，请约个时间再申请',
  unverified: '没能核实，请带户口本到社区办理',
} as const
export type GuardianshipRefusal = keyof typeof GUARDIANSHIP_REFUSALS
export const GUARDIANSHIP_REFUSAL_KEYS = Object.keys(GUARDIANSHIP_REFUSALS) as GuardianshipRefusal[]

/** So many may act for one person at a time. */
export const GUARDIANS_MAX = 5
/** Guessing does not help: so many asks of one person may wait at once, and so many be made in 24 hours. */
export const ASKS_PENDING_MAX = 3
export const ASKS_A_DAY_MAX = 10
/** So many strangers' asks reach one person at a time. */
export const ASKED_OF_ONE_MAX = 5
/** An ask that nobody answers lapses after so many days; who was refused is not heard again for as long. */
export const ASK_DAYS = 30
/** Who acts for others is of age. */
export const ADULT_AGE = 18
