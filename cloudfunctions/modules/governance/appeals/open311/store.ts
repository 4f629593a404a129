import { sql } from 'drizzle-orm'
import { DEFAULT_SETTINGS } from '../../../../contract/account/settings'
import type { ApiKey } from '../../../../kernel/api-keys/store'
import type { Tx } from '../../../../kernel/database/open'

/** Writes a system among people, once, so that histories name it. Two first calls at once make one. */
export async function ensureSystemPerson(tx: Tx, system: ApiKey, now: Date): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`
  await tx.execute(sql`
    insert into people (id, name, state, source, settings, created_at, updated_at)
    values (${system.id}, ${system.name}, 'active', 'open311', ${JSON.stringify(DEFAULT_SETTINGS)}::jsonb, ${at}, ${at})
    on conflict (id) do nothing`)
}
