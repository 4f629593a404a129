import { VISIT_RULE_KEYS, VISIT_RULES, type VisitRule } from '../../../contract/worker/visits'

const DAY_MS = 86_400_000

/** `2026-11-26` and 7 is `2026-12-03`. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** By which rules somebody with these tags is visited. */
export const rulesFor = (tags: readonly string[]): VisitRule[] =>
  VISIT_RULE_KEYS.filter((rule) => VISIT_RULES[rule].tags.some((tag) => tags.includes(tag)))

/** When the next visit by a rule is due: a period after the last one, or after somebody came under the rule. */
export const nextDue = (rule: VisitRule, lastDay: string): string => daysAfter(lastDay, VISIT_RULES[rule].everyDays)

/** When somebody is due whom nobody was to visit before: old ledgers make nobody late on the day they come in. */
export function firstDue(rule: VisitRule, lastDay: string, today: string): string {
  const due = nextDue(rule, lastDay)
  return due < today ? today : due
}
