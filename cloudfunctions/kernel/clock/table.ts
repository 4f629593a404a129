import { bigint, pgTable, smallint } from 'drizzle-orm/pg-core'
import type { TableFacts } from '../database/columns'

/** Milliseconds added to the machine's time in local mode, so that all processes agree. One row. */
export const clockOffset = pgTable('clock_offset', {
  id: smallint('id').primaryKey(),
  offsetMs: bigint('offset_ms', { mode: 'number' }).notNull(),
})

export const facts: TableFacts[] = [{ table: clockOffset, class: 'reference' }]
