import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { secretsLost } from './problem'

/** What a machine makes up for itself once and keeps beside its data, readable by its owner alone. */
export interface Secrets {
  ownerPassword: string
  appPassword: string
  /** Encryption keys, base64 of 32 bytes, by id. */
  keys: Record<string, string>
  currentKey: string
  /** Key of blind indexes, base64 of 32 bytes. */
  indexKey: string
  wechatAppSecret: string
  wechatPushToken: string
}

/** Reads the secrets file, making it first where there is none. Throws Problem `secrets.lost` when it is unreadable. */
export function loadSecrets(file: string): Secrets {
  if (!existsSync(file)) write(file, invent())
  try {
    const secrets = JSON.parse(readFileSync(file, 'utf8')) as Secrets
    if (secrets.ownerPassword && secrets.appPassword && secrets.keys && secrets.indexKey) return secrets
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw secretsLost(file)
}

function invent(): Secrets {
  const key = () => randomBytes(32).toString('base64')
  return {
    ownerPassword: randomBytes(24).toString('base64url'),
    appPassword: randomBytes(24).toString('base64url'),
    keys: { k1: key() },
    currentKey: 'k1',
    indexKey: key(),
    wechatAppSecret: randomBytes(16).toString('hex'),
    wechatPushToken: randomBytes(16).toString('hex'),
  }
}

/** Whole or not at all: a half-written file after a power cut would lock the data for good. */
function write(file: string, secrets: Secrets): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}
