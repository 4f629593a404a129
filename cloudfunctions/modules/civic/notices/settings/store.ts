import { and, eq, inArray, sql } from 'drizzle-orm'
import { PUBLISHING_ROLES } from '../../../../contract/civic/notices'
import type { Executor, Tx } from '../../../../kernel/database/open'
import { inForce } from '../../../../registry/roles/store'
import { noticeSettings } from '../table'
import type { Wish } from './rules'

const wantedAt = (placeIds: readonly string[]) =>
  and(inArray(noticeSettings.placeId, [...placeIds]), eq(noticeSettings.needsApproval, true))

/** Which of these places want a second person's approval, from where that was set and by whom. */
export function wishesOf(db: Executor, placeIds: readonly string[], now: Date): Promise<Wish[]> {
  const { placeId, setFrom, setBy } = noticeSettings
  const isHeld = sql<boolean>`exists (select from role_grants r where r.person_id = ${setBy} and r.place_id = ${setFrom}
    and r.role = any(${sql.param([...PUBLISHING_ROLES])}::text[]) and ${inForce(now)})`
  return db.select({ placeId, setFrom, setBy, isHeld }).from(noticeSettings).where(wantedAt(placeIds))
}

/** Whether a second person approves notices of a place: where one of the places above it, or itself, wants it. */
export const wantsApproval = async (db: Executor, placePath: readonly string[]): Promise<boolean> =>
  (await db.$count(noticeSettings, wantedAt(placePath))) > 0

export async function saveSettings(tx: Tx, row: typeof noticeSettings.$inferInsert): Promise<void> {
  const { placeId, communityId, ...set } = row
  await tx
    .insert(noticeSettings)
    .values(row)
    .onConflictDoUpdate({ target: [noticeSettings.placeId, noticeSettings.communityId], set })
}
