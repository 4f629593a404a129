import { SMS_TEMPLATES, VOICE_TEMPLATES } from '../../contract/messages'
import { ConfigError, type Read, templateSetting } from './settings'

export interface SmsConfig {
  baseUrl: string
  /** One route for each application: the one that does better is used more. */
  sdkAppIds: string[]
  sign: string
  templateIds: Record<string, string>
  /** Of one message billed, in fen. */
  priceFen: number
}

export interface VoiceConfig {
  baseUrl: string
  sdkAppIds: string[]
  templateIds: Record<string, string>
  /** Of one call, in fen. */
  priceFen: number
}

/** Text messages and calls by Tencent Cloud; each may be off. */
export interface PhoneConfig {
  sms: SmsConfig | null
  voice: VoiceConfig | null
  /** What a place may spend in a month unless it set something else, in fen. */
  capFen: number
  /** Stands at the end of the addresses to which Tencent Cloud reports. */
  callbackSecret: string
}

export const PHONE_TEMPLATE_PREFIX = { sms: 'TENCENT_SMS_TEMPLATE_', voice: 'TENCENT_VOICE_TEMPLATE_' }

const SMS_SETTINGS = [
  'TENCENT_SMS_SDK_APP_ID',
  'TENCENT_SMS_SIGN',
  'LINLI_SMS_PRICE_FEN',
  ...Object.keys(SMS_TEMPLATES).map((name) => templateSetting(PHONE_TEMPLATE_PREFIX.sms, name)),
]
const VOICE_SETTINGS = [
  'TENCENT_VOICE_SDK_APP_ID',
  'LINLI_VOICE_PRICE_FEN',
  ...Object.keys(VOICE_TEMPLATES).map((name) => templateSetting(PHONE_TEMPLATE_PREFIX.voice, name)),
]
const SHARED = ['TENCENT_SECRET_ID', 'TENCENT_SECRET_KEY', 'TENCENT_CALLBACK_SECRET', 'LINLI_PUSH_CAP_FEN']

/** Null without any of the settings. Throws ConfigError where a channel is set up by half. */
export function readPhone(read: Read): PhoneConfig | null {
  const hasSms = isSetUp(read, SMS_SETTINGS)
  const hasVoice = isSetUp(read, VOICE_SETTINGS)
  if (!hasSms && !hasVoice) return null
  const missing = SHARED.filter((name) => !read(name))
  if (missing.length > 0)
    throw new ConfigError(`Text messages and calls need ${missing.join(', ')} (see docs/deploy.md)`)
  const callbackSecret = read('TENCENT_CALLBACK_SECRET')!
  if (!/^[\w-]{24,}$/.test(callbackSecret))
    throw new ConfigError('TENCENT_CALLBACK_SECRET must be at least 24 letters, digits, - or _')
  return {
    sms: hasSms ? { ...readShared(read, 'SMS', 'sms', SMS_TEMPLATES), sign: read('TENCENT_SMS_SIGN')! } : null,
    voice: hasVoice ? readShared(read, 'VOICE', 'vms', VOICE_TEMPLATES) : null,
    capFen: readFen(read, 'LINLI_PUSH_CAP_FEN'),
    callbackSecret,
  }
}

/** All or none of them. */
function isSetUp(read: Read, names: string[]): boolean {
  const missing = names.filter((name) => !read(name))
  if (missing.length === names.length) return false
  if (missing.length > 0) throw new ConfigError(`Missing settings: ${missing.join(', ')} (see docs/deploy.md)`)
  return true
}

const readShared = (read: Read, channel: 'SMS' | 'VOICE', service: 'sms' | 'vms', templates: object) => ({
  baseUrl: read(`TENCENT_${channel}_BASE_URL`) ?? `https://${service}.tencentcloudapi.com`,
  sdkAppIds: read(`TENCENT_${channel}_SDK_APP_ID`)!
    .split(',')
    .map((id) => id.trim()),
  templateIds: Object.fromEntries(
    Object.keys(templates).map((name) => [name, read(templateSetting(`TENCENT_${channel}_TEMPLATE_`, name))!]),
  ),
  priceFen: readFen(read, `LINLI_${channel}_PRICE_FEN`),
})

function readFen(read: Read, name: string): number {
  const fen = Number(read(name))
  if (!Number.isInteger(fen) || fen < 0) throw new ConfigError(`${name} must be a whole number of fen`)
  return fen
}
