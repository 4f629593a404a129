import type { Clock } from '../../../cloudfunctions/kernel/clock/clock'
import type { TencentKeys } from './world'

export const PHONE_ACTIONS = ['SendSms', 'SendTtsVoice'] as const
export type PhoneAction = (typeof PHONE_ACTIONS)[number]

/** What goes wrong next: an error code, an HTTP status, or a late answer to what has happened by then. */
export interface PhoneFault {
  code?: string
  httpStatus?: number
  delayMs?: number
  times: number
}

/** A text message or call that was taken, as it would show on the phone. */
export interface Rung {
  action: PhoneAction
  phone: string
  sdkAppId: string
  templateId: string
  params: string[]
  receipt: string
  context: string
  at: number
}

/** How somebody behaves when rung; without an entry they answer and press nothing. */
export interface Answering {
  isAnswered: boolean
  key: string | null
}

/** What a phone company would tell about a text message. */
export interface SmsReport {
  receipt: string
  phone: string
  context: string
  isArrived: boolean
  at: number
}

export interface PhoneSettings {
  /** Applications whose packages are used up. */
  emptySdkAppIds: string[]
  latencyMs: number
  /** Where reports are posted, with the secret at the end of the path; null posts none. */
  callback: { url: string; secret: string } | null
  reportDelayMs: number
  /** Whether one phone gets one text in 30 seconds, 5 in an hour and 10 in a day, as is the default there. */
  isFrequencyLimited: boolean
}

/** Everything the simulated phone company knows. */
export interface PhoneWorld {
  keys: TencentKeys | null
  clock: Clock
  settings: PhoneSettings
  rung: Rung[]
  /** Requests so far, taken or not. */
  asked: number
  faults: Map<PhoneAction, PhoneFault>
  /** Phones that are switched off or do not exist. */
  unreachable: Set<string>
  answering: Map<string, Answering>
  /** Reports not yet pulled. */
  reports: SmsReport[]
}

export function createPhoneWorld(
  keys: TencentKeys | null,
  clock: Clock,
  settings: Partial<PhoneSettings> = {},
): PhoneWorld {
  return {
    keys,
    clock,
    settings: {
      emptySdkAppIds: [],
      latencyMs: 50,
      callback: null,
      reportDelayMs: 300,
      isFrequencyLimited: true,
      ...settings,
    },
    rung: [],
    asked: 0,
    faults: new Map(),
    unreachable: new Set(),
    answering: new Map(),
    reports: [],
  }
}
