import { and, eq, sql } from 'drizzle-orm'
import type { EventName, Events } from '../../contract/events'
import type { Deps } from '../context'
import type { Executor, Tx } from '../database/open'
import { statement } from '../database/statement'
import { eventHandlings } from './table'

const value = sql.placeholder
const emitted = statement(sql`
  with written as (
    insert into events (id, name, payload, created_at)
    values (${value('id')}, ${value('name')}, ${value('payload')}, ${value('now')}) returning id, created_at
  )
  insert into event_handlings (event_id, handler, state, attempts, next_at)
  select written.id, handler, 'pending', 0, written.created_at from written, unnest(${value('handlers')}::text[]) handler`)

/** Writes the event and one pending handling for each handler that it concerns, in the emitting transaction. */
export async function emit<N extends EventName>(deps: Deps, tx: Tx, name: N, payload: Events[N]): Promise<void> {
  const handlers = deps.handlers.filter((h) => h.on === name && h.concerns(payload)).map((h) => h.name)
  const event = { id: deps.newId(), name, payload: JSON.stringify(payload), now: deps.clock.now() }
  await emitted(tx, { ...event, handlers })
}

const emittedAll = statement(sql`
  with written as (
    insert into events (id, name, payload, created_at)
    select id, ${value('name')}, payload, ${value('now')}
    from jsonb_to_recordset(${value('events')}::jsonb) as e(id uuid, payload jsonb) returning id, created_at
  )
  insert into event_handlings (event_id, handler, state, attempts, next_at)
  select written.id, h.handler, 'pending', 0, written.created_at from written
    join unnest(${value('concerned')}::uuid[], ${value('handlers')}::text[]) as h(event_id, handler) on h.event_id = written.id`)

/** The same for many at once. */
export async function emitAll<N extends EventName>(deps: Deps, tx: Tx, name: N, payloads: Events[N][]): Promise<void> {
  const handlers = deps.handlers.filter((h) => h.on === name)
  const events = payloads.map((payload) => ({ id: deps.newId(), payload }))
  const handlings = events.flatMap(({ id, payload }) =>
    handlers.filter((h) => h.concerns(payload)).map((h) => ({ id, handler: h.name })),
  )
  await emittedAll(tx, {
    name,
    events: JSON.stringify(events),
    now: deps.clock.now(),
    concerned: handlings.map(({ id }) => id),
    handlers: handlings.map(({ handler }) => handler),
  })
}

export interface DueHandling {
  eventId: string
  handler: string
  attempts: number
  name: EventName
  payload: Events[EventName]
}

/** The handlers named, or all others. */
export interface Among {
  named: readonly string[]
  isNamed: boolean
}

/** Locks the oldest due handling of those handlers for this transaction; null when none is free. */
export async function lockDueHandling(tx: Tx, now: Date, { named, isNamed }: Among): Promise<DueHandling | null> {
  const { rows } = await tx.execute(sql`
    select h.event_id as "eventId", h.handler, h.attempts, e.name, e.payload
    from event_handlings h join events e on e.id = h.event_id
    where h.state = 'pending' and h.next_at <= ${now} and (h.handler = any(${sql.param([...named])}::text[])) = ${isNamed}
    order by h.next_at, h.event_id limit 1 for update of h skip locked`)
  return (rows[0] as unknown as DueHandling | undefined) ?? null
}

/** Whether a handler has yet to see an event of a name that says this under `at`. */
export async function isAwaited<N extends EventName>(
  db: Executor,
  name: N,
  at: keyof Events[N] & string,
  says: string,
): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select 1 from event_handlings h join events e on e.id = h.event_id
    where h.state = 'pending' and e.name = ${name} and e.payload ->> ${at} = ${says} limit 1`)
  return rows.length > 0
}

export async function endHandling(tx: Tx, due: DueHandling): Promise<void> {
  await tx
    .update(eventHandlings)
    .set({ state: 'done', attempts: due.attempts + 1 })
    .where(and(eq(eventHandlings.eventId, due.eventId), eq(eventHandlings.handler, due.handler)))
}

/** Notes a failed try. After the last one the handling stands as `failed`, for a person to see. */
export async function postponeHandling(tx: Tx, due: DueHandling, nextAt: Date | null, error: string): Promise<void> {
  await tx
    .update(eventHandlings)
    .set({ attempts: due.attempts + 1, lastError: error, ...(nextAt ? { nextAt } : { state: 'failed' as const }) })
    .where(and(eq(eventHandlings.eventId, due.eventId), eq(eventHandlings.handler, due.handler)))
}
