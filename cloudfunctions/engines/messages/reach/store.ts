import { sql } from 'drizzle-orm'
import type { Executor } from '../../../kernel/database/open'
import { statement } from '../../../kernel/database/statement'
import type { Reach } from '../channels'

const value = sql.placeholder

const facts = sql`
  select asked.id as "personId", a.person_id is not null as "hasAccount",
    coalesce(a.is_employee_bound, false) as "isEmployeeBound", coalesce(c.balance, 0) > 0 as "hasCredit",
    p.id is not null as "hasPhone"
  from unnest(${value('personIds')}::uuid[]) as asked(id)
    left join accounts a on a.person_id = asked.id
    left join credits c on c.person_id = asked.id and c.template = ${value('template')}::text
    left join people p on ${value('isPaid')}::boolean and p.id = asked.id and p.phone_sealed is not null
      and p.state = 'active'`

const reached = statement<Reach & Record<string, unknown>>(facts)

// For an audience of any size: the plan hangs on how many there are.
const counted = statement<Omit<Reach, 'personId'> & { people: number } & Record<string, unknown>>(
  sql`
  select "hasAccount", "isEmployeeBound", "hasCredit", "hasPhone", count(*)::int as people
  from (${facts}) reach group by 1, 2, 3, 4`,
  'anew',
)

interface Asked {
  template: string | null
  isPaid: boolean
}

/** What reaches each of these people; credits are those of `template`, phones are looked for only when `isPaid`. */
export async function reachOfPeople(db: Executor, personIds: readonly string[], asked: Asked): Promise<Reach[]> {
  if (personIds.length === 0) return []
  return (await reached(db, { personIds, ...asked })).rows
}

/** The same of many, counted by what reaches them. */
export async function countReach(
  db: Executor,
  personIds: readonly string[],
  asked: Asked,
): Promise<(Omit<Reach, 'personId'> & { people: number })[]> {
  return (await counted(db, { personIds, ...asked })).rows
}
