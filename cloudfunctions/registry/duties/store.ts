import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Executor, Tx } from '../../kernel/database/open'
import type { Encryption } from '../../kernel/encryption'
import { phonePlace } from '../people/sealed'
import { inForce } from '../roles/store'
import { onDutyAt, type Shift, type Span } from './rules'
import { dutyShifts } from './table'

export interface NamedShift extends Shift {
  communityId: string
  name: string
}

type Row = { [K in keyof NamedShift]: NamedShift[K] extends Date ? string : NamedShift[K] }

const dated = <T extends Row>(row: T): Omit<T, 'startsAt' | 'endsAt'> & Span => ({
  ...row,
  startsAt: new Date(row.startsAt),
  endsAt: new Date(row.endsAt),
})

const columns = sql`s.id, s.place_id as "placeId", s.community_id as "communityId", s.person_id as "personId", n.name,
  s.starts_at as "startsAt", s.ends_at as "endsAt"`

/** Turns that are not taken off and meet the span; by a day's starts, for none is longer. */
const meeting = (placeIds: readonly string[], { startsAt, endsAt }: Span) => sql`
  s.removed_at is null and s.place_id = any(${sql.param([...placeIds])}::uuid[])
  and s.starts_at < ${endsAt.toISOString()}::timestamptz
  and s.starts_at > ${startsAt.toISOString()}::timestamptz - interval '24 hours'
  and s.ends_at > ${startsAt.toISOString()}::timestamptz`

/** Whoever serves nowhere in the community any more is on duty no more. */
const isServing = (now: Date) => sql`exists (
  select 1 from role_grants r join places p on p.id = r.place_id
  where r.person_id = s.person_id and p.community_id = s.community_id and ${inForce(now)})`

/** A place's turns that meet a span, in order. Whose holder serves no more is there too until it is taken off. */
export async function shiftsIn(db: Executor, placeId: string, span: Span): Promise<NamedShift[]> {
  const { rows } = await db.execute<Row>(sql`
    select ${columns} from duty_shifts s join people n on n.id = s.person_id
    where ${meeting([placeId], span)} order by s.starts_at, s.ends_at, s.id`)
  return rows.map(dated)
}

/**
 * Who is on duty at a place at a moment: there, else at the nearest place above that has somebody.
 * @param path the place and all above it, county first
 * @returns each with their phone in full: while on duty they are to be called
 */
export async function dutyAt(
  db: Executor,
  encryption: Encryption,
  path: readonly string[],
  now: Date,
): Promise<(NamedShift & { phone: string | null; placeLabel: string })[]> {
  const moment = { startsAt: now, endsAt: new Date(now.getTime() + 1) }
  const { rows } = await db.execute<Row & { phoneSealed: string | null; placeLabel: string }>(sql`
    select ${columns}, n.phone_sealed as "phoneSealed", q.label as "placeLabel"
    from duty_shifts s join people n on n.id = s.person_id join places q on q.id = s.place_id
    where ${meeting(path, moment)} and n.state = 'active' and ${isServing(now)} order by s.starts_at, s.id`)
  return onDutyAt(rows.map(dated), path, now).map(({ phoneSealed, ...shift }) => ({
    ...shift,
    phone: phoneSealed && encryption.open(phoneSealed, phonePlace(shift.personId)),
  }))
}

export const insertShifts = async (tx: Tx, rows: (typeof dutyShifts.$inferInsert)[]): Promise<void> => {
  if (rows.length > 0) await tx.insert(dutyShifts).values(rows)
}

/** One turn that is not taken off, or null. */
export async function shiftById(db: Executor, id: string): Promise<typeof dutyShifts.$inferSelect | null> {
  const [row] = await db
    .select()
    .from(dutyShifts)
    .where(and(eq(dutyShifts.id, id), isNull(dutyShifts.removedAt)))
  return row ?? null
}

/** Takes a turn off. False when somebody else has done so meanwhile. */
export async function removeShift(tx: Tx, id: string, removedBy: string, now: Date): Promise<boolean> {
  const removed = await tx
    .update(dutyShifts)
    .set({ removedBy, removedAt: now })
    .where(and(eq(dutyShifts.id, id), isNull(dutyShifts.removedAt)))
    .returning({ id: dutyShifts.id })
  return removed.length > 0
}
