import { sql } from 'drizzle-orm'
import type { Urgency } from '../../../contract/orders'
import type { Executor, Tx } from '../../../kernel/database/open'
import { statement } from '../../../kernel/database/statement'
import type { Span } from './due'
import type { PolicyOverride } from './policy'
import { promisePolicies } from './table'

const value = sql.placeholder
const nearest = statement<{ span: Span; extension: Span }>(sql`
  select span, extension from promise_policies
  where ended_at is null and place_id = any(${value('path')}::uuid[]) and kind = ${value('kind')}
    and category = ${value('category')} and urgency = ${value('urgency')}
  order by array_position(${value('path')}::uuid[], place_id) desc limit 1`)

/** What the nearest place on the way up has set for such an order; null where none has. */
export async function overrideAt(
  db: Executor,
  where: { path: readonly string[]; kind: string; category: string; urgency: Urgency },
): Promise<PolicyOverride | null> {
  const { rows } = await nearest(db, { ...where, path: [...where.path] })
  return rows[0] ?? null
}

export interface PolicyRow {
  placeId: string
  category: string
  urgency: Urgency
  span: Span
  extension: Span
}

/** What these places have set. */
export async function overridesOf(db: Executor, kind: string, placeIds: readonly string[]): Promise<PolicyRow[]> {
  const { rows } = await db.execute<PolicyRow & Record<string, unknown>>(sql`
    select place_id as "placeId", category, urgency, span, extension from promise_policies
    where ended_at is null and kind = ${kind} and place_id = any(${sql.param([...placeIds])}::uuid[])
    order by category, urgency`)
  return rows
}

interface Override {
  placeId: string
  kind: string
  category: string
  urgency: Urgency
}

/** Ends what a place has set; from now on what stands above it holds there. Orders that run keep theirs. */
export async function endOverride(tx: Tx, { placeId, kind, category, urgency }: Override, now: Date): Promise<void> {
  await tx.execute(sql`
    update promise_policies set ended_at = ${now} where ended_at is null and place_id = ${placeId}
      and kind = ${kind} and category = ${category} and urgency = ${urgency}`)
}

/** Sets a promise at a place from now on; orders that run keep theirs. */
export async function setOverride(
  tx: Tx,
  given: PolicyRow & { id: string; kind: string; setBy: string; now: Date },
): Promise<void> {
  const { now, id, ...row } = given
  await endOverride(tx, row, now)
  await tx.insert(promisePolicies).values({ ...row, id, setAt: now })
}
