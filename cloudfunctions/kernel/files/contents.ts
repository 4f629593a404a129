import type { Executor, Tx } from '../database/open'

/** Where the bytes of files are kept. The rows of `files` stay in the database whatever this is. */
export interface FileContents {
  /** Stores the bytes of a file that has none; called once per file, under the lock of its row. */
  put(tx: Tx, fileId: string, content: Buffer): Promise<void>
  /** The bytes, or null when there are none or they were erased. */
  get(db: Executor, fileId: string): Promise<Buffer | null>
  /** Removes the bytes for good; files without any are passed over. */
  erase(tx: Tx, fileIds: readonly string[]): Promise<void>
}
