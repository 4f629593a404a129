import { isAudio } from '../../contract/files'
import { ORDER_FILES_MAX, ORDER_VOICES_MAX } from '../../contract/orders'
import type { Caller, Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { invalid } from '../../kernel/errors'
import { useFiles } from '../../kernel/files/use'
import { enqueue, type NewEffect } from '../../kernel/outbox/store'
import { insertFiles, insertNote } from './store'

/** The words' content check, as an effect. */
export const checkOf = (noteId: string): NewEffect => ({
  kind: 'orders.checkNote',
  payload: { noteId },
  lane: `note:${noteId}`,
})

/**
 * Words, pictures and a voice note that come with an action, kept apart from the history; null when there are none. A
 * voice note without words is heard later. Throws Fault input.invalid for too many files or somebody else's.
 */
export async function addNote(
  deps: Deps,
  tx: Tx,
  author: Caller,
  order: { id: string; communityId: string },
  given: { text?: string; fileIds?: string[] },
): Promise<string | null> {
  const fileIds = given.fileIds ?? []
  if (!given.text && fileIds.length === 0) return null
  const files = await useFiles(tx, author.personId, fileIds)
  const voices = files.filter(({ mime }) => isAudio(mime)).length
  if (voices > ORDER_VOICES_MAX) throw invalid({ fileIds: '只能带一段录音，去掉一段再提交' })
  if (files.length - voices > ORDER_FILES_MAX)
    throw invalid({ fileIds: `照片最多 ${ORDER_FILES_MAX} 张，去掉几张再提交` })
  const noteId = deps.newId()
  const { communityId, id: orderId } = order
  await insertNote(tx, {
    id: noteId,
    communityId,
    orderId,
    authorId: author.personId,
    text: given.text ?? null,
    // Words wait for WeChat's check; a note without any has nothing to check here, each of its files has its own.
    checkState: given.text ? 'pending' : 'passed',
    createdAt: deps.clock.now(),
  })
  await insertFiles(
    tx,
    fileIds.map((fileId, position) => ({ communityId, orderId, noteId, fileId, position })),
  )
  if (given.text) await enqueue(deps, tx, [checkOf(noteId)])
  else if (voices > 0 && deps.speech)
    await enqueue(deps, tx, [{ kind: 'orders.transcribeNote', payload: { noteId }, lane: `note:${noteId}` }])
  return noteId
}
