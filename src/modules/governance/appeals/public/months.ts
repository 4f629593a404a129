import { PUBLIC_MONTHS } from '../../../../../cloudfunctions/contract/governance/appeals'

const SHANGHAI_MS = 8 * 3_600_000

/** The months told of, as `2026-11`, this one first. */
export function publicMonths(now: Date): string[] {
  const local = new Date(now.getTime() + SHANGHAI_MS)
  return Array.from({ length: PUBLIC_MONTHS }, (_, back) =>
    new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() - back)).toISOString().slice(0, 7),
  )
}

/** 2026年11月. */
export const monthWords = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`
