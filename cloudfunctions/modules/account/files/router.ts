import * as z from 'zod'
import {
  AUDIO_BYTES_MAX,
  DOCUMENT_ENDINGS,
  DOCUMENT_NAME_MAX,
  FILE_BYTES_MAX,
  FILE_TYPES,
  isAudio,
  isDocument,
} from '../../../contract/files'
import { type Role, SUPERVISING_ROLES } from '../../../contract/roles'
import { optionalText } from '../../../kernel/dispatch/fields'
import { mutation, router } from '../../../kernel/dispatch/procedure'
import { forbidden, invalid } from '../../../kernel/errors'
import { beginFile } from '../../../kernel/files/begin'
import { TOO_LARGE, VOICE_TOO_LARGE } from '../../../kernel/files/faults'
import { finishFile } from '../../../kernel/files/finish'
import { fileView, presentFile } from '../../../kernel/files/present'

const announcedBytes = z
  .int()
  .min(1)
  .refine((bytes) => bytes <= FILE_BYTES_MAX, TOO_LARGE)

/** Whoever supervises a place posts its notices. */
const mayAttach = (role: Role): boolean => (SUPERVISING_ROLES as readonly Role[]).includes(role)

/** A document's name as it is shown and saved: nothing that a path or a header would stumble over, and its own ending. */
function documentName(mime: string, given: string | undefined): string | null {
  if (!isDocument(mime)) return null
  const ending = DOCUMENT_ENDINGS[mime]
  const stem = (given ?? '')
    .replace(/\.[a-z]{1,5}$/i, '')
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, '')
    .trim()
  return `${stem || '附件'}.${ending}`
}

export const filesRouter = router({
  begin: mutation(
    { callers: 'person', about: '报一张照片、一段录音或一份文件，领它的编号和上传地址' },
    { mime: z.enum(FILE_TYPES), bytes: announcedBytes, name: optionalText(DOCUMENT_NAME_MAX) },
    z.strictObject({ id: z.string(), uploadUrl: z.string() }),
    async ({ deps, tx, caller, now }, { mime, bytes, name }) => {
      if (isDocument(mime) && !caller.grants.some(({ role }) => mayAttach(role)))
        throw forbidden('发通知的人才能传文件')
      if (isAudio(mime) && bytes > AUDIO_BYTES_MAX) throw invalid({ bytes: VOICE_TOO_LARGE })
      const id = await beginFile(deps, tx, {
        personId: caller.personId,
        mime,
        bytes,
        name: documentName(mime, name),
        now,
      })
      return { id, uploadUrl: `/files/${id}` }
    },
  ),

  finish: mutation(
    { callers: 'person', about: '传完了，可以使用，并开始内容检查' },
    { id: z.uuid() },
    z.strictObject({ file: fileView }),
    async ({ deps, tx, caller, now }, { id }) => {
      const file = await finishFile(deps, tx, caller.personId, id)
      return { file: presentFile(deps, file, caller.personId, now) }
    },
  ),
})
