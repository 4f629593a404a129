import { sql } from 'drizzle-orm'
import type { OrderKindName, OrderState } from '../../../contract/orders'
import type { Executor, Tx } from '../../../kernel/database/open'
import { orderFollowers, orderNotes, orders } from '../table'

interface Merged {
  fromId: string
  intoId: string
}

/** What one record asked for, followed or wrote is the other's. Who spoke for a person without an account no longer does. */
export async function handOver(tx: Tx, { fromId, intoId }: Merged): Promise<void> {
  await tx.execute(sql`update ${orders} set requester_id = ${intoId}, proxy_id = null where requester_id = ${fromId}`)
  await tx.execute(sql`update ${orderNotes} set author_id = ${intoId} where author_id = ${fromId}`)
  await tx.execute(sql`
    insert into ${orderFollowers} (community_id, order_id, person_id, from_order_id, since, left_at)
    select community_id, order_id, ${intoId}, from_order_id, since, left_at from ${orderFollowers}
    where person_id = ${fromId} and left_at is null on conflict do nothing`)
  await tx.execute(sql`update ${orderFollowers} set left_at = since where person_id = ${fromId} and left_at is null`)
}

/** Some of what one record asked for, with the words written then, is a new person's. */
export async function handOverSome(
  tx: Tx,
  { fromId, newId, orderIds }: { fromId: string; newId: string; orderIds: readonly string[] },
): Promise<void> {
  const ids = sql`${sql.param([...orderIds])}::uuid[]`
  await tx.execute(sql`
    update ${orderNotes} set author_id = ${newId}
    where author_id = ${fromId} and order_id in (select id from ${orders} where id = any(${ids}) and requester_id = ${fromId})`)
  await tx.execute(sql`
    update ${orders} set requester_id = ${newId}, proxy_id = null where id = any(${ids}) and requester_id = ${fromId}`)
}

export interface AskedOrder {
  id: string
  kind: OrderKindName
  category: string
  state: OrderState
  /** ISO. */
  createdAt: string
}

/** What others wrote down for a person at or below the places, the newest first: they may turn out to be for another. */
export async function registeredFor(
  db: Executor,
  query: { personId: string; placeIds: readonly string[]; limit: number },
): Promise<AskedOrder[]> {
  const { rows } = await db.execute<AskedOrder & Record<string, unknown>>(sql`
    select o.id, o.kind, o.category, o.state, o.created_at as "createdAt"
    from ${orders} o join places p on p.id = o.grid_id
    where o.requester_id = ${query.personId} and o.registered_by is not null
      and p.path && ${sql.param([...query.placeIds])}::uuid[]
    order by o.id desc limit ${query.limit}`)
  return rows
}
