import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Database } from '../../cloudfunctions/kernel/database/open'
import { openSession } from '../../cloudfunctions/kernel/sessions/store'
import { personId } from '../../local/county/cast'

/** Sessions of many residents, as each may submit but twenty appeals a minute, and of two who take orders in their grid. */
export async function loadPeople(db: Database, residents = 200): Promise<{ residents: string[]; workers: string[] }> {
  const enter = (id: string) => db.transaction((tx) => openSession(tx, randomBytes, id, 'test', new Date()))
  const workers = ['worker', 'courier'].map(personId)
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from people where state = 'active' and id <> all(${sql.param(workers)}::uuid[]) order by id limit ${residents}`)
  return {
    residents: await Promise.all(rows.map(({ id }) => enter(id))),
    workers: await Promise.all(workers.map(enter)),
  }
}
