import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Executor, Tx } from '../../../kernel/database/open'
import { orderFollowers } from '../table'

interface Following {
  communityId: string
  orderId: string
  personId: string
}

/** Adds somebody who wants to hear of an order; again after they had left. False when they followed it already. */
export async function follow(
  tx: Tx,
  { fromOrderId = null, now, ...who }: Following & { fromOrderId?: string | null; now: Date },
): Promise<boolean> {
  const added = await tx
    .insert(orderFollowers)
    .values({ ...who, fromOrderId, since: now, leftAt: null })
    .onConflictDoUpdate({
      target: [orderFollowers.communityId, orderFollowers.orderId, orderFollowers.personId],
      set: { since: now, leftAt: null, fromOrderId },
      setWhere: sql`${orderFollowers.leftAt} is not null`,
    })
    .returning({ personId: orderFollowers.personId })
  return added.length > 0
}

/** Ends a following, where there is one. */
export async function unfollow(tx: Tx, who: Pick<Following, 'orderId' | 'personId'>, now: Date): Promise<void> {
  await tx
    .update(orderFollowers)
    .set({ leftAt: now })
    .where(
      and(
        eq(orderFollowers.orderId, who.orderId),
        eq(orderFollowers.personId, who.personId),
        isNull(orderFollowers.leftAt),
      ),
    )
}

/** Everyone who follows an order now. */
export async function followersOf(db: Executor, communityId: string, orderId: string): Promise<string[]> {
  const rows = await db
    .select({ personId: orderFollowers.personId })
    .from(orderFollowers)
    .where(
      and(
        eq(orderFollowers.communityId, communityId),
        eq(orderFollowers.orderId, orderId),
        isNull(orderFollowers.leftAt),
      ),
    )
    .orderBy(orderFollowers.personId)
  return rows.map((row) => row.personId)
}

/** How a person stands to an order that is not theirs. */
export interface Standing {
  isFollowing: boolean
  /** They follow it or once did, or asked for an order that is part of it. */
  isKnown: boolean
}

export async function standingTo(db: Executor, orderId: string, personId: string): Promise<Standing> {
  const { rows } = await db.execute<{ isFollowing: boolean | null; hasPart: boolean }>(sql`
    select (select left_at is null from order_followers where order_id = ${orderId} and person_id = ${personId})
        as "isFollowing",
      exists(select from orders where merged_into = ${orderId} and coalesce(proxy_id, requester_id) = ${personId})
        as "hasPart"`)
  const { isFollowing, hasPart } = rows[0]!
  return { isFollowing: isFollowing ?? false, isKnown: isFollowing !== null || hasPart }
}

/** Which of these orders a person follows. */
export async function followedAmong(db: Executor, orderIds: readonly string[], personId: string): Promise<Set<string>> {
  if (orderIds.length === 0) return new Set()
  const { rows } = await db.execute<{ id: string }>(sql`
    select order_id as id from order_followers
    where person_id = ${personId} and order_id = any(${sql.param([...orderIds])}::uuid[]) and left_at is null`)
  return new Set(rows.map((row) => row.id))
}

/** How many follow each of these orders. */
export async function countFollowers(db: Executor, orderIds: readonly string[]): Promise<Map<string, number>> {
  if (orderIds.length === 0) return new Map()
  const { rows } = await db.execute<{ id: string; n: number }>(sql`
    select order_id as id, count(*)::int as n from order_followers
    where order_id = any(${sql.param([...orderIds])}::uuid[]) and left_at is null group by 1`)
  return new Map(rows.map((row) => [row.id, row.n]))
}

/** Orders a person follows, the newest following first. */
export async function followedBy(db: Executor, personId: string, limit: number): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select order_id as id from order_followers where person_id = ${personId} and left_at is null
    order by since desc, order_id limit ${limit}`)
  return rows.map((row) => row.id)
}

/** What hung on an order that is merged hangs on the other from now on: orders merged into it before, and its followers. */
export async function moveToWhole(
  tx: Tx,
  { communityId, fromId, toId, now }: { communityId: string; fromId: string; toId: string; now: Date },
): Promise<void> {
  await tx.execute(sql`
    update orders set merged_into = ${toId} where merged_into = ${fromId} and community_id = ${communityId}`)
  await tx.execute(sql`
    insert into order_followers (community_id, order_id, person_id, from_order_id, since, left_at)
    select community_id, ${toId}, person_id, coalesce(from_order_id, ${fromId}), ${now}, null from order_followers
    where community_id = ${communityId} and order_id = ${fromId} and left_at is null
    on conflict (community_id, order_id, person_id) do nothing`)
}
