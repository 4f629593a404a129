import * as z from 'zod'
import { ROLE_LABELS, ROLES } from '../../../contract/roles'
import { query, router } from '../../../kernel/dispatch/procedure'
import { homeOf } from '../../../registry/homes/store'
import { placeById } from '../../../registry/places/store'
import { gridTeam } from '../../../registry/roles/team'

const myGrid = z.strictObject({
  grid: z.strictObject({ id: z.string(), name: z.string(), communityName: z.string() }),
  team: z.array(
    z.strictObject({
      personId: z.string(),
      role: z.enum(ROLES),
      roleLabel: z.string(),
      name: z.string(),
      phone: z.nullable(z.string()),
      placeLabel: z.string(),
    }),
  ),
})

export const gridRouter = router({
  mine: query(
    { callers: 'person', about: '我的网格员、楼长、管家，能直接打电话' },
    {},
    z.nullable(myGrid),
    async ({ deps, db, caller, now }) => {
      const home = await homeOf(db, caller.personId, now)
      const grid = home && (await placeById(db, home.gridId))
      if (!home || !grid) return null
      const team = await gridTeam(db, deps.encryption, grid.id, now)
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
      }
    },
  ),
})
