import { sql } from 'drizzle-orm'
import type { Channel } from '../../../contract/messages'
import type { Tx } from '../../../kernel/database/open'
import { inserter, statement } from '../../../kernel/database/statement'
import type { DeliveryKey } from '../deliveries/store'
import { paidDeliveries } from '../table'

const paidIn = inserter(paidDeliveries)

export async function insertPaid(tx: Tx, rows: (typeof paidDeliveries.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await paidIn(tx, rows)
}

export interface Waiting {
  deliveryId: string
  personId: string
  channel: 'sms' | 'voice'
  template: string
  data: Record<string, string>
  hasTried: boolean
  costFen: number
  payerId: string | null
  reservedIn: string | null
  isAlarm: boolean
  /** Taken back, read already, or the call before it was answered. */
  isWithdrawn: boolean
  hasPhone: boolean
}

const value = sql.placeholder

// Planned anew with each lot, as in `deliveries/store.ts`.
const locked = statement<Waiting & Record<string, unknown>>(
  sql`
  select d.id as "deliveryId", d.person_id as "personId", d.channel, d.template, d.data, d.attempts > 0 as "hasTried",
    paid.cost_fen as "costFen", paid.payer_id as "payerId", paid.reserved_in as "reservedIn",
    i.urgency = 'alarm' as "isAlarm", p.id is not null as "hasPhone",
    (w.subject_id is not null or i.read_at is not null or (d.channel = 'sms' and exists (
      select from deliveries v where v.message_id = d.message_id and v.person_id = d.person_id
        and v.channel = 'voice' and v.state = 'delivered'))) as "isWithdrawn"
  from unnest(${value('ids')}::uuid[], ${value('personIds')}::uuid[]) as asked(id, person_id)
    join deliveries d on d.id = asked.id and d.person_id = asked.person_id
    join paid_deliveries paid on paid.delivery_id = d.id and paid.person_id = d.person_id
    join inbox i on i.id = d.message_id and i.person_id = d.person_id
    left join withdrawals w on w.subject_id = i.subject_id
    left join people p on p.id = d.person_id and p.phone_sealed is not null and p.state = 'active'
  where d.state in ('queued', 'sending') order by d.id for update of d`,
  'anew',
)

/** Locks deliveries that wait; what is gone or over is not answered. */
export async function lockWaiting(tx: Tx, keys: readonly DeliveryKey[]): Promise<Waiting[]> {
  return (await locked(tx, { ids: keys.map((key) => key.deliveryId), personIds: keys.map((key) => key.personId) })).rows
}

const begun = statement(
  sql`
  with started as (
    update deliveries d set state = 'sending', attempts = d.attempts + 1, updated_at = ${value('now')}::timestamptz
    from unnest(${value('ids')}::uuid[], ${value('personIds')}::uuid[]) as asked(id, person_id)
    where d.id = asked.id and d.person_id = asked.person_id)
  update paid_deliveries paid set reserved_in = coalesce(paid.reserved_in, ${value('month')}::text)
  from unnest(${value('ids')}::uuid[], ${value('personIds')}::uuid[]) as asked(id, person_id)
  where paid.delivery_id = asked.id and paid.person_id = asked.person_id`,
  'anew',
)

/** Their price is reserved in `month`, and a try begins. */
export async function startTries(tx: Tx, keys: readonly DeliveryKey[], month: string, now: Date): Promise<void> {
  if (keys.length === 0) return
  const [ids, personIds] = [keys.map((key) => key.deliveryId), keys.map((key) => key.personId)]
  await begun(tx, { ids, personIds, month, now })
}

/** What became of a paid delivery, or null for what did not change. */
export interface PaidEnd extends DeliveryKey {
  receipt: string | null
  units: number | null
  providerCode: string | null
  isGivenBack: boolean
}

/** What is to be added to a payer's spending of a month. */
export interface Correction extends Record<string, unknown> {
  payerId: string
  month: string
  fen: number
}

const ended = statement<Correction>(
  sql`
  with e as (
    select * from unnest(${value('ids')}::uuid[], ${value('personIds')}::uuid[], ${value('receipts')}::text[],
      ${value('units')}::int[], ${value('codes')}::text[], ${value('givenBack')}::boolean[])
      as e(id, person_id, receipt, units, code, is_given_back)
  ), before as (
    select e.*, paid.payer_id, paid.reserved_in, paid.cost_fen
    from e join paid_deliveries paid on paid.delivery_id = e.id and paid.person_id = e.person_id
  ), saved as (
    update paid_deliveries paid set receipt = coalesce(b.receipt, paid.receipt), provider_code = b.code,
      cost_fen = paid.cost_fen * coalesce(b.units, 1),
      reserved_in = case when b.is_given_back then null else paid.reserved_in end
    from before b where paid.delivery_id = b.id and paid.person_id = b.person_id
  )
  select payer_id as "payerId", reserved_in as month,
    sum(case when is_given_back then -cost_fen else cost_fen * (coalesce(units, 1) - 1) end)::int as fen
  from before where payer_id is not null and reserved_in is not null group by 1, 2`,
  'anew',
)

/** Records ends and answers by how much the payers' spending is to be put right. */
export async function endPaid(tx: Tx, ends: readonly PaidEnd[]): Promise<Correction[]> {
  if (ends.length === 0) return []
  const { rows } = await ended(tx, {
    ids: ends.map((end) => end.deliveryId),
    personIds: ends.map((end) => end.personId),
    receipts: ends.map((end) => end.receipt),
    units: ends.map((end) => end.units),
    codes: ends.map((end) => end.providerCode),
    givenBack: ends.map((end) => end.isGivenBack),
  })
  return rows.filter(({ fen }) => fen !== 0)
}

export type PhoneChannel = 'sms' | 'voice'

/** A delivery that the provider reports on. */
export interface Receipted extends DeliveryKey {
  channel: Channel
  /** The record the message is about. */
  subjectId: string | null
}

/** Which delivery the provider means; null for a receipt of nobody's, or of the other channel. Locks it. */
export async function deliveryByReceipt(tx: Tx, channel: PhoneChannel, receipt: string): Promise<Receipted | null> {
  const { rows } = await tx.execute(sql`
    select d.id as "deliveryId", d.person_id as "personId", d.channel, i.subject_id as "subjectId"
    from paid_deliveries paid join deliveries d on d.id = paid.delivery_id and d.person_id = paid.person_id
      join inbox i on i.id = d.message_id and i.person_id = d.person_id
    where paid.receipt = ${receipt} and d.channel = ${channel} for update of d`)
  return (rows[0] as unknown as Receipted | undefined) ?? null
}

/** What the provider reported; what was delivered stays so, and a reason told later completes an earlier report. */
export async function setReported(
  tx: Tx,
  { deliveryId, personId }: DeliveryKey,
  reported: { state: 'delivered' | 'failed'; code: string | null; now: Date },
): Promise<void> {
  const { state, code, now } = reported
  await tx.execute(sql`
    with saved as (
      update deliveries set state = ${state}, updated_at = ${now}
      where id = ${deliveryId} and person_id = ${personId} and state <> 'delivered' returning id)
    update paid_deliveries set provider_code = ${code}
    where delivery_id = ${deliveryId} and person_id = ${personId} and exists (select from saved)`)
}
