import { sql } from 'drizzle-orm'
import type { Executor } from '../../../kernel/database/open'

/** Another order of the same matter, as the page of one names it. */
export interface RelatedRow {
  id: string
  code: string
  kind: string
  category: string
  placeText: string
  /** What was said, once checked. */
  text: string | null
  requesterName: string
  /** It is what the order is part of, rather than a part of it. */
  isWhole: boolean
}

const PARTS_MAX = 50

/** What an order is part of and what is part of it, the whole first, then the oldest first. */
export async function relatedTo(
  db: Executor,
  { id, communityId, mergedInto }: { id: string; communityId: string; mergedInto: string | null },
): Promise<RelatedRow[]> {
  const { rows } = await db.execute<RelatedRow & Record<string, unknown>>(sql`
    select o.id, o.code, o.kind, o.category, o.place_text as "placeText",
      case when n.check_state = 'passed' then n.text end as text, p.name as "requesterName",
      o.id is not distinct from ${mergedInto}::uuid as "isWhole"
    from orders o join people p on p.id = o.requester_id
      join order_notes n on n.id = o.note_id and n.community_id = o.community_id
    where o.community_id = ${communityId} and (o.merged_into = ${id} or o.id = ${mergedInto}::uuid)
    order by "isWhole" desc, o.id limit ${PARTS_MAX}`)
  return rows
}

/** Who asked for each of these orders. */
export async function requestersOf(db: Executor, orderIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.execute<{ id: string; name: string }>(sql`
    select o.id, p.name from orders o join people p on p.id = o.requester_id
    where o.id = any(${sql.param([...orderIds])}::uuid[])`)
  return new Map(rows.map((row) => [row.id, row.name]))
}
