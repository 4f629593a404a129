import { join, resolve } from 'node:path'
import type { Clock } from '../cloudfunctions/kernel/clock/clock'
import { addressOf } from './instance'
import type { Secrets } from './secrets'
import { PHONE_SETTINGS } from './simulators/tencent/templates'
import { TEMPLATE_SETTINGS } from './simulators/wechat/templates'

const APP_ID = 'wx0000000000000000'
const TENCENT_ID = 'AKIDlocal'

/** What the person may set when starting; everything else follows from it. */
export interface LocalSettings {
  port: number
  dataDir: string
  /** A PostgreSQL of one's own, by an address that may create roles; null: the embedded one. */
  databaseUrl: string | null
  /** Whether to build the phone pages; `LINLI_H5=off` serves without them. */
  hasPhones: boolean
}

export function readSettings(env: Record<string, string | undefined>): LocalSettings {
  return {
    port: Number(env.PORT) || 4000,
    dataDir: resolve(env.LINLI_DATA_DIR || '.data'),
    databaseUrl: env.DATABASE_URL || null,
    hasPhones: env.LINLI_H5 !== 'off',
  }
}

export const secretsFileOf = ({ dataDir }: LocalSettings) => join(dataDir, 'secrets.json')

/** One secret is enough for what stays on this machine. */
const callbackSecretOf = ({ wechatPushToken }: Secrets) => `${wechatPushToken}-tencent-callback-secret`

/** What the simulated WeChat knows of us: the same app, and where to push its verdicts on files; one secret serves both simulators. */
export const wechatSettings = ({ port }: LocalSettings, secrets: Secrets, clock: Clock) => ({
  clock,
  app: { id: APP_ID, secret: secrets.wechatAppSecret },
  tencent: { secretId: TENCENT_ID, secretKey: secrets.wechatAppSecret },
  phone: { callback: { url: addressOf(port), secret: callbackSecretOf(secrets) } },
  push: { url: `${addressOf(port)}/notify/wechat-push`, token: secrets.wechatPushToken },
})

/** The environment in which the host finds the same settings that a deployment would give it. */
export function hostEnvironment(
  settings: LocalSettings,
  secrets: Secrets,
  urls: { database: string; simulators: string },
): Record<string, string> {
  return {
    PORT: String(settings.port),
    DATABASE_URL: urls.database,
    LINLI_MODE: 'local',
    LINLI_DATA_DIR: settings.dataDir,
    LINLI_KEYS: JSON.stringify(secrets.keys),
    LINLI_CURRENT_KEY: secrets.currentKey,
    LINLI_INDEX_KEY: secrets.indexKey,
    WECHAT_BASE_URL: urls.simulators,
    TENCENT_ASR_BASE_URL: urls.simulators,
    TENCENT_SECRET_ID: TENCENT_ID,
    TENCENT_SECRET_KEY: secrets.wechatAppSecret,
    TENCENT_SMS_BASE_URL: urls.simulators,
    TENCENT_VOICE_BASE_URL: urls.simulators,
    TENCENT_CALLBACK_SECRET: callbackSecretOf(secrets),
    ...PHONE_SETTINGS,
    WECHAT_APP_ID: APP_ID,
    WECHAT_APP_SECRET: secrets.wechatAppSecret,
    WECHAT_PUSH_TOKEN: secrets.wechatPushToken,
    ...TEMPLATE_SETTINGS,
  }
}
