import { and, desc, eq, sql } from 'drizzle-orm'
import type { Sex } from '../../../contract/registry'
import {
  VISIT_RULE_KEYS,
  VISIT_RULES,
  VISITED_TAGS,
  type VisitReason,
  type VisitRule,
} from '../../../contract/worker/visits'
import type { Executor, Tx } from '../../../kernel/database/open'
import { visits } from './table'

export type VisitRow = typeof visits.$inferSelect
type NewVisit = typeof visits.$inferInsert

/** Adds visits; those that somebody else has made due meanwhile stay as they are. Answers how many were new. */
export async function insertVisits(db: Executor, rows: readonly NewVisit[]): Promise<number> {
  if (rows.length === 0) return 0
  const added = await db
    .insert(visits)
    .values([...rows])
    .onConflictDoNothing()
    .returning({ id: visits.id })
  return added.length
}

/** The rules as rows, so that SQL asks the same data as everyone: `(rule, tag)`. */
const RULE_TAGS = sql`(values ${sql.join(
  VISIT_RULE_KEYS.flatMap((rule) => VISIT_RULES[rule].tags.map((tag) => sql`(${rule}::text, ${tag}::text)`)),
  sql`, `,
)}) as rules(rule, tag)`

export interface Lacking {
  communityId: string
  personId: string
  rule: VisitRule
  /** Day of the last visit by the rule in Shanghai, else the day on which the first of its tags began. */
  lastDay: string
}

/** People who come under a rule and are not due by it yet. */
export async function lackingVisits(db: Executor, limit: number): Promise<Lacking[]> {
  const { rows } = await db.execute<Lacking & Record<string, unknown>>(sql`
    select s.community_id as "communityId", s.person_id as "personId", rules.rule,
      to_char(coalesce(
        (select max(v.ended_at) from visits v where v.community_id = s.community_id and v.person_id = s.person_id
          and v.reason = rules.rule and v.state = 'done'),
        min(t.since)) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "lastDay"
    from residents s
      join person_tags t on t.community_id = s.community_id and t.person_id = s.person_id and t.ended_at is null
      join ${RULE_TAGS} on rules.tag = t.tag
    where s.left_at is null and s.tags && ${sql.param([...VISITED_TAGS])}::text[]
      and not exists (select 1 from visits v where v.community_id = s.community_id and v.person_id = s.person_id
        and v.reason = rules.rule and v.state = 'due')
    group by s.community_id, s.person_id, rules.rule
    limit ${limit}`)
  return rows
}

/** Ends due visits of whom nobody owes one any more: the tag is gone, or the person. Answers how many. */
export async function dropVisits(db: Executor, now: Date): Promise<number> {
  const { rowCount } = await db.execute(sql`
    update visits v set state = 'dropped', ended_at = ${now.toISOString()}::timestamptz
    where v.state = 'due' and not exists (
      select 1 from residents s join ${RULE_TAGS} on rules.rule = v.reason and rules.tag = any(s.tags)
      where s.community_id = v.community_id and s.person_id = v.person_id and s.left_at is null)`)
  return rowCount ?? 0
}

export interface DuePerson {
  personId: string
  name: string
  birthDate: string | null
  sex: Sex | null
  homeLabel: string
  reasons: VisitReason[]
  dueOn: string
}

/** People at or below the places who are due until a day, the longest overdue first; each once, with all reasons. */
export async function duePeople(
  db: Executor,
  query: {
    placeIds: readonly string[]
    until: string
    after: { dueOn: string; personId: string } | null
    limit: number
  },
): Promise<DuePerson[]> {
  const places = sql`${sql.param([...query.placeIds])}::uuid[]`
  const after = query.after
    ? sql`having (min(v.due_on), s.person_id) > (${query.after.dueOn}::date, ${query.after.personId}::uuid)`
    : sql``
  const { rows } = await db.execute<DuePerson & Record<string, unknown>>(sql`
    select s.person_id as "personId", s.name, s.birth_date::text as "birthDate", s.sex, s.home_label as "homeLabel",
      array_agg(v.reason order by v.due_on, v.reason) as reasons, min(v.due_on)::text as "dueOn"
    from visits v
      join residents s on s.community_id = v.community_id and s.person_id = v.person_id and s.left_at is null
    where v.state = 'due' and v.due_on <= ${query.until}::date
      and v.community_id in (select community_id from places where id = any(${places}))
      and s.grid_id in (select id from places where kind = 'grid' and path && ${places})
    group by s.community_id, s.person_id, s.name, s.birth_date, s.sex, s.home_label
    ${after}
    order by min(v.due_on), s.person_id limit ${query.limit}`)
  return rows
}

/** How many people are overdue on a day, and how many the list holds in all. */
export async function countDue(
  db: Executor,
  placeIds: readonly string[],
  { today, until }: { today: string; until: string },
): Promise<{ overdue: number; total: number }> {
  const places = sql`${sql.param([...placeIds])}::uuid[]`
  const { rows } = await db.execute<{ overdue: number; total: number }>(sql`
    select count(distinct v.person_id) filter (where v.due_on < ${today}::date)::int as overdue,
      count(distinct v.person_id)::int as total
    from visits v
      join residents s on s.community_id = v.community_id and s.person_id = v.person_id and s.left_at is null
    where v.state = 'due' and v.due_on <= ${until}::date
      and v.community_id in (select community_id from places where id = any(${places}))
      and s.grid_id in (select id from places where kind = 'grid' and path && ${places})`)
  return rows[0]!
}

/** Visits of one record are the other's: what was made, and when who comes under a rule is due. */
export async function handOverVisits(
  tx: Tx,
  { fromId, intoId, now }: { fromId: string; intoId: string; now: Date },
): Promise<void> {
  // The day on which the record was due counts, not the one that came of joining them.
  await tx.execute(sql`
    update visits v set state = 'dropped', ended_at = ${now.toISOString()}::timestamptz
    where v.person_id = ${intoId} and v.state = 'due' and exists (
      select 1 from visits f where f.person_id = ${fromId} and f.state = 'due'
        and f.community_id = v.community_id and f.reason = v.reason)`)
  await tx.execute(sql`
    update visits v set person_id = ${intoId}
    where v.person_id = ${fromId} and not exists (
      select 1 from visits i where i.person_id = ${intoId} and i.community_id = v.community_id and i.reason = v.reason
        and i.due_on = v.due_on and i.state <> 'dropped')`)
}

/** A person's due visits in a community, held until the transaction ends. */
export async function lockDue(tx: Tx, communityId: string, personId: string): Promise<VisitRow[]> {
  return tx
    .select()
    .from(visits)
    .where(and(eq(visits.communityId, communityId), eq(visits.personId, personId), eq(visits.state, 'due')))
    .orderBy(visits.dueOn, visits.id)
    .for('update')
}

export async function saveDone(
  tx: Tx,
  visit: Pick<VisitRow, 'id' | 'communityId'>,
  done: Pick<VisitRow, 'endedAt' | 'doneBy' | 'resultSealed' | 'fileIds'>,
): Promise<void> {
  await tx
    .update(visits)
    .set({ ...done, state: 'done' })
    .where(and(eq(visits.id, visit.id), eq(visits.communityId, visit.communityId)))
}

/**
 * Takes away what was written of a person's visits, also those of records that turned out to be them. Answers the
 * pictures that were taken.
 */
export async function eraseResultsOf(tx: Tx, personId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ fileIds: string[] }>(sql`
    with told as (
      select id, community_id, file_ids from visits
      where person_id in (select id from people where ${personId}::uuid in (id, merged_into))
        and (result_sealed is not null or file_ids <> '{}') for update)
    update visits v set result_sealed = null, file_ids = '{}' from told
    where v.id = told.id and v.community_id = told.community_id
    returning told.file_ids as "fileIds"`)
  return rows.flatMap(({ fileIds }) => fileIds)
}

/** What is due and what was done for a person in a community, newest first. */
export async function visitsOf(
  db: Executor,
  where: { communityId: string; personId: string; state: 'due' | 'done'; limit: number },
): Promise<VisitRow[]> {
  return db
    .select()
    .from(visits)
    .where(
      and(
        eq(visits.communityId, where.communityId),
        eq(visits.personId, where.personId),
        eq(visits.state, where.state),
      ),
    )
    .orderBy(desc(visits.endedAt), visits.dueOn, desc(visits.id))
    .limit(where.limit)
}

/** Every visit that was made to a person, in whichever community, oldest first. */
export const visitsMadeTo = (db: Executor, personId: string): Promise<VisitRow[]> =>
  db
    .select()
    .from(visits)
    .where(and(eq(visits.personId, personId), eq(visits.state, 'done')))
    .orderBy(visits.endedAt, visits.id)
