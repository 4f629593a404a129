import { AGE_GROUPS, type AgeGroup, LIST_OPEN_HOURS } from '../../contract/secretary/people'
import { dayOf, minuteOf, yearsBefore } from '../people/days'

const DAY_MS = 86_400_000
const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)

/** The first and the last day on which whoever is of an age group today was born; null where it is open. */
export function bornWithin(age: AgeGroup | undefined, now: Date): { from: string | null; until: string | null } {
  const at = AGE_GROUPS.findIndex(({ key }) => key === age)
  if (at < 0) return { from: null, until: null }
  const today = dayOf(now)
  const [group, next] = [AGE_GROUPS[at]!, AGE_GROUPS[at + 1]]
  return {
    from: next ? dayAfter(yearsBefore(today, next.from)) : null,
    until: group.from === 0 ? null : yearsBefore(today, group.from),
  }
}

/** Who opened a list may look at it for a while. */
export const isOpen = ({ openedAt }: { openedAt: Date }, now: Date): boolean =>
  now.getTime() - openedAt.getTime() <= LIST_OPEN_HOURS * 3_600_000

/** What is quoted of a list or an approval: the last eight signs of its id. */
export const numberOf = (id: string): string => id.slice(-8).toUpperCase()

/** 周敏 尾号1234 2026-11-25 16:30 编号3F9A21BC. */
export const watermarkOf = (given: { name: string; phoneTail: string | null; at: Date; number: string }): string =>
  [given.name, given.phoneTail && `尾号${given.phoneTail}`, minuteOf(given.at), `编号${given.number}`]
    .filter(Boolean)
    .join(' ')
