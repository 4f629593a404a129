import { and, eq, sql } from 'drizzle-orm'
import type { Channel, DeliveryState } from '../../../contract/messages'
import type { Database, Executor, Tx } from '../../../kernel/database/open'
import { statement } from '../../../kernel/database/statement'
import { deliveries, inbox, withdrawals } from '../table'

export type NewDelivery = typeof deliveries.$inferInsert

/** A delivery and its person: together the key. */
export interface DeliveryKey {
  deliveryId: string
  personId: string
}

export interface BegunTry {
  channel: Channel
  template: string
  data: Record<string, string>
  link: string | null
  /** Null once the account is closed. */
  openid: string | null
  /** False: the channel needs a credit and none is left, or it is not wanted any more. */
  isStarted: boolean
  /** Taken back before this try; an earlier one may have taken a credit. */
  isWithdrawn: boolean
  hasTried: boolean
}

export async function insertDeliveries(tx: Tx, rows: NewDelivery[]): Promise<void> {
  if (rows.length > 0) await tx.insert(deliveries).values(rows)
}

const value = sql.placeholder

/**
 * Starts tries in one statement, so that nothing stays locked while WeChat answers. A subscribe message takes its
 * credit with the first try and keeps it over the later ones. What is gone or over is not answered.
 */
const begun = statement<BegunTry & { deliveryId: string } & Record<string, unknown>>(sql`
  with d as (
    select d.id, d.person_id, d.message_id, d.channel, d.template, d.data, d.attempts, a.openid, i.link,
      w.subject_id is not null as is_withdrawn
    from unnest(${value('ids')}::uuid[], ${value('personIds')}::uuid[]) as asked(id, person_id)
      join deliveries d on d.id = asked.id and d.person_id = asked.person_id
      join inbox i on i.id = d.message_id and i.person_id = d.person_id
      left join withdrawals w on w.subject_id = i.subject_id
      left join accounts a on a.person_id = d.person_id
    where d.state in ('queued', 'sending') for update of d
  ), taken as (
    update credits c set balance = c.balance - 1, updated_at = ${value('now')}::timestamptz from d
    where d.channel = 'subscribe' and d.attempts = 0 and d.openid is not null and not d.is_withdrawn
      and c.person_id = d.person_id and c.template = d.template and c.balance > 0
    returning c.person_id, c.template
  ), started as (
    update deliveries set state = 'sending', attempts = deliveries.attempts + 1, updated_at = ${value('now')}::timestamptz
    from d left join taken on taken.person_id = d.person_id and taken.template = d.template
    where deliveries.id = d.id and deliveries.person_id = d.person_id and d.openid is not null
      and not d.is_withdrawn and (d.channel <> 'subscribe' or d.attempts > 0 or taken.person_id is not null)
    returning deliveries.id
  )
  select d.id as "deliveryId", d.channel, d.template, d.data, d.link, d.openid, d.is_withdrawn as "isWithdrawn",
    d.attempts > 0 as "hasTried", started.id is not null as "isStarted"
  from d left join started on started.id = d.id`)

/** Begins a try of each; undefined for what is gone or over. */
export async function beginTries(
  db: Database,
  keys: readonly DeliveryKey[],
  now: Date,
): Promise<(BegunTry | undefined)[]> {
  const { rows } = await begun(db, {
    now,
    ids: keys.map(({ deliveryId }) => deliveryId),
    personIds: keys.map(({ personId }) => personId),
  })
  const byId = new Map(rows.map((row) => [row.deliveryId, row]))
  return keys.map(({ deliveryId }) => byId.get(deliveryId))
}

export interface DeliveryEnd extends DeliveryKey {
  state: DeliveryState
  errorCode: number | null
}

const ended = statement<{ id: string; channel: Channel; template: string }>(sql`
  update deliveries d set state = e.state, error_code = e.error_code, updated_at = ${value('now')}::timestamptz
  from unnest(${value('ids')}::uuid[], ${value('personIds')}::uuid[], ${value('states')}::text[],
    ${value('errorCodes')}::int[]) as e(id, person_id, state, error_code)
  where d.id = e.id and d.person_id = e.person_id
  returning d.id, d.channel, d.template`)

/** Records what became of deliveries and answers channel and template of each, by its id; what is gone is left out. */
export async function endDeliveries(
  tx: Tx,
  ends: readonly DeliveryEnd[],
  now: Date,
): Promise<Map<string, { channel: Channel; template: string }>> {
  const { rows } = await ended(tx, {
    now,
    ids: ends.map(({ deliveryId }) => deliveryId),
    personIds: ends.map(({ personId }) => personId),
    states: ends.map(({ state }) => state),
    errorCodes: ends.map(({ errorCode }) => errorCode),
  })
  return new Map(rows.map((row) => [row.id, row]))
}

/** From now on no message about these records is pushed; answers nothing, for what was under way may still arrive. */
export async function withdraw(tx: Tx, subjectIds: readonly string[], now: Date): Promise<void> {
  if (subjectIds.length === 0) return
  await tx
    .insert(withdrawals)
    .values(subjectIds.map((subjectId) => ({ subjectId, withdrawnAt: now })))
    .onConflictDoNothing()
}

/** The record that a delivery's message is about; null where there is none. */
export async function subjectOfDelivery(db: Executor, { deliveryId, personId }: DeliveryKey): Promise<string | null> {
  const [row] = await db
    .select({ subjectId: inbox.subjectId })
    .from(deliveries)
    .innerJoin(inbox, and(eq(inbox.id, deliveries.messageId), eq(inbox.personId, deliveries.personId)))
    .where(and(eq(deliveries.id, deliveryId), eq(deliveries.personId, personId)))
  return row?.subjectId ?? null
}
