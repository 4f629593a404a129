import * as z from 'zod'
import { PERSON_TAG_KEYS, SEXES } from '../../../contract/registry'
import { PAGE_SIZE } from '../../../contract/reply'
import { type Role, SUPERVISING_ROLES } from '../../../contract/roles'
import { AGE_GROUPS, LIST_ALONE_MAX } from '../../../contract/secretary/people'
import type { Database } from '../../../kernel/database/open'
import { cursorField, pageOf } from '../../../kernel/dispatch/fields'
import { openCursor, sealCursor, toPage } from '../../../kernel/dispatch/page'
import { query, router } from '../../../kernel/dispatch/procedure'
import { conflict, invalid, notFound } from '../../../kernel/errors'
import { dayOf, yearsBefore } from '../../../registry/people/days'
import { ageOn } from '../../../registry/people/id-number'
import { communitiesOf, namesOf, placeById } from '../../../registry/places/store'
import { findResidents } from '../../../registry/residents/search/store'
import { birthCountsOf, countsOf } from '../../../registry/residents/store'
import { hasRoleAt } from '../../../registry/roles/rules'
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

const position = z.tuple([z.string(), z.uuid()])

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

  list: query(
    { callers: ['secretary'], about: '本社区有某个标签的人；超过 200 人要第二个人同意' },
    { placeId: z.uuid().optional(), tag: z.enum(PERSON_TAG_KEYS), cursor: cursorField },
    pageOf(
      z.strictObject({
        personId: z.string(),
        name: z.string(),
        age: z.nullable(z.number()),
        sexLabel: z.nullable(z.string()),
        homeLabel: z.string(),
      }),
    ).extend({ total: z.number() }),
    async ({ db, caller, now }, { placeId, tag, cursor }) => {
      const own = caller.grants.find(({ role }) => role === 'secretary')!
      const place = await placeById(db, placeId ?? own.placeId)
      if (!place || !hasRoleAt(caller.grants, ['secretary'], place.path)) throw notFound('没找到这个地方')
      const counted = (await countsOf(db, [place.communityId])).filter(
        (line) => line.tag === tag && (place.kind === 'community' || line.gridId === place.id),
      )
      const total = counted.reduce((sum, { count }) => sum + count, 0)
      if (total > LIST_ALONE_MAX)
        throw conflict(
          'list.needs_second_approver',
          `这一类有 ${total} 人。超过 ${LIST_ALONE_MAX} 人的名单，要第二个人同意才能看`,
        )
      const after = cursor === undefined ? null : position.safeParse(openCursor(cursor))
      if (after && !after.success) throw invalid({ cursor: '列表位置不对，请从头刷新' })
      const rows = await findResidents(db, {
        placeIds: [place.id],
        tags: [tag],
        after: after && { name: after.data[0], personId: after.data[1] },
        limit: PAGE_SIZE + 1,
      })
      const page = toPage(
        rows,
        ({ personId, name, birthDate, sex, homeLabel }) => ({
          personId,
          name,
          age: birthDate ? ageOn(birthDate, dayOf(now)) : null,
          sexLabel: sex && SEXES[sex],
          homeLabel,
        }),
        (last) => sealCursor([last.name, last.personId]),
      )
      return { ...page, total }
    },
  ),
})
