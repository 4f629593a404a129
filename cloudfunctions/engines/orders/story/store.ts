import { sql } from 'drizzle-orm'
import type { OrderAction } from '../../../contract/orders'
import type { Executor } from '../../../kernel/database/open'

/** A line of the story, without words, pictures and people. */
export interface Told {
  seq: number
  action: OrderAction
  at: string
  /** Why it stands still, which rung rang, which category it became; null for anything else. */
  detail: string | null
  /** The department that was called. */
  departmentName: string | null
}

/** What followers are told of; what is between the requester and the office is not among it. */
const TOLD = [
  'submit',
  'accept',
  'undoAccept',
  'assign',
  'handBack',
  'reassign',
  'step',
  'reclassify',
  'pause',
  'resume',
  'extend',
  'resolve',
  'confirm',
  'lapse',
  'reopen',
  'withdraw',
  'supervise',
  'escalate',
  'decline',
  'closeUnfixed',
  'reinstate',
  'uphold',
  'whistle',
  'reportIn',
  'object',
  'insist',
  'release',
  'callIn',
  'joinIn',
  'merge',
  'split',
] as const satisfies readonly OrderAction[]

/** What happened to an order, newest first, as somebody may read it who has only said "me too". */
export async function storyOf(db: Executor, { communityId, id }: { communityId: string; id: string }): Promise<Told[]> {
  const { rows } = await db.execute<Omit<Told, 'at'> & { at: Date | string } & Record<string, unknown>>(sql`
    select e.seq, e.action, e.at, d.name as "departmentName",
      case when e.action in ('pause', 'escalate', 'reclassify') then e.detail end as detail
    from order_events e left join places d on d.kind = 'department'
      and d.id = case when e.action in ('whistle', 'callIn') then e.detail::uuid end
    where e.community_id = ${communityId} and e.order_id = ${id} and e.action = any(${sql.param([...TOLD])}::text[])
    order by e.seq desc`)
  return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }))
}
