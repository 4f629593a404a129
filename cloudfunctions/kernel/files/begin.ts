import type { FileType } from '../../contract/files'
import type { Deps } from '../context'
import type { Tx } from '../database/open'
import { tooManyFiles } from './faults'
import { countFilesSince, insertFile, lockFilesOf } from './store'

export const FILES_PER_HOUR = 60
const HOUR_MS = 3_600_000

/** Announces one picture or voice note; answers its id, under which it is then uploaded. Throws Fault file.too_many. */
export async function beginFile(
  deps: Pick<Deps, 'newId'>,
  tx: Tx,
  announced: { personId: string; mime: FileType; bytes: number; now: Date },
): Promise<string> {
  const { personId, mime, bytes, now } = announced
  await lockFilesOf(tx, personId)
  const recent = await countFilesSince(tx, personId, new Date(now.getTime() - HOUR_MS))
  if (recent >= FILES_PER_HOUR) throw tooManyFiles(FILES_PER_HOUR)
  const id = deps.newId()
  await insertFile(tx, { id, personId, state: 'begun', mime, bytes, checkState: 'pending', createdAt: now })
  return id
}
