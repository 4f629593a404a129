import { sql } from 'drizzle-orm'
import type { Tx } from '../../../kernel/database/open'
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
