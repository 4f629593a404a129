import { ORDER_ACTION_LABELS, ORDER_STATE_LABELS, type OrderAction, type OrderState } from '../orders'

export const APPEAL_CATEGORIES = [
  'sanitation',
  'parking',
  'noise',
  'propertyService',
  'fireSafety',
  'publicFacility',
  'neighbourDispute',
  'pets',
  'illegalBuilding',
  'utilities',
  'elderCare',
  'other',
] as const

export type AppealCategory = (typeof APPEAL_CATEGORIES)[number]

export const APPEAL_CATEGORY_LABELS: Record<AppealCategory, string> = {
  sanitation: '环境卫生',
  parking: '停车秩序',
  noise: '噪音扰民',
  propertyService: '物业服务',
  fireSafety: '消防安全',
  publicFacility: '公共设施',
  neighbourDispute: '邻里纠纷',
  pets: '宠物管理',
  illegalBuilding: '违建',
  utilities: '供水供电供暖供气',
  elderCare: '养老服务',
  other: '其他',
}

/**
 * What is between neighbours or inside a home: everyone is told of it by its grid alone, for a building and a light in it
 * would name a family.
 */
export const GRID_ONLY_CATEGORIES = ['neighbourDispute', 'elderCare'] as const satisfies readonly AppealCategory[]

/** How many months of figures are open to everyone, this one among them. */
export const PUBLIC_MONTHS = 12

export const APPEAL_TEXT_MAX = 500
export const APPEAL_FILES_MAX = 9

/** Shown before anything else where life is in danger. */
export const EMERGENCY_NUMBERS = [
  { number: '110', when: '有人打架、偷盗、受威胁' },
  { number: '119', when: '着火、冒烟、被困' },
  { number: '120', when: '有人受伤、突发疾病' },
] as const

/** How near another appeal may be the same matter, in metres. */
export const SIMILAR_METRES = 250

/** The states and moves of an appeal in words for somebody who has only said "me too". */
export const FOLLOWED_STATE_LABELS: Record<OrderState, string> = {
  ...ORDER_STATE_LABELS,
  resolved: '已办好，等提的人确认',
}
export const FOLLOWED_ACTION_LABELS: Record<OrderAction, string> = {
  ...ORDER_ACTION_LABELS,
  submit: '有人提出',
  resolve: '已办好，等提的人确认',
  confirm: '提的人确认办好，结案',
  reopen: '提的人说没办好，重新办',
  withdraw: '提的人撤回了',
}
