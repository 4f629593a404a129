import { PERSON_TAGS, type PersonTag } from '../registry'
import type { Role } from '../roles'

/**
 * 六访: whom a grid worker looks in on without being asked, and how often. Days from one visit to the next; whoever
 * falls under several is due by each, and one visit answers all.
 */
export const VISIT_RULES = {
  livesAlone: { label: '独居必访', everyDays: 7, tags: ['livesAlone'] },
  emptyNest: { label: '空巢必访', everyDays: 15, tags: ['emptyNest'] },
  frail: { label: '残疾失能必访', everyDays: 30, tags: ['disabled', 'dependent'] },
  poor: { label: '困难家庭必访', everyDays: 30, tags: ['lowIncome', 'lowIncomeMargin', 'extremePoor'] },
  care: { label: '特别关爱必访', everyDays: 30, tags: ['keyCare', 'leftBehindChild', 'familyPlanning'] },
  honoured: { label: '党员、退役军人家庭必访', everyDays: 90, tags: ['partyMember', 'veteran'] },
} as const satisfies Record<string, { label: string; everyDays: number; tags: readonly PersonTag[] }>

/** 三到: what a grid worker goes to as soon as they hear of it. */
export const ARRIVALS = {
  incident: { label: '突发情况必到' },
  dispute: { label: '邻里纠纷必到' },
  request: { label: '居民求助必到' },
} as const

export type VisitRule = keyof typeof VISIT_RULES
export const VISIT_RULE_KEYS = Object.keys(VISIT_RULES) as VisitRule[]
export type Arrival = keyof typeof ARRIVALS
export const ARRIVAL_KEYS = Object.keys(ARRIVALS) as Arrival[]

/** Why somebody asks for a visit: categories of the order kind. What is no arrival is asked by those above alone. */
export const VISIT_REQUESTS = {
  incident: { label: '突发情况' },
  dispute: { label: '邻里纠纷' },
  request: { label: '居民求助' },
  routine: { label: '例行走访' },
} as const satisfies Record<Arrival | 'routine', { label: string }>
export type VisitRequest = keyof typeof VISIT_REQUESTS
export const VISIT_REQUEST_KEYS = Object.keys(VISIT_REQUESTS) as VisitRequest[]
/** Who asks for a visit to anybody of their place; everyone else only for their own home. */
export const VISIT_ASKERS = ['secretary', 'subdistrict'] as const satisfies readonly Role[]

export type VisitReason = VisitRule | VisitRequest
export const VISIT_REASON_KEYS: VisitReason[] = [...VISIT_RULE_KEYS, ...VISIT_REQUEST_KEYS]
export const VISIT_REASON_LABELS = Object.fromEntries(
  Object.entries({ ...VISIT_RULES, ...VISIT_REQUESTS, ...ARRIVALS }).map(([key, { label }]) => [key, label]),
) as Record<VisitReason, string>

/** The tags that make somebody due for a visit. */
export const VISITED_TAGS = Object.keys(PERSON_TAGS).filter((tag) =>
  Object.values(VISIT_RULES).some(({ tags }) => (tags as readonly string[]).includes(tag)),
) as PersonTag[]

/** Characters of what came of a visit. */
export const VISIT_RESULT_MIN = 2
export const VISIT_RESULT_MAX = 200
export const VISIT_FILES_MAX = 3
/** Days ahead that the list of due visits shows. */
export const VISITS_AHEAD_DAYS = 7
/** Characters and pictures of what somebody who asks for a visit says. */
export const VISIT_ASK_MAX = 200
export const VISIT_ASK_FILES_MAX = 3
