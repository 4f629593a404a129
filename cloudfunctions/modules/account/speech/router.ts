import * as z from 'zod'
import { isAudio } from '../../../contract/files'
import { query, router } from '../../../kernel/dispatch/procedure'
import { Fault, invalid, notFound } from '../../../kernel/errors'
import { fileById, postgresContents } from '../../../kernel/files/store'
import { SpeechError } from '../../../kernel/speech/speech'

const unclear = () => new Fault('speech.unclear', 400, '没听清，再说一次，或者直接交录音')
/** For now, or for this county as a whole: the recording is kept either way. */
const unavailable = () => new Fault('speech.unavailable', 503, '现在转不成文字，录音已经留好')
const off = () => new Fault('speech.off', 409, '这里还没开通语音转文字，录音会一起交上去')

export const speechRouter = router({
  recognise: query(
    { callers: 'person', about: '把自己的一段录音转成文字', perMinute: 20 },
    { fileId: z.uuid() },
    z.strictObject({ text: z.string() }),
    async ({ deps, db, caller }, { fileId }) => {
      const file = await fileById(db, fileId)
      if (file?.personId !== caller.personId) throw notFound('没有这段录音，请重新录一段')
      if (!isAudio(file.mime)) throw invalid({ fileId: '这不是录音' })
      const content = await postgresContents.get(db, fileId)
      if (!content) throw notFound('没有这段录音，请重新录一段')
      if (!deps.speech) throw off()
      const text = await deps.speech.recognise({ mime: file.mime, content }).catch((error: unknown) => {
        if (!(error instanceof SpeechError)) throw error
        deps.log.info({ fileId, problem: error.code }, 'speech not recognised')
        throw error.problem === 'unclear' ? unclear() : unavailable()
      })
      if (!text) throw unclear()
      return { text }
    },
  ),
})
