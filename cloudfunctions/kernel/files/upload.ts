import { isAudio, isDocument } from '../../contract/files'
import type { Deps } from '../context'
import type { Tx } from '../database/open'
import type { Fault } from '../errors'
import type { FileContents } from './contents'
import { DocumentError, readDocument } from './document'
import { alreadyUploaded, DOCUMENT_FAULTS, PICTURE_FAULTS, VOICE_FAULTS } from './faults'
import { PictureError, readPicture } from './picture'
import { type FileRow, isUploaded, lockFile, updateFile } from './store'
import { readVoice, VoiceError } from './voice'

/** What is kept of an upload. */
type Kept = Pick<FileRow, 'width' | 'height' | 'phash' | 'seconds'> & { mime: string; content: Buffer }

/**
 * Takes the bytes of a begun file, which are what was announced: a picture, a voice note or a document. The first upload wins; the
 * same one sent again, because an answer was lost on the way, is taken as done. Throws Fault of PICTURE_FAULTS,
 * VOICE_FAULTS or DOCUMENT_FAULTS (the file is then `unreadable` for good, and nothing of it was kept), file.already_uploaded.
 */
export async function receiveUpload(deps: Deps, contents: FileContents, begun: FileRow, bytes: Buffer): Promise<void> {
  const { id } = begun
  try {
    const kept = await read(begun, bytes)
    await deps.db.transaction((tx) => keep(tx, contents, id, { ...kept, receivedAt: deps.clock.now() }))
  } catch (error) {
    const fault = faultOf(error)
    if (!fault) throw error
    await deps.db.transaction((tx) => giveUp(tx, id))
    deps.log.info({ fileId: id, problem: fault.code }, 'file not readable')
    throw fault
  }
}

async function read({ mime }: FileRow, bytes: Buffer): Promise<Kept> {
  if (isDocument(mime)) return { content: readDocument(bytes, mime), mime, ...NO_PICTURE, seconds: null }
  if (isAudio(mime)) return { ...readVoice(bytes), ...NO_PICTURE }
  return { ...(await readPicture(bytes)), seconds: null }
}

const NO_PICTURE = { width: null, height: null, phash: null }

function faultOf(error: unknown): Fault | null {
  if (error instanceof PictureError) return PICTURE_FAULTS[error.problem]
  if (error instanceof DocumentError) return DOCUMENT_FAULTS[error.problem]
  return error instanceof VoiceError ? VOICE_FAULTS[error.problem] : null
}

async function keep(
  tx: Tx,
  contents: FileContents,
  fileId: string,
  { content, ...facts }: Kept & { receivedAt: Date },
): Promise<void> {
  const file = await lockFile(tx, fileId)
  if (file?.state !== 'begun') throw alreadyUploaded()
  if (isUploaded(file)) {
    if (!(await contents.get(tx, fileId))?.equals(content)) throw alreadyUploaded()
    return
  }
  await contents.put(tx, fileId, content)
  await updateFile(tx, fileId, { ...facts, bytes: content.length })
}

async function giveUp(tx: Tx, fileId: string): Promise<void> {
  const file = await lockFile(tx, fileId)
  if (file?.state === 'begun' && !isUploaded(file)) await updateFile(tx, fileId, { state: 'unreadable' })
}
