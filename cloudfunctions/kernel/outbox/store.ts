import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Deps } from '../context'
import type { Database, Tx } from '../database/open'
import { inserter } from '../database/statement'
import type { Outcome } from './effect'
import { outbox } from './table'

const outboxIn = inserter(outbox)

export interface NewEffect {
  kind: string
  /** Ids only. */
  payload: Record<string, unknown>
  lane: string
  isAlarm?: boolean
  /** Not tried earlier, nor anything written to its lane after it. */
  notBefore?: Date
}

/** Writes effects to be carried out after this transaction commits. */
export async function enqueue(deps: Deps, tx: Tx, effects: NewEffect[]): Promise<void> {
  if (effects.length === 0) return
  const now = deps.clock.now()
  await outboxIn(
    tx,
    effects.map((e) => ({
      id: deps.newId(),
      kind: e.kind,
      payload: e.payload,
      lane: e.lane,
      isAlarm: e.isAlarm ?? false,
      state: 'pending' as const,
      attempts: 0,
      nextAt: e.notBefore ?? now,
      createdAt: now,
    })),
  )
}

export interface Claimed {
  id: string
  kind: string
  payload: Record<string, unknown>
  lane: string
  isAlarm: boolean
  attempts: number
}

/**
 * Takes up to `limit` due rows, alarms first, at most one per lane and none from a lane already being sent.
 * Claims are made one at a time across instances by a transaction-scoped lock, so the lane rule holds everywhere.
 */
export async function claimDue(db: Database, now: Date, leaseUntil: Date, limit: number): Promise<Claimed[]> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('outbox.claim'))`)
    const { rows } = await tx.execute(sql`
      with first as (
        select distinct on (lane) id, is_alarm, next_at from (
          select o.id, o.lane, o.is_alarm, o.next_at from outbox o
          where o.state = 'pending' and o.next_at <= ${now}
            and not exists (
              select 1 from outbox p where p.lane = o.lane
                and (p.state = 'inFlight' or (p.state = 'pending' and p.id < o.id and not o.is_alarm)))
          order by o.is_alarm desc, o.next_at limit ${limit * 4}
        ) due order by lane, is_alarm desc, id
      )
      update outbox o set state = 'inFlight', lease_until = ${leaseUntil}, attempts = attempts + 1
      from (select id from first order by is_alarm desc, next_at limit ${limit}) f
      where o.id = f.id
      returning o.id, o.kind, o.payload, o.lane, o.is_alarm as "isAlarm", o.attempts`)
    return rows as unknown as Claimed[]
  })
}

/** Rows whose sender died: their lease ran out and this process is not sending them. */
export async function findAbandoned(db: Database, now: Date, mine: string[]): Promise<Claimed[]> {
  const { rows } = await db.execute(sql`
    select id, kind, payload, lane, is_alarm as "isAlarm", attempts from outbox
    where state = 'inFlight' and lease_until < ${now} and not (id = any(${sql.param(mine)}::uuid[])) limit 500`)
  return rows as unknown as Claimed[]
}

/** Ends one try: done, dropped, uncertain, or pending again at `nextAt`. */
export async function endTry(tx: Tx, id: string, outcome: Outcome, now: Date, nextAt: Date | null): Promise<void> {
  const lastError = 'error' in outcome ? outcome.error : null
  await tx
    .update(outbox)
    .set(
      nextAt
        ? { state: 'pending', nextAt, leaseUntil: null, lastError }
        : { state: outcome.result === 'retry' ? 'dropped' : outcome.result, endedAt: now, leaseUntil: null, lastError },
    )
    .where(eq(outbox.id, id))
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
