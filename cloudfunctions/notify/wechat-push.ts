import type { Deps } from '../kernel/context'
import { recordMediaCheck } from '../kernel/files/media-check'
import { isPushFromWechat, type PushSignature, parsePush } from '../kernel/wechat/push-callback'

export interface PushAnswer {
  status: 200 | 400 | 403 | 503
  body: string
}

/** WeChat's message push: a picture check's verdict, later. Anything but 200 makes WeChat send it again. */
export async function receiveWechatPush(
  deps: Deps,
  pushToken: string,
  query: PushSignature,
  body: unknown,
): Promise<PushAnswer> {
  if (!isPushFromWechat(pushToken, query)) return { status: 403, body: 'bad signature' }
  const event = parsePush(body)
  if (!event) return { status: 400, body: 'unreadable' }
  // Without a verdict WeChat could not look at the picture: it stays with its author.
  if (event.kind === 'mediaChecked' && event.suggestion) {
    const isKnown = await deps.db.transaction((tx) =>
      recordMediaCheck(deps, tx, event.traceId, event.suggestion === 'pass'),
    )
    if (!isKnown) return { status: 503, body: 'unknown trace id' }
    deps.wake()
  }
  return { status: 200, body: 'success' }
}
