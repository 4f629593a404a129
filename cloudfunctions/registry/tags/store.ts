import { and, eq, inArray, isNull, lte } from 'drizzle-orm'
import type { Executor, Tx } from '../../kernel/database/open'
import { personTags } from './table'

export type TagRow = typeof personTags.$inferSelect

/** The tags a person bears now, in all communities. */
export async function tagsOf(db: Executor, personId: string): Promise<TagRow[]> {
  return db
    .select()
    .from(personTags)
    .where(and(eq(personTags.personId, personId), isNull(personTags.endedAt)))
    .orderBy(personTags.tag)
}

/** False when the person bears it there already. */
export async function insertTag(tx: Tx, row: typeof personTags.$inferInsert): Promise<boolean> {
  const added = await tx.insert(personTags).values(row).onConflictDoNothing().returning({ id: personTags.id })
  return added.length > 0
}

export async function endTag(tx: Tx, tag: TagRow, endedBy: string, now: Date): Promise<void> {
  await tx
    .update(personTags)
    .set({ endedAt: now, endedBy })
    .where(and(eq(personTags.id, tag.id), eq(personTags.communityId, tag.communityId)))
}

/** Tags that had ended are borne again; answers them. */
export async function reopenTags(tx: Tx, ids: readonly string[]): Promise<TagRow[]> {
  if (ids.length === 0) return []
  return tx
    .update(personTags)
    .set({ endedAt: null, endedBy: null })
    .where(inArray(personTags.id, [...ids]))
    .returning()
}

/** Tags whose term is over and that nobody has ended yet. */
export async function lapsedTags(db: Executor, now: Date, limit: number): Promise<TagRow[]> {
  return db
    .select()
    .from(personTags)
    .where(and(isNull(personTags.endedAt), lte(personTags.validUntil, now)))
    .orderBy(personTags.validUntil)
    .limit(limit)
}
