import * as z from 'zod'
import { AUDIO_BYTES_MAX, FILE_BYTES_MAX, FILE_TYPES, isAudio } from '../../../contract/files'
import { mutation, router } from '../../../kernel/dispatch/procedure'
import { invalid } from '../../../kernel/errors'
import { beginFile } from '../../../kernel/files/begin'
import { TOO_LARGE, VOICE_TOO_LARGE } from '../../../kernel/files/faults'
import { finishFile } from '../../../kernel/files/finish'
import { fileView, presentFile } from '../../../kernel/files/present'

const announcedBytes = z
  .int()
  .min(1)
  .refine((bytes) => bytes <= FILE_BYTES_MAX, TOO_LARGE)

export const filesRouter = router({
  begin: mutation(
    { callers: 'person', about: '报一张照片或一段录音，领它的编号和上传地址' },
    { mime: z.enum(FILE_TYPES), bytes: announcedBytes },
    z.strictObject({ id: z.string(), uploadUrl: z.string() }),
    async ({ deps, tx, caller, now }, { mime, bytes }) => {
      if (isAudio(mime) && bytes > AUDIO_BYTES_MAX) throw invalid({ bytes: VOICE_TOO_LARGE })
      const id = await beginFile(deps, tx, { personId: caller.personId, mime, bytes, now })
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
