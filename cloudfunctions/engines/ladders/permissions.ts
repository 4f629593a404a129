import type { Role } from '../../contract/roles'
import type { Grant } from '../../kernel/context'

/** Who sees and answers every alarm at their place, rung or not. */
const ALARM_ROLES: readonly Role[] = ['gridWorker', 'secretary', 'subdistrict', 'county']

interface Viewer {
  personId: string
  grants: readonly Grant[]
}

/** Places whose alarms somebody looks after. */
export const lookedAfter = ({ grants }: Pick<Viewer, 'grants'>): string[] =>
  grants.filter(({ role }) => ALARM_ROLES.includes(role)).map(({ placeId }) => placeId)

/** Whoever was rung, and whoever looks after the place. To everybody else it is as if there were none. */
export const maySeeAlarm = (
  viewer: Viewer,
  alarm: { placePath: readonly string[]; rung: readonly string[] },
): boolean => alarm.rung.includes(viewer.personId) || lookedAfter(viewer).some((id) => alarm.placePath.includes(id))

/** Whether a role of theirs covers the place. */
export const holdsAt = ({ grants }: Pick<Viewer, 'grants'>, roles: readonly Role[], placePath: readonly string[]) =>
  grants.some(({ role, placeId }) => roles.includes(role) && placePath.includes(placeId))
