import { lampAppeal } from '../appeals'
import type { Client, TestHost } from '../host'
import type { Made } from './subjects'

export type AlarmSubject = 'alarm'

interface Doors {
  as(key: string): Promise<Client>
}

/** An emergency of `resident` that has rung its first rung and stays there while the table is gone through. */
export function alarmSubjects(host: TestHost, { as }: Doors): Record<AlarmSubject, () => Promise<Made>> {
  return {
    async alarm() {
      const told = { ...lampAppeal(), text: '楼道里着火了', category: 'fireSafety', urgency: 'emergency' }
      const { id: orderId } = await (await as('resident')).mutate('appeals.submit', told)
      await host.runner.settle()
      const { rows } = await host.database.pool.query(
        `update ladders set next_at = next_at + interval '1 day' where subject_id = $1 returning id`,
        [orderId],
      )
      const { id } = rows[0] as { id: string }
      return { id, input: { id } }
    },
  }
}
