import * as z from 'zod'
import { PLACE_KINDS } from '../../../contract/places'
import { query, router } from '../../../kernel/dispatch/procedure'
import { children, communitiesOf, locate } from '../../../registry/places/store'

const located = z.strictObject({
  grid: z.strictObject({ id: z.string(), name: z.string(), communityId: z.string(), communityName: z.string() }),
  building: z.nullable(z.strictObject({ id: z.string(), label: z.string(), metres: z.number() })),
})

export const placesRouter = router({
  communities: query(
    { callers: 'anyone', about: '全县的社区' },
    {},
    z.array(z.strictObject({ id: z.string(), name: z.string(), subdistrictName: z.string() })),
    ({ db }) => communitiesOf(db),
  ),

  children: query(
    { callers: 'anyone', about: '一处地方下面的小区、网格、楼栋、单元' },
    { parentId: z.uuid() },
    z.array(z.strictObject({ id: z.string(), kind: z.enum(PLACE_KINDS), name: z.string(), label: z.string() })),
    async ({ db }, { parentId }) =>
      (await children(db, parentId)).map(({ id, kind, name, label }) => ({ id, kind, name, label })),
  ),

  locate: query(
    { callers: 'anyone', about: '定位落在哪个网格、哪栋楼附近' },
    { lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) },
    z.nullable(located),
    async ({ db }, point) => {
      const found = await locate(db, point)
      if (!found) return null
      const { gridId, gridName, communityId, communityName, building } = found
      return { grid: { id: gridId, name: gridName, communityId, communityName }, building }
    },
  ),
})
