import { sql } from 'drizzle-orm'
import { DIGEST_HOUR, type MessageTopic } from '../../../contract/messages'
import type { Tx } from '../../../kernel/database/open'
import { statement } from '../../../kernel/database/statement'
import { MUTED_NOW } from '../settings/store'

/** What waits for one person. */
export interface Gathered {
  personId: string
  count: number
  topics: MessageTopic[]
}

interface Window {
  /** Kind and key of the digest itself. */
  kind: string
  dedupeKey: string
  after: Date
  until: Date
  now: Date
  limit: number
}

const value = sql.placeholder

const gathered = statement<Gathered & Record<string, unknown>>(sql`
  select i.person_id as "personId", count(*)::int as count, array_agg(distinct i.topic order by i.topic) as topics
  from inbox i
    left join message_settings s on s.person_id = i.person_id and s.topic = i.topic
    left join withdrawals w on w.subject_id = i.subject_id
    left join lateral (
      select (date_trunc('day', max(d.created_at) at time zone 'Asia/Shanghai')
        + make_interval(hours => ${sql.raw(String(DIGEST_HOUR))})) at time zone 'Asia/Shanghai' as named
      from inbox d where d.person_id = i.person_id and d.kind = ${value('kind')}
    ) last on true
  where i.urgency = 'low' and i.read_at is null and w.subject_id is null and not coalesce(${MUTED_NOW}, false)
    and i.created_at > ${value('after')}::timestamptz and i.created_at <= ${value('until')}::timestamptz
    and (last.named is null or i.created_at > last.named)
    and not exists (select from inbox d where d.person_id = i.person_id and d.dedupe_key = ${value('dedupeKey')})
  group by i.person_id order by i.person_id limit ${value('limit')}`)

/** People with unread messages of low urgency that no digest named, and none of today yet. */
export async function gather(tx: Tx, window: Window): Promise<Gathered[]> {
  const { rows } = await gathered(tx, { ...window })
  return rows
}

const lock = statement<{ isFree: boolean }>(
  sql`select pg_try_advisory_xact_lock(hashtext('messages.digest')) as "isFree"`,
)

/** Whether this transaction alone makes digests until it ends. */
export async function isMine(tx: Tx): Promise<boolean> {
  const { rows } = await lock(tx, {})
  return rows[0]!.isFree
}

const hidden = statement(sql`
  update inbox set read_at = ${value('now')}::timestamptz
  where person_id = any(${value('people')}::uuid[]) and dedupe_key = ${value('dedupeKey')}`)

/** A digest is no message of its own to be read: what it counts is. */
export async function markDigestsRead(tx: Tx, people: string[], dedupeKey: string, now: Date): Promise<void> {
  await hidden(tx, { people, dedupeKey, now })
}
