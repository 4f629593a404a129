import * as z from 'zod'
import { ORGANISATION_ROLES, ROLE_LABELS, ROLES } from '../../../contract/roles'
import { moment } from '../../../kernel/dispatch/fields'
import { query, router } from '../../../kernel/dispatch/procedure'
import { dutyAt } from '../../../registry/duties/store'
import { homeOf } from '../../../registry/homes/store'
import { placeById } from '../../../registry/places/store'
import { gridOrganisation, gridTeam } from '../../../registry/roles/team'

const person = z.strictObject({
  personId: z.string(),
  name: z.string(),
  placeLabel: z.string(),
  phone: z.nullable(z.string()),
})

const myGrid = z.strictObject({
  grid: z.strictObject({ id: z.string(), name: z.string(), communityName: z.string() }),
  team: z.array(person.extend({ role: z.enum(ROLES), roleLabel: z.string() })),
  /** Who is on duty now, here or at the nearest place above. */
  onDuty: z.array(person.extend({ endsAt: moment })),
  /** The five levels from top to bottom; a phone only of whoever agreed to be called. */
  organisation: z.array(
    z.strictObject({ role: z.enum(ORGANISATION_ROLES), label: z.string(), people: z.array(person) }),
  ),
})

export const gridRouter = router({
  mine: query(
    { callers: 'person', about: '我的网格员、楼长、管家和值班的人，能直接打电话；五级组织里都是谁' },
    {},
    z.nullable(myGrid),
    async ({ deps, db, caller, now }) => {
      const home = await homeOf(db, caller.personId, now)
      const grid = home && (await placeById(db, home.gridId))
      if (!home || !grid) return null
      const [team, organisation, onDuty] = await Promise.all([
        gridTeam(db, deps.encryption, grid.id, now),
        gridOrganisation(db, deps.encryption, grid.id, now),
        dutyAt(db, deps.encryption, grid.path, now),
      ])
      return {
        grid: { id: grid.id, name: grid.name, communityName: home.communityName },
        team: team.map(({ personId, role, name, phone, placeLabel }) => ({
          personId,
          role,
          roleLabel: ROLE_LABELS[role],
          name,
          phone,
          placeLabel,
        })),
        onDuty: onDuty.map(({ personId, name, phone, placeLabel, endsAt }) => ({
          personId,
          name,
          phone,
          placeLabel,
          endsAt: endsAt.toISOString(),
        })),
        organisation,
      }
    },
  ),
})
