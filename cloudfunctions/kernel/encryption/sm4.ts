import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto'
import type { Cipher } from './cipher'

const IV_BYTES = 16
const MAC_BYTES = 32

/**
 * SM4-CBC (GB/T 32907), then HMAC-SM3 (GB/T 32905) over place, iv and ciphertext. Body: iv, mac, ciphertext.
 * Encryption and mac keys are drawn from the one key, so that neither is used twice.
 */
export function sm4CbcHmacSm3(key: Buffer): Cipher {
  const encryptionKey = draw(key, 'linli sm4-cbc').subarray(0, 16)
  const macKey = draw(key, 'linli hmac-sm3')
  return {
    encrypt(plain, place, random) {
      const iv = random(IV_BYTES)
      const cipher = createCipheriv('sm4-cbc', encryptionKey, iv)
      const text = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([iv, macOf(macKey, place, iv, text), text])
    },
    decrypt(body, place) {
      if (body.length < IV_BYTES + MAC_BYTES) return null
      const iv = body.subarray(0, IV_BYTES)
      const text = body.subarray(IV_BYTES + MAC_BYTES)
      const mac = body.subarray(IV_BYTES, IV_BYTES + MAC_BYTES)
      if (!timingSafeEqual(mac, macOf(macKey, place, iv, text))) return null
      const decipher = createDecipheriv('sm4-cbc', encryptionKey, iv)
      return Buffer.concat([decipher.update(text), decipher.final()])
    },
  }
}

const draw = (key: Buffer, purpose: string) => createHmac('sm3', key).update(purpose).digest()

function macOf(key: Buffer, place: Buffer, iv: Buffer, text: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(place.length)
  return createHmac('sm3', key).update(length).update(place).update(iv).update(text).digest()
}
