import { and, eq, sql } from 'drizzle-orm'
import type { Channel, DeliveryState } from '../../../contract/messages'
import type { Database, Tx } from '../../../kernel/database/open'
import { deliveries } from '../table'

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
  /** False: the channel needs a credit and none is left. */
  isStarted: boolean
}

export async function insertDeliveries(tx: Tx, rows: NewDelivery[]): Promise<void> {
  if (rows.length > 0) await tx.insert(deliveries).values(rows)
}

/**
 * Starts a try in one statement, so that nothing stays locked while WeChat answers. A subscribe message takes its
 * credit with the first try and keeps it over the later ones. Null when the delivery is gone or over.
 */
export async function beginTry(db: Database, key: DeliveryKey, now: Date): Promise<BegunTry | null> {
  const { rows } = await db.execute(sql`
    with d as (
      select id, person_id, message_id, channel, template, data, attempts from deliveries
      where id = ${key.deliveryId} and person_id = ${key.personId} and state in ('queued', 'sending') for update
    ), taken as (
      update credits c set balance = c.balance - 1, updated_at = ${now} from d
      where d.channel = 'subscribe' and d.attempts = 0
        and c.person_id = d.person_id and c.template = d.template and c.balance > 0
      returning c.person_id
    ), started as (
      update deliveries set state = 'sending', attempts = deliveries.attempts + 1, updated_at = ${now} from d
      where deliveries.id = d.id and deliveries.person_id = d.person_id
        and (d.channel <> 'subscribe' or d.attempts > 0 or exists (select from taken))
      returning deliveries.id
    )
    select d.channel, d.template, d.data, i.link, exists (select from started) as "isStarted"
    from d join inbox i on i.id = d.message_id and i.person_id = d.person_id`)
  return (rows[0] as unknown as BegunTry | undefined) ?? null
}

/** The try failed for now; the delivery waits for the next. */
export async function requeueDelivery(
  db: Database,
  key: DeliveryKey,
  errorCode: number | null,
  now: Date,
): Promise<void> {
  await db
    .update(deliveries)
    .set({ state: 'queued', errorCode, updatedAt: now })
    .where(and(eq(deliveries.id, key.deliveryId), eq(deliveries.personId, key.personId)))
}

/** Records what became of a delivery and answers its channel and template; null when it is gone. */
export async function endDelivery(
  tx: Tx,
  key: DeliveryKey,
  end: { state: DeliveryState; errorCode: number | null; now: Date },
): Promise<{ channel: Channel; template: string; attempts: number } | null> {
  const [row] = await tx
    .update(deliveries)
    .set({ state: end.state, errorCode: end.errorCode, updatedAt: end.now })
    .where(and(eq(deliveries.id, key.deliveryId), eq(deliveries.personId, key.personId)))
    .returning({ channel: deliveries.channel, template: deliveries.template, attempts: deliveries.attempts })
  return row ?? null
}
