import { sql } from 'drizzle-orm'
import type { Executor } from '../../../kernel/database/open'
import { statement } from '../../../kernel/database/statement'
import type { Reach } from '../channels'

const value = sql.placeholder

const reached = statement<Reach & Record<string, unknown>>(sql`
  select asked.id as "personId", a.person_id is not null as "hasAccount",
    coalesce(a.is_employee_bound, false) as "isEmployeeBound", coalesce(c.balance, 0) > 0 as "hasCredit",
    p.id is not null as "hasPhone"
  from unnest(${value('personIds')}::uuid[]) as asked(id)
    left join accounts a on a.person_id = asked.id
    left join credits c on c.person_id = asked.id and c.template = ${value('template')}::text
    left join people p on ${value('isPaid')}::boolean and p.id = asked.id and p.phone_sealed is not null
      and p.state = 'active'`)

/** What reaches each of these people; credits are those of `template`, phones are looked for only when `isPaid`. */
export async function reachOfPeople(
  db: Executor,
  personIds: readonly string[],
  asked: { template: string | null; isPaid: boolean },
): Promise<Reach[]> {
  if (personIds.length === 0) return []
  return (await reached(db, { personIds, ...asked })).rows
}
