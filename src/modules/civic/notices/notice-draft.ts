import type { Audience, Paid } from '../../../../cloudfunctions/contract/civic/notices'
import type { DraftPhoto } from '../../../lib/drafts'

/** A notice being written, as the phone keeps it. */
export interface NoticeDraft {
  /** The server's, once it was saved there. */
  id: string | null
  title: string
  body: string
  photos: DraftPhoto[]
  documents: DraftPhoto[]
  audience: Audience
  paid: Paid
  /** Null: as soon as it is sent. */
  publishAt: string | null
  pinnedUntil: string | null
  expiresAt: string | null
  commentsAllowed: boolean
  needsConfirmation: boolean
  isUrgent: boolean
}

export const BLANK_NOTICE: NoticeDraft = {
  id: null,
  title: '',
  body: '',
  photos: [],
  documents: [],
  audience: { placeIds: [], who: { kind: 'all' } },
  paid: { sms: false, voice: false },
  publishAt: null,
  pinnedUntil: null,
  expiresAt: null,
  commentsAllowed: true,
  needsConfirmation: false,
  isUrgent: false,
}

/** What is still to be written before it can be kept on the server; null when nothing is. */
export function lackOf({ title, body }: NoticeDraft, isAudienceWhole: boolean): string | null {
  if (title.trim() === '') return '先写标题'
  if (body.trim() === '') return '先写内容'
  return isAudienceWhole ? null : '先选发给谁'
}

/** What the server saves of it. */
export const savedOf = (draft: NoticeDraft, files: readonly DraftPhoto[]) => {
  const { id, title, body, photos: _photos, documents: _documents, publishAt: _publishAt, ...rest } = draft
  return {
    ...(id && { id }),
    ...rest,
    title: title.trim(),
    body: body.trim(),
    fileIds: files.flatMap(({ fileId }) => fileId ?? []),
  }
}
