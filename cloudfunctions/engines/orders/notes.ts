import type { Caller, Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { useFiles } from '../../kernel/files/use'
import { enqueue } from '../../kernel/outbox/store'
import { insertFiles, insertNote } from './store'

/** Words and pictures that come with an action, kept apart from the history; null when there are none. */
export async function addNote(
  deps: Deps,
  tx: Tx,
  author: Caller,
  order: { id: string; communityId: string },
  given: { text?: string; fileIds?: string[] },
): Promise<string | null> {
  const fileIds = given.fileIds ?? []
  if (!given.text && fileIds.length === 0) return null
  await useFiles(tx, author.personId, fileIds)
  const noteId = deps.newId()
  const { communityId, id: orderId } = order
  await insertNote(tx, {
    id: noteId,
    communityId,
    orderId,
    authorId: author.personId,
    text: given.text ?? null,
    // Words wait for WeChat's check; a note of pictures alone has nothing to check here, each picture has its own.
    checkState: given.text ? 'pending' : 'passed',
    createdAt: deps.clock.now(),
  })
  await insertFiles(
    tx,
    fileIds.map((fileId, position) => ({ communityId, orderId, noteId, fileId, position })),
  )
  if (given.text) await enqueue(deps, tx, [{ kind: 'orders.checkNote', payload: { noteId }, lane: `note:${noteId}` }])
  return noteId
}
