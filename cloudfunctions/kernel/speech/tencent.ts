import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { AudioType } from '../../contract/files'
import { callTencent, type TencentAccount } from '../tencent/call'
import { TencentError } from '../tencent/errors'
import { type Recording, type Speech, SpeechError } from './speech'

export interface TencentSpeechOptions extends TencentAccount {
  /** https://asr.tencentcloudapi.com, or a simulator. */
  baseUrl: string
}

const PAUSE_MS = 300
const ASKED = { service: 'asr', version: '2019-06-14', action: 'SentenceRecognition' } as const
/** Mandarin, at 16 kHz. */
const ENGINE = '16k_zh'
/** The recording comes with the request, not by its address. */
const IN_BODY = 1
const FORMATS: Record<AudioType, string> = { 'audio/mpeg': 'mp3', 'audio/wav': 'wav' }

/** Codes that another try may mend; each stands for those that begin with it. Source: 错误码 of SentenceRecognition. */
const PASSING = ['RequestLimitExceeded', 'InternalError', 'FailedOperation.ErrorRecognize']
/** Codes that speak of the recording. */
const UNCLEAR = ['InvalidParameterValue.ErrorInvalidVoice', 'InvalidParameterValue.ErrorVoicedata']

const recognised = z.object({ Result: z.string() })

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
  const { baseUrl, ...account } = options
  const payload = {
    EngSerViceType: ENGINE,
    SourceType: IN_BODY,
    VoiceFormat: FORMATS[mime],
    Data: content.toString('base64'),
    DataLen: content.length,
  }
  try {
    const { Result } = await callTencent(account, { baseUrl, ...ASKED }, payload, recognised)
    return Result.trim()
  } catch (error) {
    throw error instanceof TencentError ? speechErrorOf(error) : error
  }
}

function speechErrorOf({ failure, providerCode, status }: TencentError): SpeechError {
  if (providerCode) {
    const isOneOf = (codes: string[]) => codes.some((known) => providerCode.startsWith(known))
    return new SpeechError(isOneOf(UNCLEAR) ? 'unclear' : 'unavailable', providerCode, isOneOf(PASSING))
  }
  if (failure === 'http') return new SpeechError('unavailable', `http.${status}`, status! >= 500)
  // After a timeout nobody waits for a second one.
  return new SpeechError('unavailable', failure, failure !== 'timeout')
}
