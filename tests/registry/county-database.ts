import { createEncryption } from '../../cloudfunctions/kernel/encryption'
import { testDatabase } from '../database'
import { TEST_KEYS } from '../keys'

/** The moment these tests play at. */
export const NOW = new Date('2026-11-24T06:18:00Z')

/** A database of one's own with the demo county in it, and what opens its sealed texts. */
export async function countyDatabase() {
  return { ...(await testDatabase({ county: true })), encryption: createEncryption(TEST_KEYS) }
}
