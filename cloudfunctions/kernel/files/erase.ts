import type { Tx } from '../database/open'
import type { FileContents } from './contents'
import { idsOfFilesOf, postgresContents } from './store'

/** Erases the bytes of everything a person attached (PIPL art. 47); the rows stay for what points to them. */
export async function eraseFilesOf(tx: Tx, personId: string, contents: FileContents = postgresContents): Promise<void> {
  await contents.erase(tx, await idsOfFilesOf(tx, personId))
}
