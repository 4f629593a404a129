import { and, desc, eq, gt, inArray, ne, or } from 'drizzle-orm'
import type { ListFilter } from '../../contract/secretary/people'
import type { Executor, Tx } from '../../kernel/database/open'
import { isSameFilter } from './rules'
import { listApprovals } from './table'

export type ApprovalRow = typeof listApprovals.$inferSelect

export const insertApproval = (tx: Tx, row: typeof listApprovals.$inferInsert) => tx.insert(listApprovals).values(row)

/** One approval, held until the transaction ends; null when there is none. */
export async function lockApproval(tx: Tx, id: string): Promise<ApprovalRow | null> {
  const [row] = await tx.select().from(listApprovals).where(eq(listApprovals.id, id)).for('update')
  return row ?? null
}

export async function saveApproval(
  tx: Tx,
  row: Pick<ApprovalRow, 'id' | 'communityId'>,
  change: Partial<Pick<ApprovalRow, 'state' | 'decidedBy' | 'decidedAt' | 'usedAt'>>,
): Promise<void> {
  await tx
    .update(listApprovals)
    .set(change)
    .where(and(eq(listApprovals.id, row.id), eq(listApprovals.communityId, row.communityId)))
}

const SHOWN = 50

/** What somebody asked for, newest first. */
export const approvalsAskedBy = (db: Executor, personId: string): Promise<ApprovalRow[]> =>
  db
    .select()
    .from(listApprovals)
    .where(eq(listApprovals.askedBy, personId))
    .orderBy(desc(listApprovals.id))
    .limit(SHOWN)

/** What waits for a second person at these places, asked by others, newest first. */
export const approvalsWaiting = (
  db: Executor,
  query: { placeIds: readonly string[]; exceptAskedBy: string },
): Promise<ApprovalRow[]> =>
  db
    .select()
    .from(listApprovals)
    .where(
      and(
        eq(listApprovals.state, 'asked'),
        inArray(listApprovals.placeId, [...query.placeIds]),
        ne(listApprovals.askedBy, query.exceptAskedBy),
      ),
    )
    .orderBy(desc(listApprovals.id))
    .limit(SHOWN)

/** What somebody asked or was answered since then for this very list, the newest; null when nothing or it was used. */
export async function latestApproval(
  db: Executor,
  list: { askedBy: string; placeId: string; filter: ListFilter; since: Date },
): Promise<ApprovalRow | null> {
  const { askedBy, placeId, filter, since } = list
  const rows = await db
    .select()
    .from(listApprovals)
    .where(
      and(
        eq(listApprovals.askedBy, askedBy),
        eq(listApprovals.placeId, placeId),
        or(gt(listApprovals.askedAt, since), gt(listApprovals.decidedAt, since)),
      ),
    )
    .orderBy(desc(listApprovals.id))
    .limit(SHOWN)
  return rows.find((row) => row.usedAt === null && isSameFilter(row.filter, filter)) ?? null
}
