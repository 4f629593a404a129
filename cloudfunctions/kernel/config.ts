import { readFileSync } from 'node:fs'
import { EMPLOYEE_TEMPLATES, SUBSCRIBE_TEMPLATES } from '../contract/messages'
import { type PhoneConfig, readPhone } from './config/phone'
import { ConfigError, type Read, templateSetting } from './config/settings'

export { ConfigError }

export interface WechatConfig {
  baseUrl: string
  appId: string
  appSecret: string
  /** Token of WeChat's message push, for its signature. */
  pushToken: string
  subscribeTemplateIds: Record<string, string>
  employeeTemplateIds: Record<string, string>
}

export interface SpeechConfig {
  baseUrl: string
  secretId: string
  secretKey: string
}

export interface Config {
  mode: 'local' | 'production'
  port: number
  databaseUrl: string
  dataDir: string
  keys: Record<string, string>
  currentKey: string
  indexKey: string
  algorithm: (typeof ALGORITHMS)[number]
  wechat: WechatConfig
  /** Tencent Cloud's speech-to-text; null turns it off, and voice notes are kept as they are. */
  speech: SpeechConfig | null
  /** Text messages and calls; null turns both off. */
  phone: PhoneConfig | null
  /** The county's working hours, as minutes of the day, and the days on which it differs from the national calendar. */
  calendar: CalendarConfig
  /** Where WeChat reaches this server, without a slash at its end. */
  publicUrl: string
}

export interface CalendarConfig {
  hours?: { from: number; to: number }[]
  exceptions?: Record<string, 'open' | 'closed'>
}

type Env = Record<string, string | undefined>

/** A secret may stand in NAME or in the file that NAME_FILE names. */
const readFrom = (env: Env) => (name: string) =>
  env[name] ?? (env[`${name}_FILE`] ? readFileSync(env[`${name}_FILE`]!, 'utf8').trim() : undefined)

type DatabaseConfig = Pick<Config, 'databaseUrl' | 'keys' | 'currentKey' | 'indexKey' | 'algorithm'>

/** What a command on the database needs of the environment. Throws ConfigError naming every missing setting. */
export function readDatabaseConfig(env: Env): DatabaseConfig {
  const read = readFrom(env)
  const names = ['DATABASE_URL', 'LINLI_KEYS', 'LINLI_CURRENT_KEY', 'LINLI_INDEX_KEY']
  const missing = names.filter((name) => !read(name))
  if (missing.length > 0) throw new ConfigError(`Missing settings: ${missing.join(', ')} (see docs/deploy.md)`)
  const [databaseUrl, keys, currentKey, indexKey] = names.map((name) => read(name)!) as [string, string, string, string]
  return { databaseUrl, keys: readKeys(keys), currentKey, indexKey, algorithm: readAlgorithm(env.LINLI_ALGORITHM) }
}

/**
 * Reads the environment.
 * Throws ConfigError naming every missing setting, and where a deployment could start as local by mistake.
 */
export function readConfig(env: Env = process.env): Config {
  const read = readFrom(env)
  const mode = env.LINLI_MODE ?? 'production'
  if (mode !== 'local' && mode !== 'production')
    throw new ConfigError(`LINLI_MODE must be local or production, not "${mode}"`)
  if (!env.LINLI_MODE && read('WECHAT_APP_SECRET'))
    throw new ConfigError('LINLI_MODE is not set though WeChat secrets are: set LINLI_MODE=production')
  const missing: string[] = []
  const need = (name: string) => {
    const value = read(name)
    if (!value) missing.push(name)
    return value ?? ''
  }
  const config: Config = {
    mode,
    port: Number(env.PORT ?? 4000),
    databaseUrl: need('DATABASE_URL'),
    dataDir: env.LINLI_DATA_DIR ?? '.data',
    keys: readKeys(need('LINLI_KEYS')),
    currentKey: need('LINLI_CURRENT_KEY'),
    indexKey: need('LINLI_INDEX_KEY'),
    algorithm: readAlgorithm(env.LINLI_ALGORITHM),
    wechat: {
      baseUrl: env.WECHAT_BASE_URL ?? 'https://api.weixin.qq.com',
      appId: need('WECHAT_APP_ID'),
      appSecret: need('WECHAT_APP_SECRET'),
      pushToken: need('WECHAT_PUSH_TOKEN'),
      subscribeTemplateIds: templateIds(need, TEMPLATE_PREFIX.subscribe, SUBSCRIBE_TEMPLATES),
      employeeTemplateIds: templateIds(need, TEMPLATE_PREFIX.employee, EMPLOYEE_TEMPLATES),
    },
    speech: readSpeech(read),
    phone: readPhone(read),
    calendar: readCalendar(env.LINLI_CALENDAR),
    publicUrl: (mode === 'local' ? `http://127.0.0.1:${env.PORT ?? 4000}` : need('LINLI_PUBLIC_URL')).replace(
      /\/$/,
      '',
    ),
  }
  if (missing.length > 0) throw new ConfigError(`Missing settings: ${missing.join(', ')} (see docs/deploy.md)`)
  return config
}

export const TEMPLATE_PREFIX = { subscribe: 'WECHAT_TEMPLATE_', employee: 'WECHAT_EMPLOYEE_TEMPLATE_' }

const templateIds = (need: (name: string) => string, prefix: string, templates: object): Record<string, string> =>
  Object.fromEntries(Object.keys(templates).map((name) => [name, need(templateSetting(prefix, name))]))

const ALGORITHMS = ['aes-256-gcm', 'sm4-cbc-hmac-sm3'] as const

function readAlgorithm(name: string = ALGORITHMS[0]): Config['algorithm'] {
  const known = ALGORITHMS.find((algorithm) => algorithm === name)
  if (!known) throw new ConfigError(`LINLI_ALGORITHM must be one of ${ALGORITHMS.join(', ')}`)
  return known
}

/** Both or neither: half a key is a mistake, and would turn it off unnoticed. */
function readSpeech(read: Read): SpeechConfig | null {
  const [secretId, secretKey] = [read('TENCENT_SECRET_ID'), read('TENCENT_SECRET_KEY')]
  if (!secretId && !secretKey) return null
  if (!secretId || !secretKey)
    throw new ConfigError('TENCENT_SECRET_ID and TENCENT_SECRET_KEY belong together: set both, or neither')
  return { baseUrl: read('TENCENT_ASR_BASE_URL') ?? 'https://asr.tencentcloudapi.com', secretId, secretKey }
}

const CLOCK = /^([01]?\d|2[0-4]):([0-5]\d)$/
const CALENDAR_HELP =
  'LINLI_CALENDAR must be JSON such as {"hours":["08:30-12:00","14:00-17:30"],"exceptions":{"2027-01-01":"closed"}}'

function readCalendar(text: string | undefined): CalendarConfig {
  if (!text) return {}
  try {
    const { hours, exceptions } = JSON.parse(text) as { hours?: string[]; exceptions?: CalendarConfig['exceptions'] }
    return { ...(hours && { hours: hours.map(readHours) }), ...(exceptions && { exceptions }) }
  } catch {
    throw new ConfigError(CALENDAR_HELP)
  }
}

function readHours(text: string): { from: number; to: number } {
  const [from, to] = text.split('-').map((clock) => {
    const [, hour, minute] = CLOCK.exec(clock) ?? []
    if (!hour) throw new ConfigError(CALENDAR_HELP)
    return Number(hour) * 60 + Number(minute)
  })
  return { from: from!, to: to! }
}

/** `{"k1":"<base64 of 32 bytes>"}` */
function readKeys(text: string): Record<string, string> {
  if (!text) return {}
  try {
    return JSON.parse(text) as Record<string, string>
  } catch {
    throw new ConfigError('LINLI_KEYS must be JSON such as {"k1":"<base64 of 32 bytes>"}')
  }
}
