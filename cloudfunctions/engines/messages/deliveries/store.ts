import { sql } from 'drizzle-orm'
import type { Channel, DeliveryState } from '../../../contract/messages'
import type { Database, Tx } from '../../../kernel/database/open'
import { statement } from '../../../kernel/database/statement'
import { walking } from '../../../kernel/database/walk'
import { withdrawals } from '../table'

/** How a message uses a channel: the same object for all whom it reaches so. */
export interface ChannelUse {
  channel: Channel
  template: string
  data: Record<string, string>
  /** Only such may take a credit that is kept for alarms. */
  isAlarm: boolean
}

export interface NewDelivery {
  id: string
  personId: string
  messageId: string
  use: ChannelUse
}

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

const value = sql.placeholder

const inserted = statement(sql`
  insert into deliveries (id, person_id, message_id, channel, template, data, is_alarm, state, attempts, updated_at)
  select d.id, d.person_id, d.message_id, u.channel, u.template, u.data, u."isAlarm", 'queued', 0,
    ${value('now')}::timestamptz
  from unnest(${value('ids')}::uuid[], ${value('people')}::uuid[], ${value('messages')}::uuid[], ${value('uses')}::int[])
      as d(id, person_id, message_id, use)
    join jsonb_to_recordset(${value('kinds')}::jsonb) as u(use int, channel text, template text, data jsonb,
      "isAlarm" boolean) using (use)`)

/** One for each: the same words to many are sent to the database once. */
export async function insertDeliveries(tx: Tx, rows: readonly NewDelivery[], now: Date): Promise<void> {
  if (rows.length === 0) return
  const uses = [...new Set(rows.map(({ use }) => use))]
  await inserted(tx, {
    now,
    ids: rows.map(({ id }) => id),
    people: rows.map(({ personId }) => personId),
    messages: rows.map(({ messageId }) => messageId),
    uses: rows.map(({ use }) => uses.indexOf(use)),
    kinds: JSON.stringify(uses.map((use, i) => ({ use: i, ...use }))),
  })
}

/**
 * Planned anew with each lot: tables that a notice fills within seconds outgrow any plan that was kept. Its parts are looked
 * up by `in`, which hashes them; joined, PostgreSQL would take them for single rows and compare each with each.
 * Starts tries in one statement, so that nothing stays locked while WeChat answers. A subscribe message takes its
 * credit with the first try and keeps it over the later ones. What is gone or over is not answered.
 */
const begun = statement<BegunTry & { deliveryId: string } & Record<string, unknown>>(
  sql`
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
    from d
    where deliveries.id = d.id and deliveries.person_id = d.person_id and d.openid is not null
      and not d.is_withdrawn and (d.channel <> 'subscribe' or d.attempts > 0
        or (d.person_id, d.template) in (select person_id, template from taken))
    returning deliveries.id
  )
  select d.id as "deliveryId", d.channel, d.template, d.data, d.link, d.openid, d.is_withdrawn as "isWithdrawn",
    d.attempts > 0 as "hasTried", d.id in (select id from started) as "isStarted"
  from d`,
  'anew',
)

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

/** What a delivery was that has ended. */
type EndedDelivery = { channel: Channel; template: string; isAlarm: boolean }

const ended = statement<EndedDelivery & { id: string }>(
  sql`
  update deliveries d set state = e.state, error_code = e.error_code, updated_at = ${value('now')}::timestamptz
  from unnest(${value('ids')}::uuid[], ${value('personIds')}::uuid[], ${value('states')}::text[],
    ${value('errorCodes')}::int[]) as e(id, person_id, state, error_code)
  where d.id = e.id and d.person_id = e.person_id
  returning d.id, d.channel, d.template, d.is_alarm as "isAlarm"`,
  'anew',
)

/** Records what became of deliveries and answers what each was, by its id; what is gone is left out. */
export async function endDeliveries(
  tx: Tx,
  ends: readonly DeliveryEnd[],
  now: Date,
): Promise<Map<string, EndedDelivery>> {
  const { rows } = await ended(tx, {
    now,
    ids: ends.map(({ deliveryId }) => deliveryId),
    personIds: ends.map(({ personId }) => personId),
    states: ends.map(({ state }) => state),
    errorCodes: ends.map(({ errorCode }) => errorCode),
  })
  return new Map(rows.map((row) => [row.id, row]))
}

/** What has ended is looked up first and for itself, and the rest walked to from there: a notice's table was read whole for each end. */
const nextOnes = statement<DeliveryKey & Record<string, unknown>>(
  sql`
  with d as materialized (
    select d.id, d.person_id, d.message_id, d.channel, asked.is_sure
    from unnest(${value('ids')}::uuid[], ${value('personIds')}::uuid[], ${value('sure')}::boolean[])
        as asked(id, person_id, is_sure)
      join deliveries d on d.id = asked.id and d.person_id = asked.person_id
    where d.is_alarm
  )
  select distinct on (d.id) v.id as "deliveryId", v.person_id as "personId"
  from d join deliveries v on v.message_id = d.message_id and v.person_id = d.person_id and v.id <> d.id
    and v.channel in ('voice', 'sms') and v.state = 'queued' and v.attempts = 0
  where d.is_sure or d.channel = 'voice' or not exists (
    select from deliveries other where other.message_id = d.message_id and other.person_id = d.person_id
      and other.id <> d.id and other.channel in ('employee', 'subscribe') and other.state in ('queued', 'sending', 'sent'))
  order by d.id, v.channel desc`,
  'anew',
)

/** The call, or else the text message, that an alarm has not tried yet after each of these; see `ringNext`. */
export async function nextRings(tx: Tx, after: readonly (DeliveryKey & { isSure: boolean })[]): Promise<DeliveryKey[]> {
  const asked = {
    ids: after.map(({ deliveryId }) => deliveryId),
    personIds: after.map(({ personId }) => personId),
    sure: after.map(({ isSure }) => isSure),
  }
  return (await walking(tx, () => nextOnes(tx, asked))).rows
}

/** From now on no message about these records is pushed; answers nothing, for what was under way may still arrive. */
export async function withdraw(tx: Tx, subjectIds: readonly string[], now: Date): Promise<void> {
  if (subjectIds.length === 0) return
  await tx
    .insert(withdrawals)
    .values(subjectIds.map((subjectId) => ({ subjectId, withdrawnAt: now })))
    .onConflictDoNothing()
}
