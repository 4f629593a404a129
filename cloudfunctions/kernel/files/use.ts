import { isDocument } from '../../contract/files'
import type { Executor } from '../database/open'
import { invalid } from '../errors'
import { type FileRow, filesByIds } from './store'

/**
 * Files a person attaches to something, in their order. Throws Fault input.invalid unless each is named once, uploaded
 * whole, this person's own, and no document where none is expected; a stranger's id is answered like one that never was.
 */
export async function useFiles(
  db: Executor,
  personId: string,
  fileIds: readonly string[],
  { mayBeDocuments = false } = {},
): Promise<FileRow[]> {
  const rows = await filesByIds(db, fileIds)
  const isUsable =
    rows.length === fileIds.length &&
    rows.every((f) => f.state === 'ready' && f.personId === personId && (mayBeDocuments || !isDocument(f.mime)))
  if (!isUsable || new Set(fileIds).size !== fileIds.length)
    throw invalid({ fileIds: '有照片没有传完整，请删掉后重新添加' })
  return rows
}
