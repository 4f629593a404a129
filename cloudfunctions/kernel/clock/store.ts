import { sql } from 'drizzle-orm'
import type { Executor } from '../database/open'
import { clockOffset } from './table'

/** Milliseconds all processes add to the machine's time; 0 where nobody moved the clock. */
export async function readClockOffset(db: Executor): Promise<number> {
  const [row] = await db.select({ offsetMs: clockOffset.offsetMs }).from(clockOffset)
  return row?.offsetMs ?? 0
}

/** Moves the clock forward for every process and returns the new offset in milliseconds. */
export async function advanceClock(db: Executor, ms: number): Promise<number> {
  const [row] = await db
    .insert(clockOffset)
    .values({ id: 1, offsetMs: ms })
    .onConflictDoUpdate({
      target: clockOffset.id,
      set: { offsetMs: sql`${clockOffset.offsetMs} + excluded.offset_ms` },
    })
    .returning({ offsetMs: clockOffset.offsetMs })
  return row!.offsetMs
}
