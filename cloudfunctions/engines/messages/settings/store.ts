import { eq, sql } from 'drizzle-orm'
import { type MessageTopic, type MessageUrgency, QUIET_HOURS, type QuietHours } from '../../../contract/messages'
import type { Executor, Tx } from '../../../kernel/database/open'
import { statement } from '../../../kernel/database/statement'
import { messageSettings, quietHours } from '../table'

/** How a person's own choices change one message. */
export interface Choice {
  /** It stays in the inbox and rings nowhere. */
  isSilenced: boolean
  quietHours: QuietHours
}

const value = sql.placeholder

/** Whether a setting, `s`, silences its topic at `now`. */
export const MUTED_NOW = sql`s.is_muted and (s.muted_until is null or s.muted_until > ${value('now')}::timestamptz)`

const chosen = statement<{ personId: string; isMuted: boolean; from: number | null; until: number | null }>(sql`
  select p.person_id as "personId", q.from_hour as "from", q.until_hour as "until",
    coalesce(${MUTED_NOW}, false) as "isMuted"
  from unnest(${value('people')}::uuid[]) as p(person_id)
    left join message_settings s on s.person_id = p.person_id and s.topic = ${value('topic')}
    left join quiet_hours q on q.person_id = p.person_id
  where s.is_muted or q.person_id is not null`)

/**
 * Choices of those people who made any. An alarm passes over what is muted: only a pause of alarms themselves, which
 * the person agreed to in full knowledge and which ends within a day, silences it.
 */
export async function choicesOf(
  db: Executor,
  personIds: readonly string[],
  { topic, urgency }: { topic: MessageTopic; urgency: MessageUrgency },
  now: Date,
): Promise<Map<string, Choice>> {
  const { rows } = await chosen(db, { people: [...personIds], topic, now })
  const mayBeSilenced = urgency !== 'alarm' || topic === 'alarms'
  return new Map(
    rows.map(({ personId, isMuted, from, until }) => [
      personId,
      {
        isSilenced: isMuted && mayBeSilenced,
        quietHours: from === null || until === null ? QUIET_HOURS : { from, until },
      },
    ]),
  )
}

const muted = statement<{ personId: string }>(sql`
  select s.person_id as "personId" from message_settings s
  where s.person_id = any(${value('people')}::uuid[]) and s.topic = ${value('topic')} and ${MUTED_NOW}`)

/** Those of the people whom a topic does not ring now; for `alarms`: who paused them and is to be passed over. */
export async function isMuted(
  db: Executor,
  personIds: readonly string[],
  topic: MessageTopic,
  now: Date,
): Promise<Set<string>> {
  const { rows } = await muted(db, { people: [...personIds], topic, now })
  return new Set(rows.map(({ personId }) => personId))
}

/** Topics a person muted, each with the moment from which it rings again by itself; null: when they say so. */
export async function mutesOf(db: Executor, personId: string, now: Date): Promise<Map<MessageTopic, Date | null>> {
  const rows = await db.select().from(messageSettings).where(eq(messageSettings.personId, personId))
  const isNow = rows.filter((row) => row.isMuted && (row.mutedUntil === null || row.mutedUntil > now))
  return new Map(isNow.map(({ topic, mutedUntil }) => [topic, mutedUntil]))
}

/** Silences a topic, or lets it ring again. Alarms need a `mutedUntil` within a day: the database refuses any other. */
export async function saveMute(
  tx: Tx,
  mute: { personId: string; topic: MessageTopic; isMuted: boolean; mutedUntil: Date | null; now: Date },
): Promise<void> {
  const { personId, topic, now: updatedAt, ...set } = mute
  await tx
    .insert(messageSettings)
    .values({ personId, topic, ...set, updatedAt })
    .onConflictDoUpdate({ target: [messageSettings.personId, messageSettings.topic], set: { ...set, updatedAt } })
}

export async function quietHoursOf(db: Executor, personId: string): Promise<QuietHours> {
  const [row] = await db
    .select({ from: quietHours.fromHour, until: quietHours.untilHour })
    .from(quietHours)
    .where(eq(quietHours.personId, personId))
  return row ?? QUIET_HOURS
}

export async function saveQuietHours(
  tx: Tx,
  { personId, from: fromHour, until: untilHour, now: updatedAt }: QuietHours & { personId: string; now: Date },
): Promise<void> {
  const set = { fromHour, untilHour, updatedAt }
  await tx
    .insert(quietHours)
    .values({ personId, ...set })
    .onConflictDoUpdate({ target: quietHours.personId, set })
}
