import { sql } from 'drizzle-orm'
import type { Database, Tx } from '../../kernel/database/open'
import { statement } from '../../kernel/database/statement'
import { gramsAsked, gramsOf } from '../../kernel/grams'
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
const found = statement<{ id: string }>(
  sql`
  select subject_id as id from search_entries
  where grams @> ${value('grams')}::text[] and grams && ${value('marks')}::text[] and subject = ${value('subject')}
    and (${value('before')}::uuid is null or subject_id < ${value('before')}::uuid)
  order by subject_id desc limit ${value('limit')}::int`,
  'anew',
)

/** Months looked through at once, the newest first: most answers are of late, and what is rare costs five looks. */
const WINDOWS = [1, 3, 8, 24, 84]

interface Question {
  subject: string
  words: string
  /** Found are records at these places and below. */
  placeIds: readonly string[]
  now: Date
  /** Records older than this one alone: where the former page ended. */
  before: string | null
  /** So many ids at once. */
  limit: number
}

/**
 * Ids of the newest records that have all the words' grams, going backwards, a handful at a time; whether the words stand
 * there as written is the caller's to check, for two pairs may stand apart.
 */
export async function* searchEntriesFor(db: Database, question: Question): AsyncGenerator<string[]> {
  const { subject, words, placeIds, now, limit } = question
  const grams = gramsAsked(words)
  if (grams.length === 0) return
  for (const months of windowsBack(now)) {
    const marks = placeIds.flatMap((placeId) => months.map((month) => mark(placeId, month)))
    for (let before = question.before; ; ) {
      const { rows } = await found(db, { subject, before, limit, grams, marks })
      if (rows.length > 0) yield rows.map((row) => row.id)
      if (rows.length < limit) break
      before = rows.at(-1)!.id
    }
  }
}

/** The last ten years' months in windows, newest first. */
function windowsBack(now: Date): string[][] {
  const [year, month] = monthOf(now).split('-').map(Number) as [number, number]
  const monthBack = (back: number) => new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7)
  let past = 0
  return WINDOWS.map((length) => {
    const months = Array.from({ length }, (_, i) => monthBack(past + i))
    past += length
    return months
  })
}
