import type { Deps } from '../context'
import type { Tx } from '../database/open'
import type { FileContents } from './contents'
import { alreadyUploaded, PICTURE_FAULTS } from './faults'
import { type Picture, PictureError, readPicture } from './picture'
import { lockFile, updateFile } from './store'

/**
 * Takes the bytes of a begun file. The first upload wins; the same picture sent again, because an answer was lost on
 * the way, is taken as done. Throws Fault of PICTURE_FAULTS (the file is then `unreadable` for good, and nothing of it
 * was kept), file.already_uploaded.
 */
export async function receiveUpload(deps: Deps, contents: FileContents, fileId: string, bytes: Buffer): Promise<void> {
  try {
    const picture = await readPicture(bytes)
    await deps.db.transaction((tx) => keep(tx, contents, fileId, picture))
  } catch (error) {
    if (!(error instanceof PictureError)) throw error
    await deps.db.transaction((tx) => giveUp(tx, fileId))
    deps.log.info({ fileId, problem: error.problem }, 'picture not readable')
    throw PICTURE_FAULTS[error.problem]
  }
}

async function keep(tx: Tx, contents: FileContents, fileId: string, picture: Picture): Promise<void> {
  const { content, mime, width, height, phash } = picture
  const file = await lockFile(tx, fileId)
  if (file?.state !== 'begun') throw alreadyUploaded()
  if (file.width !== null) {
    if (!(await contents.get(tx, fileId))?.equals(content)) throw alreadyUploaded()
    return
  }
  await contents.put(tx, fileId, content)
  await updateFile(tx, fileId, { mime, width, height, phash, bytes: content.length })
}

async function giveUp(tx: Tx, fileId: string): Promise<void> {
  const file = await lockFile(tx, fileId)
  if (file?.state === 'begun' && file.width === null) await updateFile(tx, fileId, { state: 'unreadable' })
}
