import { pgTable, text } from 'drizzle-orm/pg-core'
import { moment, type TableFacts } from '../database/columns'

/** WeChat's access token, shared by all instances: fetching a new one shortens the old one's life. Sealed. */
export const accessTokens = pgTable('access_tokens', {
  appId: text('app_id').primaryKey(),
  tokenSealed: text('token_sealed').notNull(),
  expiresAt: moment('expires_at').notNull(),
})

export const facts: TableFacts[] = [{ table: accessTokens, class: 'reference', sealed: { token_sealed: ['app_id'] } }]
