import * as z from 'zod'
import { APPEAL_CATEGORIES, APPEAL_CATEGORY_LABELS } from '../../../../contract/governance/appeals'
import { LIGHTS, type Light, ORDER_STATES } from '../../../../contract/orders'
import { lightOf } from '../../../../engines/orders/promise/light'
import type { Database } from '../../../../kernel/database/open'
import { bluntPoint, isRunning, lastMonths, type MonthStats, publicStateLabel, publicStats, spanOf } from './rules'
import { monthFigures, type PublicAppeal } from './store'

const shown = {
  id: z.string(),
  category: z.enum(APPEAL_CATEGORIES),
  categoryLabel: z.string(),
  /** Down to the building. */
  place: z.string(),
  state: z.enum(ORDER_STATES),
  stateLabel: z.string(),
  /** None once nobody owes anything. */
  light: z.nullable(z.enum(LIGHTS)),
  createdAt: z.string(),
}

export const publicAppeal = z.strictObject({
  ...shown,
  code: z.string(),
  promisedAt: z.string(),
  endedAt: z.nullable(z.string()),
})

/** Degrees in GCJ-02, to about 100 m. */
export const publicPoint = z.strictObject({ ...shown, lat: z.number(), lng: z.number() })

const count = z.strictObject({ n: z.nullable(z.number()), label: z.string() })
const share = z.strictObject({ percent: z.nullable(z.number()), of: count })
export const publicMonth = z.strictObject({
  month: z.string(),
  received: count,
  answeredInTime: share,
  reopened: share,
  satisfied: share,
  medianHours: z.nullable(z.number()),
})

/** The light as everyone sees it; a paused promise keeps the light it had. */
export const publicLight = (row: PublicAppeal, now: Date): Light | null =>
  isRunning(row.state) ? lightOf(row.pausedAt ?? now, { yellowAt: row.yellowAt, dueAt: row.promisedAt }) : null

const presentShown = (row: PublicAppeal, now: Date) => ({
  id: row.id,
  category: row.category,
  categoryLabel: APPEAL_CATEGORY_LABELS[row.category],
  place: row.place,
  state: row.state,
  stateLabel: publicStateLabel(row.state),
  light: publicLight(row, now),
  createdAt: row.createdAt.toISOString(),
})

export const presentAppeal = (row: PublicAppeal, now: Date): z.output<typeof publicAppeal> => ({
  ...presentShown(row, now),
  code: row.code,
  promisedAt: row.promisedAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
})

export const presentPoint = (row: PublicAppeal, now: Date): z.output<typeof publicPoint> => ({
  ...presentShown(row, now),
  ...bluntPoint({ lat: row.lat!, lng: row.lng! }),
})

const MONTHS = 12
const NOTHING = {
  received: 0,
  due: 0,
  inTime: 0,
  answered: 0,
  reopened: 0,
  rated: 0,
  satisfied: 0,
  resolved: 0,
  medianHours: null,
}

/** The last twelve months of a community in figures fit for everyone, this month first. */
export async function statsOf(db: Database, communityId: string, now: Date): Promise<MonthStats[]> {
  const months = lastMonths(now, MONTHS)
  const figures = await monthFigures(db, communityId, spanOf(months.at(-1)!).from, now)
  return months.map((month) => publicStats(figures.get(month) ?? { month, ...NOTHING }))
}
