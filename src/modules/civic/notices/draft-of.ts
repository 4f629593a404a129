import type { DraftPhoto } from '../../../lib/drafts'
import type { api } from '../../../lib/rpc'
import { addressOf } from '../../../lib/transport'
import { BLANK_NOTICE, type NoticeDraft } from './notice-draft'

type NoticeAnswer = Awaited<ReturnType<typeof api.notices.get>>

const fileOf = ({ id, url, name }: NoticeAnswer['files'][number]): DraftPhoto => ({
  id,
  path: url ? addressOf(url) : '',
  fileId: id,
  ...(name && { name }),
})

/** A draft that the server keeps, opened again. */
export function draftOf(notice: NoticeAnswer): NoticeDraft {
  const { id, title, body, commentsAllowed, needsConfirmation, form } = notice
  return {
    ...BLANK_NOTICE,
    id,
    title,
    body,
    commentsAllowed,
    needsConfirmation,
    photos: notice.pictures.map(fileOf),
    documents: notice.files.map(fileOf),
    ...(form && {
      audience: form.audience,
      paid: form.paid,
      publishAt: form.publishAt,
      pinnedUntil: form.pinnedUntil,
      expiresAt: form.expiresAt,
      isUrgent: form.isUrgent,
    }),
  }
}
