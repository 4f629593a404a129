import { and, isNull, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '../../../kernel/database/open'
import { gramsAsked } from '../../../kernel/grams'
import { placeMark, wordsAsked } from '../grams'
import type { ResidentRow } from '../store'
import { residents } from '../table'

/** How residents are looked for. */
export interface ResidentQuestion {
  /** Found are those at these places and below. */
  placeIds: readonly string[]
  /** Words of the name or the address, each at least two characters. */
  words?: string
  /** What the last four digits are found by, per community; beside words either will do. */
  phoneTails?: { communityId: string; tail: string }[]
  tags?: readonly string[]
  /** Born on or before, on or after: `1966-11-26`. */
  bornUntil?: string
  bornFrom?: string
  after?: { name: string; personId: string } | null
  limit: number
}

/**
 * Residents by words, phone tail, tags and birth, in the order of their names. Words that many have (小区, 号楼) are found
 * among the first names of a county; those that few have by their grams. Each way alone is slow for the other's words.
 */
export async function findResidents(db: Executor, question: ResidentQuestion): Promise<ResidentRow[]> {
  const { phoneTails, ...others } = question
  if (!phoneTails) return byWords(db, others)
  const { words, ...beside } = others
  const byPhone = await byTail(db, beside, phoneTails)
  return words ? merged(byPhone, await byWords(db, others), question.limit) : byPhone
}

/** Both lists as one, in the same order, each resident once. */
function merged(a: ResidentRow[], b: ResidentRow[], limit: number): ResidentRow[] {
  const rows = new Map([...a, ...b].map((row) => [`${row.communityId} ${row.personId}`, row]))
  return [...rows.values()]
    .sort((x, y) => (x.name === y.name ? (x.personId < y.personId ? -1 : 1) : x.name < y.name ? -1 : 1))
    .slice(0, limit)
}

async function byWords(db: Executor, question: Omit<ResidentQuestion, 'phoneTails'>): Promise<ResidentRow[]> {
  const { words, tags, bornUntil, bornFrom } = question
  const communityIds = await wholeCommunities(db, question.placeIds)
  if (communityIds && !words)
    return inOrder(db, question, [sql`${residents.communityId} = any(${sql.param(communityIds)}::uuid[])`])
  if (communityIds && communityIds.length > 1 && words && !tags?.length && !bornUntil && !bornFrom) {
    const found = await alongNames(db, question, words, communityIds)
    if (found) return found
  }
  return inOrder(db, question, [gramsAt(question)])
}

const gramsAt = ({ placeIds, words }: ResidentQuestion): SQL => {
  const grams = words ? gramsAsked(words) : []
  const marks = sql`${residents.grams} && ${sql.param(placeIds.map(placeMark))}::text[]`
  return grams.length > 0 ? sql`${marks} and ${residents.grams} @> ${sql.param(grams)}::text[]` : marks
}

/** Name and address hold the words as they were written. */
const hasWords = (words = ''): SQL | undefined => {
  const text = sql`${residents.name} || ' ' || ${residents.homeLabel}`
  const conditions = wordsAsked(words).flatMap(({ like, pattern, hasLetters }) => {
    const read = hasLetters ? sql`lower(${text})` : sql`(${text})`
    return [sql`${read} like ${like}`, ...(pattern ? [sql`${read} ~ ${pattern}`] : [])]
  })
  return and(...conditions)
}

const isAfter = ({ after }: ResidentQuestion): SQL | undefined =>
  after ? sql`(${residents.name}, ${residents.personId}) > (${after.name}, ${after.personId}::uuid)` : undefined

async function inOrder(db: Executor, question: ResidentQuestion, found: SQL[]): Promise<ResidentRow[]> {
  const { words, tags, bornUntil, bornFrom } = question
  const where = [
    isNull(residents.leftAt),
    ...found,
    hasWords(words),
    tags?.length ? sql`${residents.tags} @> ${sql.param([...tags])}::text[]` : undefined,
    bornUntil ? sql`${residents.birthDate} <= ${bornUntil}` : undefined,
    bornFrom ? sql`${residents.birthDate} >= ${bornFrom}` : undefined,
    isAfter(question),
  ]
  return db
    .select()
    .from(residents)
    .where(and(...where))
    .orderBy(residents.name, residents.personId)
    .limit(question.limit)
}

/** The few with such a phone are found first; whether they live at the places is seen by their marks. */
async function byTail(
  db: Executor,
  question: ResidentQuestion,
  tails: readonly { communityId: string; tail: string }[],
): Promise<ResidentRow[]> {
  const pairs = sql`unnest(${sql.param(tails.map((t) => t.communityId))}::uuid[], ${sql.param(tails.map((t) => t.tail))}::text[])`
  const { rows } = await db.execute<{ communityId: string; personId: string }>(sql`
    select r.community_id as "communityId", r.person_id as "personId" from ${pairs} as asked(community_id, tail)
    join residents r on r.community_id = asked.community_id and r.phone_tail = asked.tail and r.left_at is null`)
  if (rows.length === 0) return []
  return inOrder(db, question, [isOneOf(rows), gramsAt(question)])
}

const isOneOf = (rows: readonly { communityId: string; personId: string }[]): SQL =>
  sql`(${residents.communityId}, ${residents.personId}) in (select * from unnest(
    ${sql.param(rows.map((r) => r.communityId))}::uuid[], ${sql.param(rows.map((r) => r.personId))}::uuid[]))`

/** The communities that the places are or hold, where none is narrower than a community; else null. */
async function wholeCommunities(db: Executor, placeIds: readonly string[]): Promise<string[] | null> {
  const { rows } = await db.execute<{ communityIds: string[] }>(sql`
    select case when kind = 'community' then array[id] else array(
      select c.id from places c where c.kind = 'community' and (
        c.parent_id = p.id or c.parent_id in (select s.id from places s where s.parent_id = p.id))) end as "communityIds"
    from places p where id = any(${sql.param([...placeIds])}::uuid[]) and kind in ('county', 'subdistrict', 'community')`)
  return rows.length === new Set(placeIds).size ? [...new Set(rows.flatMap(({ communityIds }) => communityIds))] : null
}

/** So many names are walked along in their index: what one in a hundred and fifty has is found there. */
const WALKED = 3000

/** A page of those who have the words, found in the next names alone; null where these do not fill it. */
async function alongNames(
  db: Executor,
  question: ResidentQuestion,
  words: string,
  communityIds: readonly string[],
): Promise<ResidentRow[] | null> {
  const { rows } = await db.execute<{ communityId: string; personId: string }>(sql`
    select community_id as "communityId", person_id as "personId" from (
      select name, person_id, community_id, home_label from residents
      where ${and(isNull(residents.leftAt), isAfter(question))} order by name, person_id limit ${WALKED}
    ) residents
    where community_id = any(${sql.param([...communityIds])}::uuid[]) and ${hasWords(words) ?? sql`true`}
    order by name, person_id limit ${question.limit}`)
  if (rows.length < question.limit) return null
  return inOrder(db, question, [isOneOf(rows)])
}
