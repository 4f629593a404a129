import * as z from 'zod'
import type { WechatApi } from './api'

/** What WeChat advises: let it through, have a person look, or refuse. */
export const SUGGESTIONS = ['pass', 'review', 'risky'] as const
export type Suggestion = (typeof SUGGESTIONS)[number]

/** Where the content will stand. Source: `scene` of msgSecCheck and mediaCheckAsync. */
export const SCENES = { profile: 1, comment: 2, forum: 3, socialLog: 4 } as const
export type Scene = keyof typeof SCENES

/** Source: `media_type` of mediaCheckAsync. */
export const MEDIA_KINDS = { audio: 1, image: 2 } as const

/** Most characters of one text check. */
export const TEXT_CHECK_MAX = 2500

export interface TextVerdict {
  suggestion: Suggestion
  /** WeChat's reason, 100 for none. */
  label: number
}

const textAnswer = z.object({ result: z.object({ suggest: z.enum(SUGGESTIONS), label: z.number() }) })
const mediaAnswer = z.object({ trace_id: z.string().min(1) })

const INTERFACE_VERSION = 2

/**
 * Checks a text of at most TEXT_CHECK_MAX characters. The author must have opened the mini-program within 2 hours, so
 * check at submission. Errcode 0 only means "looked at": the suggestion decides. Source: msgSecCheck 2.0.
 * Throws WechatError: 61010 not visited lately, 45002 too long, 45009 quota.
 */
export async function checkText(api: WechatApi, openid: string, text: string, scene: Scene): Promise<TextVerdict> {
  const body = { content: text, version: INTERFACE_VERSION, scene: SCENES[scene], openid }
  const { result } = await api.post('textCheck', '/wxa/msg_sec_check', body, textAnswer)
  return { suggestion: result.suggest, label: result.label }
}

export interface MediaToCheck {
  openid: string
  /** Address WeChat can fetch the file from, at most 10 MB. */
  url: string
  kind: keyof typeof MEDIA_KINDS
  scene: Scene
}

/**
 * Hands over a picture or sound; the verdict is pushed within 30 minutes (see `push-callback`) under the trace id
 * answered here. Source: mediaCheckAsync 2.0. Throws WechatError: 61010 not visited lately, 45009 quota.
 */
export async function checkMedia(api: WechatApi, media: MediaToCheck): Promise<{ traceId: string }> {
  const body = {
    media_url: media.url,
    media_type: MEDIA_KINDS[media.kind],
    version: INTERFACE_VERSION,
    scene: SCENES[media.scene],
    openid: media.openid,
  }
  const { trace_id: traceId } = await api.post('mediaCheck', '/wxa/media_check_async', body, mediaAnswer)
  return { traceId }
}
