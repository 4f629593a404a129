import { now } from '../../../lib/clock'

/** For how long a tag or an item holds. */
export type Term = 'open' | 'half' | 'year'
export const TERMS = [
  { key: 'open', word: '长期' },
  { key: 'half', word: '半年' },
  { key: 'year', word: '一年' },
] as const
export const TERM_DAYS: Record<Term, number | null> = { open: null, half: 183, year: 365 }

const SHANGHAI_MS = 8 * 3_600_000

/** The last day of a term that begins today: `2027-05-28`. */
export const lastDay = (days: number): string =>
  new Date(now().getTime() + SHANGHAI_MS + days * 86_400_000).toISOString().slice(0, 10)
