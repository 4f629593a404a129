import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Deps } from '../context'
import type { Database, Tx } from '../database/open'
import { statement } from '../database/statement'
import { onlyWalks } from '../database/walk'
import type { Outcome } from './effect'
import { outbox } from './table'

const value = sql.placeholder

export interface NewEffect {
  kind: string
  /** Ids only. */
  payload: Record<string, unknown>
  lane: string
  isAlarm?: boolean
  /** Not tried earlier, nor anything written to its lane after it. */
  notBefore?: Date
}

const enqueued = statement(sql`
  insert into outbox (id, kind, payload, lane, is_alarm, state, attempts, next_at, created_at)
  select e.id, ${value('kind')}, e.payload::jsonb, e.lane, ${value('isAlarm')}::boolean, 'pending', 0,
    ${value('nextAt')}::timestamptz, ${value('now')}::timestamptz
  from unnest(${value('ids')}::uuid[], ${value('payloads')}::text[], ${value('lanes')}::text[]) as e(id, payload, lane)`)

/** Writes effects to be carried out after this transaction commits. */
export async function enqueue(deps: Deps, tx: Tx, effects: NewEffect[]): Promise<void> {
  const now = deps.clock.now()
  for (const { isAlarm, kind, nextAt, those } of alike(effects, now))
    await enqueued(tx, {
      kind,
      isAlarm,
      nextAt,
      now,
      ids: those.map(() => deps.newId()),
      payloads: those.map(({ payload }) => JSON.stringify(payload)),
      lanes: those.map(({ lane }) => lane),
    })
}

/** Groups what differs in nothing but payload and lane, in the order of their first. */
function alike(effects: NewEffect[], now: Date) {
  const groups = new Map<string, { kind: string; isAlarm: boolean; nextAt: Date; those: NewEffect[] }>()
  for (const effect of effects) {
    const { kind, isAlarm = false, notBefore: nextAt = now } = effect
    const key = `${kind} ${isAlarm} ${nextAt.getTime()}`
    const group = groups.get(key)
    if (group) group.those.push(effect)
    else groups.set(key, { kind, isAlarm, nextAt, those: [effect] })
  }
  return groups.values()
}

export interface Claimed {
  id: string
  kind: string
  payload: Record<string, unknown>
  lane: string
  attempts: number
}

/** Due, the only one of its lane under way, and for all but alarms the first of its lane. */
const claimedOf = (isAlarm: boolean) =>
  statement<Claimed & Record<string, unknown>>(
    sql`
  with due as (
    select o.id, o.lane, o.next_at from outbox o
    where o.state = 'pending' and o.is_alarm = ${sql.raw(String(isAlarm))} and o.next_at <= ${value('now')}::timestamptz
      and not exists (select from outbox p where p.lane = o.lane
        and (p.state = 'inFlight' ${isAlarm ? sql`` : sql`or p.state = 'pending' and p.id < o.id`}))
    order by o.next_at, o.id limit ${value('limit')}::int),
  first as (select distinct on (lane) id from due order by lane, id)
  update outbox o set state = 'inFlight', lease_until = ${value('leaseUntil')}::timestamptz, attempts = attempts + 1
  from first f where o.id = f.id
  returning o.id, o.kind, o.payload, o.lane, o.attempts`,
    'anew',
  )

const claimedAlarms = claimedOf(true)
const claimedOthers = claimedOf(false)

interface Claim {
  now: Date
  leaseUntil: Date
  limit: number
}

/**
 * Takes up to `limit` due rows, alarms or others, at most one per lane and none from a lane already being sent.
 * Claims are made one at a time across instances by a transaction-scoped lock, so the lane rule holds everywhere.
 */
export async function claimDue(db: Database, isAlarm: boolean, claim: Claim): Promise<Claimed[]> {
  return db.transaction(async (tx) => {
    await claimLock(tx, {})
    return (await (isAlarm ? claimedAlarms : claimedOthers)(tx, { ...claim })).rows
  })
}

/**
 * A notice fills the outbox within seconds, faster than PostgreSQL counts it: left to itself it reads and sorts all that
 * waits for each claim. So a claim is planned anew, and can only walk along the indexes until it has enough.
 */
const claimLock = statement(sql`select pg_advisory_xact_lock(hashtext('outbox.claim')), ${onlyWalks}`)

/** Rows whose sender died: their lease ran out and this process is not sending them. */
export async function findAbandoned(db: Database, isAlarm: boolean, now: Date, mine: string[]): Promise<Claimed[]> {
  const { rows } = await db.execute(sql`
    select id, kind, payload, lane, attempts from outbox
    where state = 'inFlight' and is_alarm = ${isAlarm} and lease_until < ${now} and not (id = any(${sql.param(mine)}::uuid[])) limit 500`)
  return rows as unknown as Claimed[]
}

/** How a try ended; `nextAt` when it is to be made again. */
export interface EndedTry {
  id: string
  outcome: Outcome
  nextAt: Date | null
}

const ended = statement(
  sql`
  update outbox o set state = e.state, next_at = coalesce(e.next_at, o.next_at), lease_until = null,
    last_error = e.error, attempts = o.attempts - e.unmade, ended_at = case when e.state <> 'pending' then ${value('now')}::timestamptz end
  from unnest(${value('ids')}::uuid[], ${value('states')}::text[], ${value('nextAts')}::timestamptz[],
    ${value('errors')}::text[], ${value('unmade')}::int[]) as e(id, state, next_at, error, unmade)
  where o.id = e.id`,
  'anew',
)

/** Ends tries: done, dropped, uncertain, or pending again. */
export async function endTries(tx: Tx, tries: readonly EndedTry[], now: Date): Promise<void> {
  await ended(tx, {
    now,
    ids: tries.map(({ id }) => id),
    states: tries.map(({ outcome, nextAt }) =>
      nextAt ? 'pending' : outcome.result === 'retry' ? 'dropped' : outcome.result,
    ),
    nextAts: tries.map(({ nextAt }) => nextAt),
    errors: tries.map(({ outcome }) => ('error' in outcome ? outcome.error : null)),
    unmade: tries.map(({ outcome }) => (outcome.result === 'later' ? 1 : 0)),
  })
}

/** Makes what still waits for its moment due now: found by its lane and a part of its payload. */
export async function bringForward(
  tx: Tx,
  rows: readonly { lane: string; payload: Record<string, unknown> }[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return
  await tx.execute(sql`
    update outbox o set next_at = ${now}
    from unnest(${sql.param(rows.map(({ lane }) => lane))}::text[],
      ${sql.param(rows.map(({ payload }) => JSON.stringify(payload)))}::text[]) as asked(lane, payload)
    where o.lane = asked.lane and o.state = 'pending' and o.next_at > ${now} and o.attempts = 0
      and o.payload @> asked.payload::jsonb`)
}

/** Puts abandoned rows back into line, except those that another process has taken up meanwhile. */
export async function putBack(db: Database, ids: string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await db
    .update(outbox)
    .set({ state: 'pending', nextAt: now, leaseUntil: null })
    .where(and(inArray(outbox.id, ids), eq(outbox.state, 'inFlight'), lt(outbox.leaseUntil, now)))
}

/** For `/healthz`: how many wait and since when the oldest. */
export async function outboxState(db: Database): Promise<{ waiting: number; oldest: Date | null }> {
  const { rows } = await db.execute(
    sql`select count(*)::int as waiting, min(created_at) as oldest from outbox where state in ('pending', 'inFlight')`,
  )
  return rows[0] as unknown as { waiting: number; oldest: Date | null }
}
