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

/** A phone that asks again within this time gets the same address and need not load the picture again. */
const REUSED_MS = 120_000
const REMEMBERED_MAX = 10_000

interface Issued {
  address: string
  at: number
}

const issuedBy = new WeakMap<Encryption, Map<string, Issued>>()

/** As `fileAddress`, the same one for a while: it still lives at least three minutes. */
export function steadyAddress(deps: { encryption: Encryption }, fileId: string, now: Date): string {
  const issued = issuedBy.get(deps.encryption) ?? new Map<string, Issued>()
  issuedBy.set(deps.encryption, issued)
  const known = issued.get(fileId)
  const age = known ? now.getTime() - known.at : Number.POSITIVE_INFINITY
  if (known && age >= 0 && age < REUSED_MS) return known.address
  if (issued.size >= REMEMBERED_MAX) issued.clear()
  const address = fileAddress(deps, fileId, now)
  issued.set(fileId, { address, at: now.getTime() })
  return address
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
