import { eq, sql } from 'drizzle-orm'
import type { Executor, Tx } from '../database/open'
import { accessTokens } from './table'

export type TokenRow = typeof accessTokens.$inferSelect

/** The kept token, sealed. */
export async function readToken(db: Executor, appId: string): Promise<TokenRow | undefined> {
  const [row] = await db.select().from(accessTokens).where(eq(accessTokens.appId, appId))
  return row
}

/** Holds back all other fetchers of this app's token until the transaction ends. */
export async function lockToken(tx: Tx, appId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`wechat.token.${appId}`}))`)
}

export async function saveToken(tx: Tx, row: TokenRow): Promise<void> {
  const { tokenSealed, expiresAt } = row
  await tx
    .insert(accessTokens)
    .values(row)
    .onConflictDoUpdate({ target: accessTokens.appId, set: { tokenSealed, expiresAt } })
}
