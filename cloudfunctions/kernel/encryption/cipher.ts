import type { Random } from '../random'

/** Authenticated encryption bound to a place. `decrypt` answers null when the body is not what was written there. */
export interface Cipher {
  encrypt(plain: Buffer, place: Buffer, random: Random): Buffer
  decrypt(body: Buffer, place: Buffer): Buffer | null
}
