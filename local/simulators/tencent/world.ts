import type { Clock } from '../../../cloudfunctions/kernel/clock/clock'

export interface TencentKeys {
  secretId: string
  secretKey: string
}

/** Who may ask, by which clock. */
export interface TencentSettings {
  keys: TencentKeys | null
  clock: Clock
}

/** What goes wrong next: an error code as Tencent Cloud gives it, an HTTP status, or a late answer. */
export interface SpeechFault {
  code?: string
  httpStatus?: number
  delayMs?: number
  times: number
}

/** Everything the simulated speech-to-text knows. */
export interface SpeechWorld extends TencentSettings {
  latencyMs: number
  perSecond: number
  /** What the next recordings will have said; without it the hash of a recording chooses. */
  nextTexts: string[]
  fault: SpeechFault | null
  /** Moments of the last second's requests. */
  times: number[]
  /** Requests so far. */
  asked: number
}

/** As the real interface: 30 a second. */
const PER_SECOND = 30
const LATENCY_MS = 50

export const createSpeechWorld = (keys: TencentKeys | null, clock: Clock): SpeechWorld => ({
  keys,
  clock,
  latencyMs: LATENCY_MS,
  perSecond: PER_SECOND,
  nextTexts: [],
  fault: null,
  times: [],
  asked: 0,
})
