import { sql } from 'drizzle-orm'
import type { AppealCategory } from '../../../../contract/governance/appeals'
import type { Database } from '../../../../kernel/database/open'
import { statement } from '../../../../kernel/database/statement'
import type { Correction } from './corrections'

const REMEMBERED_MS = 30_000
const CORRECTIONS_MAX = 200
/** Enough of a text to know a like one by. */
const CHARS = 120

const value = sql.placeholder
/** The last word on each order counts, and only words that passed the check. */
const latest = statement<{ text: string; category: AppealCategory }>(sql`
  select left(n.text, ${sql.raw(String(CHARS))}) as text, o.category from (
    select distinct order_id from (
      select order_id from order_events where community_id = ${value('communityId')} and action = 'reclassify'
      order by id desc limit ${sql.raw(String(CORRECTIONS_MAX))}) recent
  ) e join orders o on o.id = e.order_id and o.community_id = ${value('communityId')} and o.kind = 'appeal'
    join order_notes n on n.id = o.note_id and n.community_id = o.community_id
  where n.check_state = 'passed' and n.text is not null`)

interface Remembered {
  at: number
  corrections: Promise<Correction[]>
}
const remembered = new WeakMap<Database, Map<string, Remembered>>()

/** What this community's staff filed otherwise of late; known for half a minute, so that typing asks nobody. */
export function recentCorrections(db: Database, communityId: string | undefined, now: Date): Promise<Correction[]> {
  if (!communityId) return Promise.resolve([])
  const ofDatabase = remembered.get(db) ?? new Map<string, Remembered>()
  remembered.set(db, ofDatabase)
  const known = ofDatabase.get(communityId)
  const age = known ? now.getTime() - known.at : -1
  if (known && age >= 0 && age < REMEMBERED_MS) return known.corrections
  const corrections = latest(db, { communityId }).then(({ rows }) => rows)
  ofDatabase.set(communityId, { at: now.getTime(), corrections })
  // A failed look is not remembered.
  corrections.catch(() => ofDatabase.delete(communityId))
  return corrections
}
