import { sql } from 'drizzle-orm'
import type { Deps } from '../../../kernel/context'
import type { Database, Tx } from '../../../kernel/database/open'
import { inserter, statement } from '../../../kernel/database/statement'
import { hourOf, type Tally } from './rules'
import { orderTallies } from './table'

/** Parameters of one statement are bounded. */
const ROWS_AT_ONCE = 1000

const value = sql.placeholder
const tallies = inserter(orderTallies)

/** Notes what a move changes in the board's counts. */
export const tally = async (deps: Pick<Deps, 'newId'>, tx: Tx, changes: Tally[]): Promise<void> => {
  if (changes.length > 0)
    await tallies(
      tx,
      changes.map((change) => ({ id: deps.newId(), ...change })),
    )
}

/** Puts lines of the same hours together; what adds up to nothing goes. One process at a time. */
export async function compactTallies(deps: Pick<Deps, 'db' | 'newId'>): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ isFree: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtext('order_tallies')) as "isFree"`,
    )
    if (!rows[0]?.isFree) return
    const sums = await tx.execute<Record<'communityId' | 'yellowHour' | 'dueHour', string> & { delta: number }>(sql`
      with gone as (delete from order_tallies returning community_id, yellow_hour, due_hour, delta)
      select community_id as "communityId", yellow_hour as "yellowHour", due_hour as "dueHour", sum(delta)::int as delta
      from gone group by 1, 2, 3 having sum(delta) <> 0`)
    const at = (text: string | null) => (text ? new Date(text) : null)
    for (let done = 0; done < sums.rows.length; done += ROWS_AT_ONCE)
      await tally(
        deps,
        tx,
        sums.rows
          .slice(done, done + ROWS_AT_ONCE)
          .map((row) => ({ ...row, yellowHour: at(row.yellowHour), dueHour: at(row.dueHour) })),
      )
  })
}

/** As an array the places cost the planner nothing; joined they cost it more than the answer. */
const BELOW = sql`any(array(select id from places where kind = 'community' and path && ${value('placeIds')}::uuid[]))`
const NOW_OPEN = sql`community_id = ${BELOW} and paused_at is null
  and state in ('waiting', 'accepted', 'handling', 'whistled', 'objected', 'reopened')`

/** An hour that is over is known from its lines; of the present one the orders are looked at. */
const counted = statement<{ overdue: number; soon: number; open: number }>(sql`
  with told as (
    select coalesce(sum(delta), 0) as open,
      coalesce(sum(delta) filter (where due_hour < ${value('hour')}::timestamptz), 0) as due,
      coalesce(sum(delta) filter (where yellow_hour < ${value('hour')}::timestamptz), 0) as yellow
    from order_tallies where community_id = ${BELOW}
  ), lately as (
    select count(*) as due from orders where ${NOW_OPEN}
      and promised_at >= ${value('hour')}::timestamptz and promised_at < ${value('now')}::timestamptz
  ), warned as (
    select count(*) as yellow from orders where ${NOW_OPEN}
      and yellow_at >= ${value('hour')}::timestamptz and yellow_at <= ${value('now')}::timestamptz
  )
  select open::int, (told.due + lately.due)::int as overdue,
    (told.yellow + warned.yellow - told.due - lately.due)::int as soon
  from told, lately, warned`)

/** How many are open, how many of them late and how many nearly. */
export async function countBoard(
  db: Database,
  placeIds: string[],
  now: Date,
): Promise<{ open: number; overdue: number; soon: number }> {
  const { rows } = await counted(db, { placeIds, now, hour: hourOf(now) })
  return rows[0]!
}
