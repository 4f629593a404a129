import type { TableFacts } from '../../kernel/database/columns'
import type { Database } from '../../kernel/database/open'
import { type Encryption, EncryptionError } from '../../kernel/encryption'
import { oldCells, replaceSeals, type SealedCell, type SealedColumn, sealedColumns, sealsByKey } from './store'

export interface Rotated {
  /** Cells sealed anew, and cells that none of the keys at hand opens. */
  resealed: number
  unopened: number
  /** Keys other than the current one that something is still sealed by, with how many cells: they must be kept. */
  stillNeeded: Record<string, number>
}

interface Rotation {
  db: Database
  encryption: Encryption
  tables: readonly TableFacts[]
  /** Rows at once: each batch is a statement of its own, so a stop loses one at most. */
  batch: number
  /** After each batch, e.g. `people.phone_sealed`, and how many of it are done. */
  onProgress?(column: string, resealed: number): void
}

/**
 * Seals anew under the current key whatever an older one sealed, while the server works on: a cell changes only if it
 * still holds what was read, so nothing the server writes meanwhile is lost. Ended at any moment it goes on where it
 * was when it is run again, for what is done no longer counts as old.
 */
export async function rotateKeys(rotation: Rotation): Promise<Rotated> {
  const columns = sealedColumns(rotation.tables)
  const done = { resealed: 0, unopened: 0 }
  for (const column of columns) {
    const { resealed, unopened } = await rotateColumn(rotation, column)
    done.resealed += resealed
    done.unopened += unopened
  }
  return { ...done, stillNeeded: await keysStillNeeded(rotation, columns) }
}

async function rotateColumn(
  { db, encryption, batch, onProgress }: Rotation,
  column: SealedColumn,
): Promise<{ resealed: number; unopened: number }> {
  const done = { resealed: 0, unopened: 0 }
  let after: readonly string[] | null = null
  for (;;) {
    const cells: SealedCell[] = await oldCells(db, column, { current: encryption.current, after, limit: batch })
    if (cells.length === 0) return done
    const fresh = cells.flatMap((cell) => sealAnew(encryption, column, cell))
    done.resealed += await replaceSeals(db, column, fresh)
    done.unopened += cells.length - fresh.length
    after = cells.at(-1)!.key
    onProgress?.(`${column.table}.${column.column}`, done.resealed)
  }
}

function sealAnew(encryption: Encryption, { table, column }: SealedColumn, cell: SealedCell) {
  const place = `${table}.${column}.${cell.named.join('.')}`
  try {
    return [{ ...cell, fresh: encryption.seal(encryption.open(cell.sealed, place), place) }]
  } catch (error) {
    if (error instanceof EncryptionError) return []
    throw error
  }
}

async function keysStillNeeded(
  { db, encryption }: Rotation,
  columns: readonly SealedColumn[],
): Promise<Record<string, number>> {
  const needed: Record<string, number> = {}
  for (const column of columns)
    for (const { key, cells } of await sealsByKey(db, column))
      if (key !== encryption.current) needed[key] = (needed[key] ?? 0) + cells
  return needed
}
