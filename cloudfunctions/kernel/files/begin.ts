import type { FileType } from '../../contract/files'
import type { Deps } from '../context'
import type { Tx } from '../database/open'
import { tooManyFiles } from './faults'
import { countFilesSince, insertFile, lockFilesOf } from './store'

export const FILES_PER_HOUR = 60
const HOUR_MS = 3_600_000

/** Announces one picture, voice note or document; answers its id, under which it is then uploaded. Throws Fault file.too_many. */
export async function beginFile(
  deps: Pick<Deps, 'newId'>,
  tx: Tx,
  announced: { personId: string; mime: FileType; bytes: number; name: string | null; now: Date },
): Promise<string> {
  const { personId, mime, bytes, name, now } = announced
  await lockFilesOf(tx, personId)
  const recent = await countFilesSince(tx, personId, new Date(now.getTime() - HOUR_MS))
  if (recent >= FILES_PER_HOUR) throw tooManyFiles(FILES_PER_HOUR)
  const id = deps.newId()
  await insertFile(tx, { id, personId, state: 'begun', mime, bytes, name, checkState: 'pending', createdAt: now })
  return id
}
