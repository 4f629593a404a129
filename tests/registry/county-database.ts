import { randomBytes } from 'node:crypto'
import type { Clock } from '../../cloudfunctions/kernel/clock/clock'
import { createEncryption } from '../../cloudfunctions/kernel/encryption'
import { loadCounty } from '../../local/county/load'
import { testDatabase } from '../database'

const key = () => randomBytes(32).toString('base64')

/** The moment these tests play at. */
export const NOW = new Date('2026-11-24T06:18:00Z')

/** A fresh database with the demo county in it. */
export async function countyDatabase() {
  const clock: Clock = { now: () => NOW }
  const encryption = createEncryption({ keys: { k1: key() }, current: 'k1', indexKey: key() })
  const database = await testDatabase()
  await loadCounty({ databaseUrl: database.appUrl, encryption, clock })
  return { ...database, encryption, clock }
}
