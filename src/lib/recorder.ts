import Taro from '@tarojs/taro'
import { levelOfMp3 } from './mp3-level'
import { keepPhoto } from './photo-bytes'

/** A little under the minute that speech-to-text takes. */
export const RECORD_SECONDS_MAX = 59

/** A recording kept on the phone. */
export interface Recording {
  path: string
  seconds: number
}

/** `refused`: the microphone is not allowed; `failed`: it gave nothing. */
export type RecordEnd = { kind: 'recorded'; recording: Recording } | { kind: 'refused' } | { kind: 'failed' }

export interface RecordWatch {
  /** Sound is being taken from here on. */
  onStart: () => void
  /** How loud it is, 0 to 1, several times a second; never called where the phone does not tell. */
  onLevel: (level: number) => void
  /** Called once, also after the longest time, and when a call comes in: what was said until then is kept. */
  onEnd: (end: RecordEnd) => void
}

const isRefusal = (message: string | undefined) => /auth|deny|denied|permission/i.test(message ?? '')

/** Asks for the microphone where that was never asked. Never throws. */
export async function mayRecord(): Promise<boolean> {
  try {
    const allowed = (await Taro.getSetting()).authSetting['scope.record']
    if (allowed !== undefined) return allowed
    await Taro.authorize({ scope: 'scope.record' })
    return true
  } catch {
    return false
  }
}

/** Opens the phone's own settings, where a refusal can be taken back. */
export async function openRecordSetting(): Promise<void> {
  await Taro.openSetting().catch(() => undefined)
}

let watch: RecordWatch | null = null

function end(result: RecordEnd): void {
  const told = watch
  watch = null
  told?.onEnd(result)
}

async function keep(path: string, ms: number): Promise<void> {
  const kept = await keepPhoto(path)
  end({ kind: 'recorded', recording: { path: kept, seconds: ms / 1000 } })
}

/** WeChat has one recorder, whose listeners cannot be taken off again. */
let manager: Taro.RecorderManager | null = null

function recorder(): Taro.RecorderManager {
  if (manager) return manager
  const made = Taro.getRecorderManager()
  made.onStart(() => watch?.onStart())
  made.onStop(({ tempFilePath, duration }) => void keep(tempFilePath, duration))
  made.onError(({ errMsg }) => end({ kind: isRefusal(errMsg) ? 'refused' : 'failed' }))
  made.onFrameRecorded(({ frameBuffer }) => {
    const level = levelOfMp3(frameBuffer)
    if (level !== null) watch?.onLevel(level)
  })
  // A call comes in: WeChat would wait for its end.
  made.onInterruptionBegin(() => made.stop())
  manager = made
  return made
}

/**
 * Records until it is stopped, or RECORD_SECONDS_MAX.
 * @returns how to stop; what was said is told by `onEnd`
 */
export function record(watching: RecordWatch): () => void {
  watch = watching
  const using = recorder()
  using.start({
    duration: RECORD_SECONDS_MAX * 1000,
    sampleRate: 16_000,
    numberOfChannels: 1,
    encodeBitRate: 48_000,
    format: 'mp3',
    // Kilobytes after which a piece is handed over: about six a second.
    frameSize: 1,
  })
  return () => using.stop()
}
