import { createHash } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Executor, Tx } from '../database/open'
import type { Random } from '../random'
import { apiKeys } from './table'

export interface ApiKey {
  /** Also the system's id among people. */
  id: string
  name: string
  /** Where it may write: there and below. */
  placeId: string
}

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex')

/** Registers a system and returns its key: 256 random bits, shown once and stored only as a hash. */
export async function addApiKey(tx: Tx, random: Random, system: ApiKey, now: Date): Promise<string> {
  const key = random(32).toString('base64url')
  await tx.insert(apiKeys).values({ ...system, hash: hashOf(key), createdAt: now })
  return key
}

/** Whose key it is; null when nobody's or revoked. */
export async function systemByKey(db: Executor, key: string): Promise<ApiKey | null> {
  const [row] = await db
    .select({ id: apiKeys.id, name: apiKeys.name, placeId: apiKeys.placeId })
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hashOf(key)), isNull(apiKeys.revokedAt)))
  return row ?? null
}

/** From now on the key opens nothing. */
export async function revokeApiKey(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.update(apiKeys).set({ revokedAt: now }).where(eq(apiKeys.id, id))
}

/** An id among people is a registered system's, also after its key was revoked. */
export async function isSystem(db: Executor, personId: string): Promise<boolean> {
  const [row] = await db.select({ id: apiKeys.id }).from(apiKeys).where(eq(apiKeys.id, personId))
  return row !== undefined
}
