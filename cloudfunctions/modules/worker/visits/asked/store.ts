import { eq, sql } from 'drizzle-orm'
import { ENDED_STATES, type OrderState } from '../../../../contract/orders'
import type { VisitRequest } from '../../../../contract/worker/visits'
import type { Executor, Tx } from '../../../../kernel/database/open'
import { visitRequests } from './table'

export type VisitRequestRow = typeof visitRequests.$inferSelect

export const insertRequest = (tx: Tx, row: VisitRequestRow) => tx.insert(visitRequests).values(row)

export async function requestOf(db: Executor, orderId: string): Promise<VisitRequestRow | null> {
  const [row] = await db.select().from(visitRequests).where(eq(visitRequests.orderId, orderId))
  return row ?? null
}

export interface OpenRequest {
  orderId: string
  category: VisitRequest
  state: OrderState
  askedBy: string
  askedById: string
  createdAt: Date
}

/** Visits to a person that somebody asked for and that have not ended, newest first. */
export async function openRequestsFor(db: Executor, personId: string, communityId?: string): Promise<OpenRequest[]> {
  const { rows } = await db.execute<Omit<OpenRequest, 'createdAt'> & { createdAt: string }>(sql`
    select o.id as "orderId", o.category, o.state, n.name as "askedBy", n.id as "askedById", o.created_at as "createdAt"
    from visit_requests r
      join orders o on o.id = r.order_id and o.community_id = r.community_id
      join people n on n.id = o.requester_id
    where r.person_id = ${personId} and o.state <> all(${sql.param([...ENDED_STATES])}::text[])
      ${communityId ? sql`and r.community_id = ${communityId}` : sql``}
    order by o.id desc limit 20`)
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }))
}

/** Who asked for these orders, by name. */
export async function askersOf(db: Executor, orderIds: readonly string[]): Promise<Map<string, string>> {
  if (orderIds.length === 0) return new Map()
  const { rows } = await db.execute<{ id: string; name: string }>(sql`
    select o.id, n.name from orders o join people n on n.id = o.requester_id
    where o.id = any(${sql.param([...orderIds])}::uuid[])`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** What was asked for a record is asked for the person it turned out to be. */
export async function handOverRequests(tx: Tx, { fromId, intoId }: { fromId: string; intoId: string }): Promise<void> {
  await tx.execute(sql`update ${visitRequests} set person_id = ${intoId} where person_id = ${fromId}`)
}
