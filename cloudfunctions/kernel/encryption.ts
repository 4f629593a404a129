import { createHmac } from 'node:crypto'
import { aesGcm } from './encryption/aes-gcm'
import type { Cipher } from './encryption/cipher'
import { sm4CbcHmacSm3 } from './encryption/sm4'
import { type Random, systemRandom } from './random'

const CIPHERS = { 'aes-256-gcm': aesGcm, 'sm4-cbc-hmac-sm3': sm4CbcHmacSm3 } as const

export type EncryptionAlgorithm = keyof typeof CIPHERS

const KEY_BYTES = 32
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/

/** malformed: not a sealed text; unknown_key: its key is not at hand; not_authentic: changed, or moved from its place. */
export type EncryptionFault = 'bad_key' | 'malformed' | 'unknown_key' | 'not_authentic'

/** Carries a code alone: neither the text nor the key may reach a log. */
export class EncryptionError extends Error {
  override readonly name = 'EncryptionError'
  constructor(readonly code: EncryptionFault) {
    super(`encryption: ${code}`)
  }
}

export interface EncryptionConfig {
  /** Key id to 32 bytes in base64. Old keys stay here until everything sealed by them is sealed anew. */
  keys: Record<string, string>
  /** Id of the key that seals from now on. */
  current: string
  /** 32 bytes in base64, never one of `keys`: whoever can search must not thereby be able to read. */
  indexKey: string
  /** What seals from now on, and what indexes; either kind is always opened. */
  algorithm?: EncryptionAlgorithm
  random?: Random
}

export interface Encryption {
  /** How everything sealed from now on begins: `alg.keyId`. */
  readonly current: string
  /** Seals a text to the one cell it is kept in. `place`: `table.column.rowId`. Answers `alg.keyId.base64url`. */
  seal(plain: string, place: string): string
  /** The text sealed there. Throws EncryptionError: malformed, unknown_key, not_authentic. */
  open(sealed: string, place: string): string
  /** Keyed digest for exact look-up; `kind` keeps a phone from matching an equal ID number. */
  blindIndex(kind: string, value: string): string
}

/** Encryption at rest. Throws EncryptionError bad_key when a key is missing, short or doubles as the index key. */
export function createEncryption(config: EncryptionConfig): Encryption {
  const { algorithm = 'aes-256-gcm', random = systemRandom } = config
  const indexKey = readKey(config.indexKey)
  const ciphers = ciphersOf(config.keys, indexKey)
  const current = `${algorithm}.${config.current}`
  const sealing = ciphers.get(current)
  if (!sealing) throw new EncryptionError('bad_key')
  const digest = algorithm === 'aes-256-gcm' ? 'sha256' : 'sm3'

  return {
    current,
    seal(plain, place) {
      const body = sealing.encrypt(Buffer.from(plain, 'utf8'), Buffer.from(place, 'utf8'), random)
      return `${current}.${body.toString('base64url')}`
    },
    open(sealed, place) {
      const { head, body } = readSealed(sealed)
      const cipher = ciphers.get(head)
      if (!cipher) throw new EncryptionError('unknown_key')
      const plain = cipher.decrypt(body, Buffer.from(place, 'utf8'))
      if (!plain) throw new EncryptionError('not_authentic')
      return plain.toString('utf8')
    },
    blindIndex: (kind, value) => createHmac(digest, indexKey).update(`${kind}\0${value}`).digest('base64url'),
  }
}

/** Every algorithm under every key, by `alg.keyId`. */
function ciphersOf(keys: Record<string, string>, indexKey: Buffer): Map<string, Cipher> {
  const ciphers = new Map<string, Cipher>()
  for (const [keyId, text] of Object.entries(keys)) {
    const key = readKey(text)
    if (!KEY_ID.test(keyId) || key.equals(indexKey)) throw new EncryptionError('bad_key')
    for (const [name, create] of Object.entries(CIPHERS)) ciphers.set(`${name}.${keyId}`, create(key))
  }
  return ciphers
}

function readSealed(sealed: string): { head: string; body: Buffer } {
  const [name, keyId, text, ...rest] = sealed.split('.')
  if (!name || !keyId || !text || rest.length > 0 || !Object.hasOwn(CIPHERS, name))
    throw new EncryptionError('malformed')
  const body = Buffer.from(text, 'base64url')
  // A lenient decoder reads several spellings of one body; a changed cell must not open.
  if (body.toString('base64url') !== text) throw new EncryptionError('malformed')
  return { head: `${name}.${keyId}`, body }
}

function readKey(text: string): Buffer {
  const key = Buffer.from(text, 'base64')
  if (key.length !== KEY_BYTES) throw new EncryptionError('bad_key')
  return key
}
