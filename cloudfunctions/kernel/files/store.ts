import { and, count, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Executor, Tx } from '../database/open'
import type { FileContents } from './contents'
import { fileContents, files } from './table'

export type FileRow = typeof files.$inferSelect

/** Whether the bytes of a file have arrived. */
export const isUploaded = ({ receivedAt, width, seconds }: FileRow): boolean =>
  receivedAt !== null || width !== null || seconds !== null

/** Makes a person's simultaneous begins wait for each other until the transaction ends, so that they count each other. */
export async function lockFilesOf(tx: Tx, personId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('files.begin'), hashtext(${personId}))`)
}

export async function countFilesSince(db: Executor, personId: string, since: Date): Promise<number> {
  const [row] = await db
    .select({ total: count() })
    .from(files)
    .where(and(eq(files.personId, personId), gt(files.createdAt, since)))
  return row!.total
}

export async function insertFile(tx: Tx, row: typeof files.$inferInsert): Promise<void> {
  await tx.insert(files).values(row)
}

export async function fileById(db: Executor, id: string): Promise<FileRow | null> {
  const [row] = await db.select().from(files).where(eq(files.id, id))
  return row ?? null
}

/** The row, held until the transaction ends. */
export async function lockFile(tx: Tx, id: string): Promise<FileRow | null> {
  const [row] = await tx.select().from(files).where(eq(files.id, id)).for('update')
  return row ?? null
}

/** Files by id, in the order of the ids; unknown ones are left out. */
export async function filesByIds(db: Executor, ids: readonly string[]): Promise<FileRow[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select()
    .from(files)
    .where(inArray(files.id, [...ids]))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export async function idsOfFilesOf(db: Executor, personId: string): Promise<string[]> {
  const rows = await db.select({ id: files.id }).from(files).where(eq(files.personId, personId))
  return rows.map((row) => row.id)
}

export async function updateFile(tx: Executor, id: string, change: Partial<Omit<FileRow, 'id'>>): Promise<FileRow> {
  const [row] = await tx.update(files).set(change).where(eq(files.id, id)).returning()
  return row!
}

export async function lockFileByTrace(tx: Tx, traceId: string): Promise<FileRow | null> {
  const [row] = await tx.select().from(files).where(eq(files.checkTraceId, traceId)).for('update')
  return row ?? null
}

/** Bytes kept beside the rows: see docs/decisions/0005. */
export const postgresContents: FileContents = {
  async put(tx, fileId, content) {
    await tx.insert(fileContents).values({ fileId, content })
  },
  async get(db, fileId) {
    const [row] = await db
      .select({ content: fileContents.content })
      .from(fileContents)
      .where(eq(fileContents.fileId, fileId))
    return row?.content ?? null
  },
  async erase(tx, fileIds) {
    if (fileIds.length === 0) return
    await tx.delete(fileContents).where(inArray(fileContents.fileId, [...fileIds]))
  },
}
