import { raiseAlarm } from '../../cloudfunctions/engines/ladders/raise'
import { placeById } from '../../cloudfunctions/registry/places/store'
import { personId, placeIds } from '../../local/county/cast'
import type { TestHost } from '../host'
import type { Made } from './subjects'

export type AlarmSubject = 'alarm'

/** About `resident`, at their building; it has rung its first rung and stays there while the table is gone through. */
export function alarmSubjects({ deps, database }: TestHost): Record<AlarmSubject, () => Promise<Made>> {
  return {
    async alarm() {
      const resident = personId('resident')
      const place = (await placeById(deps.db, placeIds.building))!
      const about = {
        personId: resident,
        raisedBy: resident,
        what: '消防安全',
        emergency: '119',
        isBack: false,
      } as const
      const id = await deps.db.transaction((tx) =>
        raiseAlarm(deps, tx, { kind: 'appeal', subjectId: deps.newId(), place, ...about }),
      )
      await database.pool.query(`update ladders set next_at = next_at + interval '1 day' where id = $1`, [id])
      return { id, input: { id } }
    },
  }
}
