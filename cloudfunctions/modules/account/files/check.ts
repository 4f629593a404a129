import { isAudio } from '../../../contract/files'
import type { Deps } from '../../../kernel/context'
import { fileAddress } from '../../../kernel/files/address'
import { CHECK_EFFECT } from '../../../kernel/files/finish'
import { fileById, updateFile } from '../../../kernel/files/store'
import type { Effect, Outcome } from '../../../kernel/outbox/effect'
import { WechatError } from '../../../kernel/wechat/errors'
import { openidOf } from '../../../registry/people/store'

/** WeChat fetches the file when it gets to it, within 30 minutes (mediaCheckAsync). */
const FETCH_SECONDS = 3600
/** With pauses growing to 10 minutes: about a week. */
const ATTEMPTS_MAX = 1000

/**
 * Asks WeChat to check a picture or voice note; the verdict comes later, to `recordMediaCheck`. Until then its author alone sees it.
 * Every failure is tried again, also WeChat's lasting refusals: its quota returns next day, and who was away for more
 * than 2 hours (61010) comes back. `publicUrl`: where WeChat reaches this server, without a slash at its end.
 */
export const checkFile = (publicUrl: string): Effect<{ fileId: string }> => ({
  kind: CHECK_EFFECT,
  attemptsMax: ATTEMPTS_MAX,
  afterCrash: 'again',
  run: (deps, { fileId }) => ask(deps, publicUrl, fileId),
})

async function ask(deps: Deps, publicUrl: string, fileId: string): Promise<Outcome> {
  const file = await fileById(deps.db, fileId)
  if (file?.checkState !== 'pending') return { result: 'done' }
  const openid = await openidOf(deps.db, file.personId)
  // Whoever closed their account meanwhile cannot be asked for; the file stays unseen.
  if (!openid) return { result: 'dropped', error: 'no account' }
  const url = publicUrl + fileAddress(deps, fileId, deps.clock.now(), FETCH_SECONDS)
  try {
    const { traceId } = await deps.wechat.checkMedia({
      openid,
      url,
      kind: isAudio(file.mime) ? 'audio' : 'image',
      scene: 'forum',
    })
    await updateFile(deps.db, fileId, { checkTraceId: traceId })
    return { result: 'done' }
  } catch (error) {
    if (!(error instanceof WechatError)) throw error
    return { result: 'retry', error: error.code, ...(error.errcode !== null && { errorCode: error.errcode }) }
  }
}
