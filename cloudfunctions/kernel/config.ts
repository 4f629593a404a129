import { readFileSync } from 'node:fs'

export interface WechatConfig {
  baseUrl: string
  appId: string
  appSecret: string
  /** Token of WeChat's message push, for its signature. */
  pushToken: string
  subscribeTemplateIds: Record<string, string>
  employeeTemplateIds: Record<string, string>
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
  /** Where WeChat reaches this server, without a slash at its end. */
  publicUrl: string
}

export class ConfigError extends Error {}

type Env = Record<string, string | undefined>

/**
 * Reads the environment. A secret may stand in NAME or in the file that NAME_FILE names.
 * Throws ConfigError naming every missing setting, and where a deployment could start as local by mistake.
 */
export function readConfig(env: Env = process.env): Config {
  const read = (name: string) =>
    env[name] ?? (env[`${name}_FILE`] ? readFileSync(env[`${name}_FILE`]!, 'utf8').trim() : undefined)
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
      subscribeTemplateIds: { appealProgress: need('WECHAT_TEMPLATE_APPEAL_PROGRESS') },
      employeeTemplateIds: { orderWaiting: need('WECHAT_TEMPLATE_ORDER_WAITING') },
    },
    publicUrl: (mode === 'local' ? `http://127.0.0.1:${env.PORT ?? 4000}` : need('LINLI_PUBLIC_URL')).replace(
      /\/$/,
      '',
    ),
  }
  if (missing.length > 0) throw new ConfigError(`Missing settings: ${missing.join(', ')} (see docs/deploy.md)`)
  return config
}

const ALGORITHMS = ['aes-256-gcm', 'sm4-cbc-hmac-sm3'] as const

function readAlgorithm(name: string = ALGORITHMS[0]): Config['algorithm'] {
  const known = ALGORITHMS.find((algorithm) => algorithm === name)
  if (!known) throw new ConfigError(`LINLI_ALGORITHM must be one of ${ALGORITHMS.join(', ')}`)
  return known
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
