import { and, eq, inArray } from 'drizzle-orm'
import type { Executor, Tx } from '../../../../kernel/database/open'
import { noticeSettings } from '../table'
import type { Wish } from './rules'

/** Which of these places want a second person's approval, from where that was set and by whom. */
export function wishesOf(db: Executor, placeIds: readonly string[]): Promise<Wish[]> {
  return db
    .select({ placeId: noticeSettings.placeId, setFrom: noticeSettings.setFrom, setBy: noticeSettings.setBy })
    .from(noticeSettings)
    .where(and(inArray(noticeSettings.placeId, [...placeIds]), eq(noticeSettings.needsApproval, true)))
}

/** Whether a second person approves notices of a place: where one of the places above it, or itself, wants it. */
export const wantsApproval = async (db: Executor, placePath: readonly string[]): Promise<boolean> =>
  (await wishesOf(db, placePath)).length > 0

export async function saveSettings(tx: Tx, row: typeof noticeSettings.$inferInsert): Promise<void> {
  const { placeId, communityId, ...set } = row
  await tx
    .insert(noticeSettings)
    .values(row)
    .onConflictDoUpdate({ target: [noticeSettings.placeId, noticeSettings.communityId], set })
}
