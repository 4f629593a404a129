import { useCallback } from 'react'
import { NOTICE_FILES_MAX, NOTICE_PICTURES_MAX } from '../../../../cloudfunctions/contract/civic/notices'
import { DOCUMENT_NAME_MAX, FILE_BYTES_MAX } from '../../../../cloudfunctions/contract/files'
import { chooseDocuments } from '../../../lib/choose-document'
import type { DraftPhoto } from '../../../lib/drafts'
import { documentTypeOf } from '../../../lib/file-type'
import { newKey } from '../../../lib/key'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { useDraft } from '../../../lib/use-draft'
import { useKept, usePhotos } from '../../../lib/use-photos'
import { type NoticeDraft, savedOf } from './notice-draft'

type Update = (before: DraftPhoto[]) => DraftPhoto[]

/** Why a document is not taken; null when it is. */
function refusalOf({ name, bytes }: { name: string; bytes: number }): string | null {
  if (!documentTypeOf(name)) return '只能附 PDF、Word（docx）和 Excel（xlsx）'
  if (name.length > DOCUMENT_NAME_MAX) return `文件名太长，改到 ${DOCUMENT_NAME_MAX} 个字以内`
  return bytes > FILE_BYTES_MAX ? '文件太大，压到 10 兆以内再传' : null
}

function useDocuments(documents: DraftPhoto[], change: (update: Update) => void) {
  const kept = useKept(documents, change)
  const add = async () => {
    const chosen = await chooseDocuments(NOTICE_FILES_MAX - documents.length)
    const refusal = chosen.map(refusalOf).find(Boolean)
    if (refusal) tell(refusal)
    const added = chosen
      .filter((one) => refusalOf(one) === null)
      .map(({ path, name }) => ({ id: newKey(), path, name, fileId: null }))
    change((all) => [...all, ...added].slice(0, NOTICE_FILES_MAX))
  }
  return { ...kept, add }
}

/**
 * A notice being written: kept on the phone at every change, and on the server by `save`.
 * @param name of the draft on the phone
 * @param blank what it starts from; the same object at every render
 */
export function useNoticeForm(name: string, blank: NoticeDraft) {
  const { value: draft, change, discard } = useDraft(name, blank)
  const changePhotos = useCallback(
    (update: Update) => change((before) => ({ photos: update(before.photos) })),
    [change],
  )
  const changeDocuments = useCallback(
    (update: Update) => change((before) => ({ documents: update(before.documents) })),
    [change],
  )
  const photos = usePhotos(draft.photos, changePhotos, NOTICE_PICTURES_MAX)
  const documents = useDocuments(draft.documents, changeDocuments)
  const saving = useSend(api.notices.save, { topics: ['notices'], onFault: (fault) => tell(fault.message) })

  /** Brings the files up and keeps the notice on the server. @returns its id; null when it could not be, which was said */
  const save = async (): Promise<string | null> => {
    const [pictures, others] = await Promise.all([photos.bringUp(), documents.bringUp()])
    if (!pictures || !others) return null
    const files = [...pictures, ...others]
    if (files.some(({ fileId }) => fileId === null)) {
      tell('附件还没传上，连上网再试')
      return null
    }
    const saved = await saving.send(savedOf(draft, files))
    if (!saved) return null
    change({ id: saved.id })
    return saved.id
  }

  return { draft, change, discard, photos, documents, save, isSaving: saving.isBusy, wrong: saving.fault?.fields ?? {} }
}

export type NoticeForm = ReturnType<typeof useNoticeForm>
