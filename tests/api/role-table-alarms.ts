import type { Row } from './role-table'

/** Rung by the first rung, or in charge of the place; to everybody else it is not there. */
const ofRung = { on: 'alarm' as const, allowed: 'worker courier ABOVE', hidden: 'rest' }

/** Who may answer an alarm: a part of the one table. */
export const ALARM_ROWS: Row[] = [
  { path: 'alarms.list', on: 'alarm', allowed: 'ALL', finds: 'worker courier ABOVE' },
  { path: 'alarms.get', ...ofRung },
  { path: 'alarms.acknowledge', ...ofRung },
  { path: 'appeals.alarm', on: 'waiting', allowed: 'resident POOL ABOVE', hidden: 'rest' },
]
