import { FILE_ADDRESS_SECONDS } from '../../contract/files'
import { type Encryption, EncryptionError } from '../encryption'

const PLACE = 'files.address.url'

/**
 * An address to read a file by, for whoever holds it: an image tag sends no Authorization.
 * Sealed, so it can be neither guessed nor prolonged. Relative to the server: `/files/<opaque>`.
 */
export function fileAddress(
  deps: { encryption: Encryption },
  fileId: string,
  now: Date,
  seconds = FILE_ADDRESS_SECONDS,
): string {
  return `/files/${deps.encryption.seal(`${fileId} ${now.getTime() + seconds * 1000}`, PLACE)}`
}

/** The file an opaque address stands for; null when forged or expired. */
export function readAddress(deps: { encryption: Encryption }, opaque: string, now: Date): string | null {
  try {
    const [fileId, expiresAt] = deps.encryption.open(opaque, PLACE).split(' ')
    return Number(expiresAt) > now.getTime() ? fileId! : null
  } catch (error) {
    if (error instanceof EncryptionError) return null
    throw error
  }
}
