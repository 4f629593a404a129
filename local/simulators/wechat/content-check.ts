import {
  MEDIA_KINDS,
  SCENES,
  SUGGESTIONS,
  type Suggestion,
  TEXT_CHECK_MAX,
} from '../../../cloudfunctions/kernel/wechat/content-check'
import { granted, refused } from './answers'
import type { Pushes } from './push'
import type { Api } from './serve'
import { hasVisitedLately, isKnown, newWord, type World } from './world'

/** Bytes (or a part of the address) that make a picture risky, or worth a person's look. */
export const RISKY_MARKER = 'linli-risky'
export const REVIEW_MARKER = 'linli-review'

/** WeChat's reasons: 100 for none, 20001 politics … 20012 against the law, 21000 other. */
const LABELS: Record<Suggestion, number> = { pass: 100, review: 21000, risky: 20012 }
const DOWNLOAD_MAX_BYTES = 10 * 1024 * 1024
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** POST /wxa/msg_sec_check, version 2 */
export const textCheckApi: Api = {
  name: 'textCheck',
  method: 'post',
  path: '/wxa/msg_sec_check',
  isTokenNeeded: true,
  handle(world, _query, body) {
    const refusal = checkCaller(world, body)
    if (refusal) return refused(refusal)
    if (typeof body.content !== 'string' || body.content === '') return refused(40097)
    if (body.content.length > TEXT_CHECK_MAX) return refused(45002)
    return granted({ trace_id: newWord('trace'), detail: [], result: resultOf(judgeText(world, body.content)) })
  },
  show: (body, answer) => ({
    openid: String(body.openid),
    text: typeof body.content === 'string' ? body.content : undefined,
    suggestion: (answer.result as { suggest: string } | undefined)?.suggest,
  }),
}

/** POST /wxa/media_check_async, version 2: the verdict is pushed later. */
export function mediaCheckApi(pushes: Pushes): Api {
  return {
    name: 'mediaCheck',
    method: 'post',
    path: '/wxa/media_check_async',
    isTokenNeeded: true,
    handle(world, _query, body) {
      const refusal = checkCaller(world, body)
      if (refusal) return refused(refusal)
      const isKind = Object.values(MEDIA_KINDS).some((kind) => kind === body.media_type)
      if (!isKind || typeof body.media_url !== 'string' || !URL.canParse(body.media_url)) return refused(40097)
      const traceId = newWord('trace')
      const foretold = world.nextMediaSuggestions.shift() as Suggestion | undefined
      pushes.later(traceId, judgeMedia(body.media_url, foretold))
      return granted({ trace_id: traceId })
    },
    show: (body, answer) => ({
      openid: String(body.openid),
      mediaUrl: String(body.media_url),
      traceId: answer.trace_id as string | undefined,
    }),
  }
}

/** What both checks ask of a request; the errcode, or null. */
function checkCaller(world: World, body: Record<string, unknown>): number | null {
  if (body.version !== 2) return 40097
  if (!Object.values(SCENES).some((scene) => scene === body.scene)) return 40129
  if (!isKnown(world, body.openid)) return 40003
  return hasVisitedLately(world, body.openid) ? null : 61010
}

function judgeText({ settings }: World, text: string): Suggestion {
  if (settings.riskyWords.some((word) => text.includes(word))) return 'risky'
  return settings.reviewWords.some((word) => text.includes(word)) ? 'review' : 'pass'
}

const resultOf = (suggest: Suggestion) => ({ suggest, label: LABELS[suggest] })

/** What is pushed of a picture: a result, or -1008 when its file cannot be fetched. */
async function judgeMedia(url: string, foretold: Suggestion | undefined): Promise<Record<string, unknown>> {
  if (foretold && SUGGESTIONS.includes(foretold)) return granted({ result: resultOf(foretold) })
  const file = LOOPBACK.includes(new URL(url).hostname) ? await download(url) : ''
  if (file === null) return { errcode: -1008, errmsg: 'download error' }
  const seen = `${url}\n${file}`
  const suggest = seen.includes(RISKY_MARKER) ? 'risky' : seen.includes(REVIEW_MARKER) ? 'review' : 'pass'
  return granted({ result: resultOf(suggest) })
}

async function download(url: string): Promise<string | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) })
    const bytes = Buffer.from(await response.arrayBuffer())
    return response.ok && bytes.length <= DOWNLOAD_MAX_BYTES ? bytes.toString('latin1') : null
  } catch {
    return null
  }
}
