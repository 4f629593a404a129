import type { Tx } from '../database/open'
import type { FileContents } from './contents'
import { idsOfFilesOf, postgresContents } from './store'

/** Erases the bytes of what a person attached, but `kept` (PIPL art. 47); the rows stay for what points to them. */
export async function eraseFilesOf(
  tx: Tx,
  personId: string,
  kept: readonly string[] = [],
  contents: FileContents = postgresContents,
): Promise<void> {
  const ids = await idsOfFilesOf(tx, personId)
  await contents.erase(
    tx,
    ids.filter((id) => !kept.includes(id)),
  )
}

/** Erases the bytes of these files, whoever attached them; the rows stay for what points to them. */
export const eraseFiles = (
  tx: Tx,
  fileIds: readonly string[],
  contents: FileContents = postgresContents,
): Promise<void> => contents.erase(tx, [...fileIds])
