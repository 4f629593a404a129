import * as z from 'zod'
import { PERSON_TAG_KEYS, SEXES } from '../../../contract/registry'
import { type Role, SUPERVISING_ROLES } from '../../../contract/roles'
import { AGE_GROUPS } from '../../../contract/secretary/people'
import type { Database } from '../../../kernel/database/open'
import { query, router } from '../../../kernel/dispatch/procedure'
import { notFound } from '../../../kernel/errors'
import { dayOf, yearsBefore } from '../../../registry/people/days'
import { communitiesOf, namesOf, placeById } from '../../../registry/places/store'
import { birthCountsOf, countsOf } from '../../../registry/residents/store'
import { hasRoleAt } from '../../../registry/roles/rules'
import { listProcedures } from './lists'
import { type Counted, tableOf } from './tables'

const cell = z.nullable(z.number())
const keyed = <K extends string>(keys: readonly K[]) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, cell])) as Record<K, typeof cell>)
const counts = z.strictObject({
  all: cell,
  sexes: keyed(Object.keys(SEXES) as (keyof typeof SEXES)[]),
  ages: keyed(AGE_GROUPS.map(({ key }) => key)),
  tags: keyed(PERSON_TAG_KEYS),
})
const placeView = z.strictObject({ id: z.string(), name: z.string() })

/** The last day on which whoever is of the group was born: the day they reached its first year, seen from today. */
const AGES_FROM = AGE_GROUPS.slice(1).map(({ from }) => from)

/** Everything that is counted in some communities, by community and grid. */
async function countedIn(db: Database, communityIds: string[], now: Date) {
  const today = dayOf(now)
  const from = AGES_FROM.map((years) => dayAfter(yearsBefore(today, years)))
  const [tags, births] = await Promise.all([countsOf(db, communityIds), birthCountsOf(db, communityIds, from)])
  const ages = births.map(({ group, ...row }) => ({ ...row, tag: `age:${AGE_GROUPS[group]!.key}` }))
  return [...tags, ...ages]
}

const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/** 各类人有多少: how many people of each kind live in one's charge, and lists of them. */
export const peopleRouter = router({
  counts: query(
    { callers: SUPERVISING_ROLES, about: '各类人有多少；不能看名单的人只看到大约的数' },
    { placeId: z.uuid().optional() },
    z.strictObject({
      place: placeView,
      /** Those that one may look at. */
      places: z.array(placeView),
      isExact: z.boolean(),
      total: counts,
      rows: z.array(placeView.extend({ counts })),
    }),
    async ({ db, caller, now }, given) => {
      const supervised = caller.grants.filter(({ role }) => (SUPERVISING_ROLES as readonly Role[]).includes(role))
      const places = [...new Map(supervised.map((g) => [g.placeId, { id: g.placeId, name: g.placeName }])).values()]
      const place = await placeById(db, given.placeId ?? places[0]!.id)
      if (!place || !hasRoleAt(caller.grants, SUPERVISING_ROLES, place.path)) throw notFound('没找到这个地方')
      const communities = place.kind === 'community' ? [place] : await communitiesOf(db, place.id)
      // Only who may list the people sees grids, and exact figures.
      const isExact = place.kind === 'community' && hasRoleAt(caller.grants, ['secretary'], place.path)
      const counted = await countedIn(
        db,
        communities.map(({ id }) => id),
        now,
      )
      const lines: Counted[] = counted.map(({ communityId, gridId, tag, count }) => ({
        placeId: isExact ? gridId : communityId,
        name: tag,
        count,
      }))
      const gridIds = [...new Set(counted.map(({ gridId }) => gridId))]
      const names = isExact ? await namesOf(db, gridIds) : new Map(communities.map(({ id, name }) => [id, name]))
      const ordered = [...names].sort(([, a], [, b]) => a.localeCompare(b, 'zh', { numeric: true }))
      const table = tableOf(
        lines,
        ordered.map(([id]) => id),
        isExact,
      )
      return {
        place: { id: place.id, name: place.name },
        places,
        isExact,
        total: table.total,
        rows: ordered.map(([id, name]) => ({ id, name, counts: table.rows.get(id)! })),
      }
    },
  ),

  ...listProcedures,
})
