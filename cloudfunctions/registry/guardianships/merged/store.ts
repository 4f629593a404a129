import { sql } from 'drizzle-orm'
import type { Tx } from '../../../kernel/database/open'
import { consents } from '../../consents/table'
import { guardianships } from '../table'

interface Merged {
  fromId: string
  intoId: string
  now: Date
}

/**
 * What one record agreed to and who acts for it is the other's. What both have stands once: the second ends, and so does
 * what would make somebody their own guardian.
 */
export async function entrustAnew(tx: Tx, { fromId, intoId, now }: Merged): Promise<void> {
  await tx.execute(sql`
    update ${guardianships} g set state = case when g.state = 'active' then 'ended' else 'withdrawn' end,
      ended_at = ${now}, ended_by = ${intoId}, name_sealed = null, asked_as = null
    where g.person_id = ${fromId} and g.state in ('asked', 'active') and (g.guardian_id = ${intoId} or exists(
      select from guardianships o where o.person_id = ${intoId} and o.guardian_id = g.guardian_id
        and o.state in ('asked', 'active')))`)
  await tx.execute(sql`
    update ${guardianships} set person_id = ${intoId}
    where person_id = ${fromId} and guardian_id <> ${intoId}`)
  await tx.execute(sql`
    update ${consents} c set revoked_at = ${now}, revoked_by = ${intoId}
    where c.person_id = ${fromId} and c.revoked_at is null and (
      c.towards_id = ${intoId}
      or exists(select from guardianships g where g.consent_id = c.id and g.state = 'ended')
      or exists(select from consents o where o.person_id = ${intoId} and o.purpose = c.purpose and o.revoked_at is null
        and o.towards_id is not distinct from c.towards_id))`)
  await tx.execute(sql`
    update ${consents} set person_id = ${intoId}, given_by = case when given_by = ${fromId} then ${intoId} else given_by end
    where person_id = ${fromId}`)
}
