import { sql } from 'drizzle-orm'
import type { Database, Tx } from '../../kernel/database/open'
import { statement } from '../../kernel/database/statement'
import { gramsOf, wordsOf } from './grams'
import { searchEntries } from './table'

interface Entry {
  communityId: string
  /** What kind of record: `order`. */
  subject: string
  subjectId: string
  /** Everything it may be found by. */
  text: string
  /** The record's places, and when it was made. */
  placePath: readonly string[]
  at: Date
}

const SHANGHAI_MS = 8 * 3_600_000
const monthOf = (at: Date) => new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(0, 7)
const mark = (placeId: string, month: string) => `@${placeId}@${month}`

/** Makes a record findable, or findable by other words. */
export async function indexEntry(tx: Tx, { text, placePath, at, ...key }: Entry): Promise<void> {
  const month = monthOf(at)
  const grams = [...gramsOf(text), ...placePath.map((placeId) => mark(placeId, month))]
  await tx
    .insert(searchEntries)
    .values({ ...key, grams })
    .onConflictDoUpdate({ target: [searchEntries.subjectId, searchEntries.communityId], set: { grams } })
}

const value = sql.placeholder
const found = statement<{ id: string }>(sql`
  select subject_id as id from search_entries
  where grams @> ${value('grams')}::text[] and subject = ${value('subject')}
    and (${value('before')}::uuid is null or subject_id < ${value('before')}::uuid)
  order by subject_id desc limit ${value('limit')}::int`)

const MONTHS_MAX = 36

interface Question {
  subject: string
  words: string
  /** Found are records at these places and below. */
  placeIds: readonly string[]
  now: Date
  /** Records older than this one alone: where the former page ended. */
  before: string | null
  limit: number
}

/**
 * Ids of the newest records that have all the words' grams, month by month backwards until there are enough; whether the
 * words stand there as written is the caller's to check, for two pairs may stand apart.
 */
export async function* searchEntriesFor(db: Database, question: Question): AsyncGenerator<string[]> {
  const { subject, words, placeIds, now, before, limit } = question
  const grams = wordsOf(words).flatMap(gramsOf)
  if (grams.length === 0) return
  const months = monthsBack(now)
  for (const month of months) {
    const pages = await Promise.all(
      placeIds.map((placeId) => found(db, { subject, before, limit, grams: [...grams, mark(placeId, month)] })),
    )
    const ids = [...new Set(pages.flatMap(({ rows }) => rows.map((row) => row.id)))].sort().reverse()
    if (ids.length > 0) yield ids
  }
}

function monthsBack(now: Date): string[] {
  const [year, month] = monthOf(now).split('-').map(Number) as [number, number]
  return Array.from({ length: MONTHS_MAX }, (_, back) => {
    const at = new Date(Date.UTC(year, month - 1 - back, 1))
    return at.toISOString().slice(0, 7)
  })
}
