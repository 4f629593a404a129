import type { Clock } from '../clock/clock'
import type { Database } from '../database/open'
import { type Encryption, EncryptionError } from '../encryption'
import { lockToken, readToken, saveToken } from './store'

export interface FreshToken {
  token: string
  expiresInSeconds: number
}

/** Asks WeChat for the token; `force` ends the life of the one before (at most 20 times a day). */
export type FetchToken = (force: boolean) => Promise<FreshToken>

export interface TokenStore {
  /** A token good for at least five more minutes; fetched when there is none. */
  get(appId: string, fetchToken: FetchToken): Promise<string>
  /** A token other than the one WeChat just refused. */
  renew(appId: string, refused: string, fetchToken: FetchToken): Promise<string>
}

/** WeChat hands out the next token from five minutes before the end, and the old one lives on meanwhile. */
export const REFRESH_EARLY_MS = 5 * 60_000

/** So long a token that was read is believed without reading it again: hundreds of messages a second ask for it. */
const BELIEVED_MS = 10_000

type Sealing = Pick<Encryption, 'seal' | 'open'>

/**
 * Access tokens kept sealed in `access_tokens`, shared by all instances. One instance fetches while the others wait on
 * a transaction-scoped lock; within an instance one call does the waiting, so that waiters do not use up the pool.
 */
export function databaseTokens(db: Database, encryption: Sealing, clock: Clock): TokenStore {
  const underWay = new Map<string, Promise<string>>()
  const believed = new Map<string, { token: string; until: number }>()

  /** The kept token, or null when it is missing, ending, refused, or sealed by a key no longer at hand. */
  const usable = (row: Awaited<ReturnType<typeof readToken>>, appId: string, refused?: string) => {
    if (!row || row.expiresAt.getTime() - REFRESH_EARLY_MS <= clock.now().getTime()) return null
    const token = openOrNull(encryption, row.tokenSealed, appId)
    return token === refused ? null : token
  }

  const fetchAlone = (appId: string, fetchToken: FetchToken, refused?: string) =>
    db.transaction(async (tx) => {
      await lockToken(tx, appId)
      const kept = usable(await readToken(tx, appId), appId, refused)
      if (kept) return kept
      const asked = clock.now().getTime()
      const offered = await fetchToken(false)
      const fresh = offered.token === refused ? await fetchToken(true) : offered
      await saveToken(tx, {
        appId,
        tokenSealed: encryption.seal(fresh.token, placeOf(appId)),
        expiresAt: new Date(asked + fresh.expiresInSeconds * 1000),
      })
      return fresh.token
    })

  const share = (key: string, work: () => Promise<string>) => {
    const running = underWay.get(key) ?? work().finally(() => underWay.delete(key))
    underWay.set(key, running)
    return running
  }

  return {
    async get(appId, fetchToken) {
      const now = clock.now().getTime()
      const last = believed.get(appId)
      if (last && now < last.until) return last.token
      const row = await readToken(db, appId)
      const kept = usable(row, appId)
      if (!row || !kept) return share(appId, () => fetchAlone(appId, fetchToken))
      const until = Math.min(now + BELIEVED_MS, row.expiresAt.getTime() - REFRESH_EARLY_MS)
      believed.set(appId, { token: kept, until })
      return kept
    },
    renew(appId, refused, fetchToken) {
      believed.delete(appId)
      return share(`${appId} not ${refused}`, () => fetchAlone(appId, fetchToken, refused))
    },
  }
}

const placeOf = (appId: string) => `access_tokens.token_sealed.${appId}`

function openOrNull(encryption: Sealing, sealed: string, appId: string): string | null {
  try {
    return encryption.open(sealed, placeOf(appId))
  } catch (error) {
    if (error instanceof EncryptionError) return null
    throw error
  }
}
