import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { AudioType } from '../../contract/files'
import type { Clock } from '../clock/clock'
import { type Recording, type Speech, SpeechError } from './speech'
import { tc3Headers } from './tc3'

export interface TencentSpeechOptions {
  /** https://asr.tencentcloudapi.com, or a simulator. */
  baseUrl: string
  secretId: string
  secretKey: string
  clock: Clock
  /** Milliseconds until an unanswered request counts as timed out; 8000 unless told. */
  timeoutMs?: number
  fetch?: typeof fetch
}

const TIMEOUT_MS = 8000
const PAUSE_MS = 300
const SERVICE = 'asr'
const VERSION = '2019-06-14'
const ACTION = 'SentenceRecognition'
/** Mandarin, at 16 kHz. */
const ENGINE = '16k_zh'
/** The recording comes with the request, not by its address. */
const IN_BODY = 1
const FORMATS: Record<AudioType, string> = { 'audio/mpeg': 'mp3', 'audio/wav': 'wav' }

/** Codes that another try may mend; each stands for those that begin with it. Source: 错误码 of SentenceRecognition. */
const PASSING = ['RequestLimitExceeded', 'InternalError', 'FailedOperation.ErrorRecognize']
/** Codes that speak of the recording. */
const UNCLEAR = ['InvalidParameterValue.ErrorInvalidVoice', 'InvalidParameterValue.ErrorVoicedata']

const answerShape = z.object({
  Response: z.object({
    Result: z.string().optional(),
    Error: z.object({ Code: z.string() }).optional(),
  }),
})

/** Tencent Cloud's 一句话识别. A failure that its code calls a passing one is tried once more. */
export function createTencentSpeech(options: TencentSpeechOptions): Speech {
  return {
    async recognise(recording) {
      try {
        return await ask(options, recording)
      } catch (error) {
        if (!(error instanceof SpeechError) || !error.isPassing) throw error
        await sleep(PAUSE_MS)
        return ask(options, recording)
      }
    },
  }
}

async function ask(options: TencentSpeechOptions, { mime, content }: Recording): Promise<string> {
  const payload = JSON.stringify({
    EngSerViceType: ENGINE,
    SourceType: IN_BODY,
    VoiceFormat: FORMATS[mime],
    Data: content.toString('base64'),
    DataLen: content.length,
  })
  const { status, text } = await post(options, payload)
  if (status < 200 || status >= 300) throw new SpeechError('unavailable', `http.${status}`, status >= 500)
  const answer = answerShape.safeParse(parse(text))
  if (!answer.success) throw new SpeechError('unavailable', 'malformed', true)
  const { Error: refusal, Result: words } = answer.data.Response
  if (refusal) throw refused(refusal.Code)
  if (words === undefined) throw new SpeechError('unavailable', 'malformed', true)
  return words.trim()
}

function refused(code: string): SpeechError {
  const isOneOf = (codes: string[]) => codes.some((known) => code.startsWith(known))
  return new SpeechError(isOneOf(UNCLEAR) ? 'unclear' : 'unavailable', code, isOneOf(PASSING))
}

async function post(options: TencentSpeechOptions, payload: string): Promise<{ status: number; text: string }> {
  const { baseUrl, secretId, secretKey, clock, timeoutMs = TIMEOUT_MS, fetch: send = fetch } = options
  const address = new URL('/', baseUrl)
  const timestamp = Math.floor(clock.now().getTime() / 1000)
  const about = { service: SERVICE, host: address.host, action: ACTION, version: VERSION }
  try {
    const response = await send(address, {
      method: 'POST',
      headers: tc3Headers({ secretId, secretKey, payload, timestamp, ...about }),
      body: payload,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return { status: response.status, text: await response.text() }
  } catch (error) {
    // What fetch threw is dropped: only its kind is told. After a timeout nobody waits for a second one.
    const isTimeout = (error as { name?: string }).name === 'TimeoutError'
    throw new SpeechError('unavailable', isTimeout ? 'timeout' : 'network', !isTimeout)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
