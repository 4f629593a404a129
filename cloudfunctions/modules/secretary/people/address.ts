import { LIST_FILE_SECONDS } from '../../../contract/secretary/people'
import { type Encryption, EncryptionError } from '../../../kernel/encryption'

const PLACE = 'people_lists.address.url'

/** Where the file of an exported list is fetched, without its ending; sealed, so that it is neither guessed nor prolonged. */
export const listAddress = (deps: { encryption: Encryption }, listId: string, now: Date): string =>
  `/lists/${deps.encryption.seal(`${listId} ${now.getTime() + LIST_FILE_SECONDS * 1000}`, PLACE)}`

/** The list that an opaque address stands for; null when forged or too old. */
export function readListAddress(deps: { encryption: Encryption }, opaque: string, now: Date): string | null {
  try {
    const [listId, until] = deps.encryption.open(opaque, PLACE).split(' ')
    return Number(until) > now.getTime() ? listId! : null
  } catch (error) {
    if (error instanceof EncryptionError) return null
    throw error
  }
}
