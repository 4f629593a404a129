import { and, desc, eq, inArray, isNull, lt } from 'drizzle-orm'
import { PAGE_SIZE } from '../../../contract/reply'
import type { Database, Tx } from '../../../kernel/database/open'
import { places } from '../../../registry/places/table'
import { feedback } from './table'

export type FeedbackRow = typeof feedback.$inferSelect

export const insertFeedback = (tx: Tx, row: typeof feedback.$inferInsert) => tx.insert(feedback).values(row)

export const feedbackOf = (db: Database, personId: string): Promise<FeedbackRow[]> =>
  db.select().from(feedback).where(eq(feedback.personId, personId)).orderBy(desc(feedback.id)).limit(50)

/** Newest first, one more than a page. */
export const feedbackOfCounties = (db: Database, countyIds: string[], cursor?: string): Promise<FeedbackRow[]> =>
  db
    .select()
    .from(feedback)
    .where(and(inArray(feedback.countyId, countyIds), cursor ? lt(feedback.id, cursor) : undefined))
    .orderBy(desc(feedback.id))
    .limit(PAGE_SIZE + 1)

/** Writes the answer once; null when there is no such entry in these counties or it was answered before. */
export async function answerFeedback(
  tx: Tx,
  given: { id: string; countyIds: string[]; answer: string; answeredBy: string; answeredAt: Date },
): Promise<FeedbackRow | null> {
  const { id, countyIds, ...answer } = given
  const [row] = await tx
    .update(feedback)
    .set(answer)
    .where(and(eq(feedback.id, id), inArray(feedback.countyId, countyIds), isNull(feedback.answeredAt)))
    .returning()
  return row ?? null
}

/** Takes away what a person wrote; that somebody wrote and what was answered stays. */
export const eraseFeedbackOf = (tx: Tx, personId: string) =>
  tx.update(feedback).set({ text: '', answer: null }).where(eq(feedback.personId, personId))

/** The county of this deployment. */
export async function countyId(tx: Tx): Promise<string> {
  const [row] = await tx.select({ id: places.id }).from(places).where(eq(places.kind, 'county')).limit(1)
  return row!.id
}
