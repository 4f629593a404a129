import { createHash } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Executor, Tx } from '../database/open'
import type { Random } from '../random'
import { sessions } from './table'

const SESSION_DAYS = 30
const DAY_MS = 86_400_000

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Opens a session and returns its token: 256 random bits, shown once and stored only as a hash. */
export async function openSession(
  tx: Tx,
  random: Random,
  personId: string,
  device: string,
  now: Date,
): Promise<string> {
  const token = random(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + SESSION_DAYS * DAY_MS)
  await tx.insert(sessions).values({ tokenHash: hashToken(token), personId, device, createdAt: now, expiresAt })
  return token
}

export async function revokeSession(tx: Executor, token: string, now: Date): Promise<void> {
  await tx
    .update(sessions)
    .set({ revokedAt: now })
    .where(eq(sessions.tokenHash, hashToken(token)))
}

/** Ends every session of a person. */
export async function revokeSessionsOf(tx: Executor, personId: string, now: Date): Promise<void> {
  await tx
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.personId, personId), isNull(sessions.revokedAt)))
}
