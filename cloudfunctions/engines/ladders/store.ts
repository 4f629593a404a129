import { and, asc, eq, lte, notInArray, sql } from 'drizzle-orm'
import type { Executor, Tx } from '../../kernel/database/open'
import { places } from '../../registry/places/table'
import { ladderSteps, ladders } from './table'

export type LadderRow = typeof ladders.$inferSelect
export type NewLadder = typeof ladders.$inferInsert
export type LadderStepRow = typeof ladderSteps.$inferSelect

/** A ladder with where it stands. */
export interface PlacedLadder extends LadderRow {
  /** The place and all above it, county first. */
  placePath: string[]
  placeLabel: string
}

const placed = { ladder: ladders, placePath: places.path, placeLabel: places.label }
const flat = (row: { ladder: LadderRow; placePath: string[]; placeLabel: string }): PlacedLadder => ({
  ...row.ladder,
  placePath: row.placePath,
  placeLabel: row.placeLabel,
})

const select = (db: Executor) => db.select(placed).from(ladders).innerJoin(places, eq(places.id, ladders.placeId))

export async function ladderById(db: Executor, id: string): Promise<PlacedLadder | null> {
  const [row] = await select(db).where(eq(ladders.id, id))
  return row ? flat(row) : null
}

export async function ladderOfSubject(db: Executor, kind: string, subjectId: string): Promise<PlacedLadder | null> {
  const [row] = await select(db).where(and(eq(ladders.subjectId, subjectId), eq(ladders.kind, kind)))
  return row ? flat(row) : null
}

/** The ladder whose messages are about this; null where they are about something else. */
export async function ladderOfRing(db: Executor, ringId: string): Promise<PlacedLadder | null> {
  const [row] = await select(db).where(eq(ladders.ringId, ringId))
  return row ? flat(row) : null
}

/** Reads a ladder and keeps others from moving it until this transaction ends. */
export async function lockLadder(tx: Tx, id: string): Promise<PlacedLadder | null> {
  const [row] = await select(tx).where(eq(ladders.id, id)).for('update', { of: ladders })
  return row ? flat(row) : null
}

/** The ladder that has waited longest to climb on, locked; one that somebody is just answering is left to them. */
export async function lockDueLadder(tx: Tx, now: Date, except: readonly string[]): Promise<PlacedLadder | null> {
  const [row] = await select(tx)
    .where(and(lte(ladders.nextAt, now), except.length > 0 ? notInArray(ladders.id, [...except]) : undefined))
    .orderBy(asc(ladders.nextAt), asc(ladders.id))
    .limit(1)
    .for('update', { of: ladders, skipLocked: true })
  return row ? flat(row) : null
}

/** Writes a ladder; false where its subject has one of the kind already. */
export async function insertLadder(tx: Tx, row: NewLadder): Promise<boolean> {
  const written = await tx.insert(ladders).values(row).onConflictDoNothing().returning({ id: ladders.id })
  return written.length > 0
}

export async function saveLadder(tx: Tx, { id, communityId }: LadderRow, change: Partial<NewLadder>): Promise<void> {
  await tx
    .update(ladders)
    .set(change)
    .where(and(eq(ladders.id, id), eq(ladders.communityId, communityId)))
}

export async function insertSteps(tx: Tx, rows: (typeof ladderSteps.$inferInsert)[]): Promise<void> {
  await tx.insert(ladderSteps).values(rows)
}

/** A ladder's record, the first line first. */
export async function stepsOf(db: Executor, ladderId: string): Promise<LadderStepRow[]> {
  return db.select().from(ladderSteps).where(eq(ladderSteps.ladderId, ladderId)).orderBy(asc(ladderSteps.seq))
}

/** Ladders shown at once at most: so many at one time are no longer read one by one. */
const SHOWN_MAX = 100

/**
 * Alarms that concern somebody: that rang them, or at a place that they look after. Those nobody has answered first,
 * then those that ended since.
 */
export async function laddersFor(
  db: Executor,
  { personId, placeIds, since }: { personId: string; placeIds: readonly string[]; since: Date },
): Promise<PlacedLadder[]> {
  const rows = await select(db)
    .where(sql`(ladders.ended_at is null or ladders.ended_at > ${since.toISOString()}::timestamptz)
      and (places.path && ${sql.param([...placeIds])}::uuid[] or exists (
        select 1 from ladder_steps s where s.ladder_id = ladders.id and s.community_id = ladders.community_id
          and ${personId}::uuid = any(s.person_ids)))`)
    .orderBy(sql`ladders.ended_at is not null`, sql`ladders.started_at desc`, ladders.id)
    .limit(SHOWN_MAX)
  return rows.map(flat)
}
