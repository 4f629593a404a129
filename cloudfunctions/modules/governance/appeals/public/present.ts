import * as z from 'zod'
import { APPEAL_CATEGORIES, APPEAL_CATEGORY_LABELS, PUBLIC_MONTHS } from '../../../../contract/governance/appeals'
import { LIGHTS, type Light, ORDER_STATES } from '../../../../contract/orders'
import { lightOf } from '../../../../engines/orders/promise/light'
import type { Database } from '../../../../kernel/database/open'
import { bluntPoint, isRunning, lastMonths, type MonthStats, publicStateLabel, publicStats } from './rules'
import { monthFigures, type PublicAppeal } from './store'

const shown = {
  id: z.string(),
  category: z.enum(APPEAL_CATEGORIES),
  categoryLabel: z.string(),
  /** Down to the building, or to the grid for GRID_ONLY_CATEGORIES. */
  place: z.string(),
  state: z.enum(ORDER_STATES),
  stateLabel: z.string(),
  /** None once nobody owes anything. */
  light: z.nullable(z.enum(LIGHTS)),
  /** The promise stands still, and its light with it. */
  isPaused: z.boolean(),
  createdAt: z.string(),
}

export const publicAppeal = z.strictObject({
  ...shown,
  code: z.string(),
  promisedAt: z.string(),
  endedAt: z.nullable(z.string()),
})

/** One by itself, with who is in charge: the department that was called, else the community. */
export const publicDetail = publicAppeal.extend({ agency: z.string(), promisedFrom: z.string() })

/** A grid's border, its corners in GCJ-02 in their order. */
export const publicGrid = z.strictObject({
  id: z.string(),
  name: z.string(),
  border: z.array(z.strictObject({ lat: z.number(), lng: z.number() })),
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
  isPaused: isRunning(row.state) && row.pausedAt !== null,
  createdAt: row.createdAt.toISOString(),
})

export const presentAppeal = (row: PublicAppeal, now: Date): z.output<typeof publicAppeal> => ({
  ...presentShown(row, now),
  code: row.code,
  promisedAt: row.promisedAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
})

export const presentDetail = (row: PublicAppeal, now: Date): z.output<typeof publicDetail> => ({
  ...presentAppeal(row, now),
  agency: row.agency,
  promisedFrom: row.promisedFrom.toISOString(),
})

export const presentPoint = (row: PublicAppeal, now: Date): z.output<typeof publicPoint> => ({
  ...presentShown(row, now),
  ...bluntPoint({ lat: row.lat!, lng: row.lng! }),
})

/** The last twelve months of a community in figures fit for everyone, this month first. */
export async function statsOf(db: Database, communityId: string, now: Date): Promise<MonthStats[]> {
  return (await monthFigures(db, communityId, lastMonths(now, PUBLIC_MONTHS), now)).map(publicStats)
}
