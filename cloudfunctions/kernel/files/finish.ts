import { isAudio, isDocument } from '../../contract/files'
import type { Deps } from '../context'
import type { Tx } from '../database/open'
import { type Fault, notFound } from '../errors'
import { enqueue } from '../outbox/store'
import { DOCUMENT_FAULTS, notUploaded, PICTURE_FAULTS, VOICE_FAULTS } from './faults'
import { type FileRow, isUploaded, lockFile, updateFile } from './store'

export const CHECK_EFFECT = 'files.check'

/**
 * Makes an uploaded file usable and has WeChat check it. A repeat answers the same and starts no second check.
 * Throws Fault record.not_found for a stranger, file.unreadable, file.not_uploaded.
 */
export async function finishFile(deps: Deps, tx: Tx, personId: string, fileId: string): Promise<FileRow> {
  const file = await lockFile(tx, fileId)
  if (file?.personId !== personId) throw notFound()
  if (file.state === 'unreadable') throw unreadable(file.mime)
  if (file.state === 'ready') return file
  if (!isUploaded(file)) throw notUploaded()
  // WeChat checks pictures and sound. A document comes from staff, who answer for what they post.
  if (isDocument(file.mime)) return updateFile(tx, fileId, { state: 'ready', checkState: 'passed' })
  await enqueue(deps, tx, [{ kind: CHECK_EFFECT, payload: { fileId }, lane: `file:${fileId}` }])
  return updateFile(tx, fileId, { state: 'ready' })
}

function unreadable(mime: string): Fault {
  if (isDocument(mime)) return DOCUMENT_FAULTS.unreadable
  return (isAudio(mime) ? VOICE_FAULTS : PICTURE_FAULTS).unreadable
}
