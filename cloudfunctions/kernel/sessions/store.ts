import { createHash } from 'node:crypto'
import { and, desc, eq, gt, isNotNull, isNull, ne, or } from 'drizzle-orm'
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

/** Somebody has ended this session; one that grew old was not ended. */
export async function wasRevoked(db: Executor, token: string): Promise<boolean> {
  const rows = await db
    .select({ personId: sessions.personId })
    .from(sessions)
    .where(and(eq(sessions.tokenHash, hashToken(token)), isNotNull(sessions.revokedAt)))
  return rows.length > 0
}

/** Ends every session of a person. */
export async function revokeSessionsOf(tx: Executor, personId: string, now: Date): Promise<void> {
  await tx
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.personId, personId), isNull(sessions.revokedAt)))
}

export interface SessionView {
  /** Names the session to its owner; useless for logging in. */
  id: string
  device: string
  createdAt: Date
  /** `2026-11-26`; null before the app was opened with it once. */
  lastUsedOn: string | null
  isThis: boolean
}

const idOf = (tokenHash: Buffer) => tokenHash.toString('hex')
const inForce = (personId: string, now: Date) =>
  and(eq(sessions.personId, personId), isNull(sessions.revokedAt), gt(sessions.expiresAt, now))

/** Where a person is logged in now, the newest first. */
export async function sessionsOf(
  db: Executor,
  personId: string,
  token: string | null,
  now: Date,
): Promise<SessionView[]> {
  const rows = await db.select().from(sessions).where(inForce(personId, now)).orderBy(desc(sessions.createdAt))
  const own = token && idOf(hashToken(token))
  return rows.map(({ tokenHash, device, createdAt, lastUsedOn }) => {
    const id = idOf(tokenHash)
    return { id, device, createdAt, lastUsedOn, isThis: id === own }
  })
}

/** Notes the day a session is used, once a day. */
export async function noteUse(db: Executor, token: string, day: string): Promise<void> {
  await db
    .update(sessions)
    .set({ lastUsedOn: day })
    .where(and(eq(sessions.tokenHash, hashToken(token)), or(isNull(sessions.lastUsedOn), ne(sessions.lastUsedOn, day))))
}

/** Ends one session of a person by its id. False when it is not theirs or has ended. */
export async function revokeSessionById(tx: Executor, personId: string, id: string, now: Date): Promise<boolean> {
  const ended = await tx
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(inForce(personId, now), eq(sessions.tokenHash, Buffer.from(id, 'hex'))))
    .returning({ personId: sessions.personId })
  return ended.length > 0
}

/** Ends every session of a person but the one of this token. Answers how many. */
export async function revokeOtherSessions(
  tx: Executor,
  personId: string,
  token: string | null,
  now: Date,
): Promise<number> {
  const ended = await tx
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(inForce(personId, now), token ? ne(sessions.tokenHash, hashToken(token)) : undefined))
    .returning({ personId: sessions.personId })
  return ended.length
}
