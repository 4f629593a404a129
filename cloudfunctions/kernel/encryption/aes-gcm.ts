import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { Cipher } from './cipher'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM (NIST SP 800-38D). Body: nonce, tag, ciphertext; the place is the additional data. */
export function aesGcm(key: Buffer): Cipher {
  return {
    encrypt(plain, place, random) {
      const nonce = random(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(place)
      const text = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), text])
    },
    decrypt(body, place) {
      if (body.length < NONCE_BYTES + TAG_BYTES) return null
      const nonce = body.subarray(0, NONCE_BYTES)
      const tag = body.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
      decipher.setAAD(place).setAuthTag(tag)
      try {
        return Buffer.concat([decipher.update(body.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
      } catch {
        return null
      }
    },
  }
}
