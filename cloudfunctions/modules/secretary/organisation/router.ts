import * as z from 'zod'
import { BORDER_CORNERS, PLACE_ACTIONS } from '../../../contract/places'
import { ROLE_LABELS, type Role, SUPERVISING_ROLES } from '../../../contract/roles'
import { lightsByGrid } from '../../../engines/orders/board/store'
import type { Caller } from '../../../kernel/context'
import type { Executor } from '../../../kernel/database/open'
import { nothing } from '../../../kernel/dispatch/fields'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { conflict, invalid, notFound } from '../../../kernel/errors'
import { dutyAt } from '../../../registry/duties/store'
import { homesOf, isSavable, judgeBorder, polygonText, rounded } from '../../../registry/places/borders/rules'
import {
  borderOfGrid,
  drawAlone,
  gridsMeeting,
  gridsOf,
  saveBorder,
  standingIn,
} from '../../../registry/places/borders/store'
import { insertPlaceHistory, placeHistoryOf } from '../../../registry/places/history/store'
import { communitiesOf, namesOf, type Place, placeById } from '../../../registry/places/store'
import { countsOf } from '../../../registry/residents/store'
import { hasRoleAt } from '../../../registry/roles/rules'
import { workersByGrid } from '../../../registry/roles/store'
import { gridOrganisation, gridTeam } from '../../../registry/roles/team'
import { FLAW_SENTENCES, overlapSentence } from './rules'
import { gridDetail, gridView, judgedView, placeView } from './views'

/** China and some sea: what lies outside was written the wrong way round. */
const corner = z.strictObject({ lat: z.number().min(3).max(54), lng: z.number().min(73).max(136) })
const border = z
  .array(corner)
  .max(BORDER_CORNERS.max)
  .transform((corners) => corners.map(rounded))

/** Communities in whose charge somebody is, by subdistrict. */
async function supervisedBy(db: Executor, { grants }: Caller) {
  const own = grants.filter(({ role }) => (SUPERVISING_ROLES as readonly Role[]).includes(role))
  const lists = await Promise.all([...new Set(own.map(({ placeId }) => placeId))].map((id) => communitiesOf(db, id)))
  return [...new Map(lists.flat().map(({ id, name }) => [id, { id, name }])).values()]
}

/** A grid in the caller's charge. Faults: record.not_found. */
async function ownGrid(db: Executor, caller: Caller, id: string): Promise<Place> {
  const grid = await placeById(db, id)
  if (grid?.kind !== 'grid' || !hasRoleAt(caller.grants, SUPERVISING_ROLES, grid.path)) throw notFound('没找到这个网格')
  return grid
}

async function judged(db: Executor, grid: Place, border: readonly { lat: number; lng: number }[]) {
  const others = border.length < BORDER_CORNERS.min ? [] : await gridsMeeting(db, grid.id, border)
  return judgeBorder(border, { communityId: grid.communityId, others, buildings: await standingIn(db, grid.id) })
}

/** 网格地图: the grids of a community, who stands for them, and where they end. */
export const organisationRouter = router({
  grids: query(
    { callers: SUPERVISING_ROLES, about: '一个社区的网格：边界、网格员、户数、没办完的单' },
    { communityId: z.uuid().optional() },
    z.strictObject({ community: placeView, communities: z.array(placeView), grids: z.array(gridView) }),
    async ({ db, caller, now }, given) => {
      const communities = await supervisedBy(db, caller)
      const community = communities.find(({ id }) => id === (given.communityId ?? communities[0]?.id))
      if (!community) throw notFound('没找到这个社区')
      const mayCount = hasRoleAt(caller.grants, ['secretary'], [community.id])
      const [grids, lights, counts, workers] = await Promise.all([
        gridsOf(db, community.id),
        lightsByGrid(db, community.id, now),
        mayCount ? countsOf(db, [community.id]) : [],
        workersByGrid(db, community.id, now),
      ])
      const peopleIn = (gridId: string) =>
        counts.find((line) => line.gridId === gridId && line.tag === 'all')?.count ?? 0
      return {
        community,
        communities,
        grids: grids.map((grid) => ({
          ...grid,
          people: mayCount ? peopleIn(grid.id) : null,
          workers: workers.get(grid.id) ?? [],
          lights: lights.get(grid.id) ?? { red: 0, yellow: 0, green: 0 },
        })),
      }
    },
  ),

  grid: query(
    { callers: SUPERVISING_ROLES, about: '一个网格的五级组织、网格员、楼长、值班的人和边界' },
    { id: z.uuid() },
    gridDetail,
    async ({ deps, db, caller, now }, { id }) => {
      const grid = await ownGrid(db, caller, id)
      const [drawn, team, organisation, duty, changes, names] = await Promise.all([
        borderOfGrid(db, id),
        gridTeam(db, deps.encryption, id, now),
        gridOrganisation(db, deps.encryption, id, now),
        dutyAt(db, deps.encryption, grid.path, now),
        placeHistoryOf(db, id, PLACE_ACTIONS),
        namesOf(db, [grid.communityId]),
      ])
      return {
        id,
        name: grid.name,
        communityId: grid.communityId,
        communityName: names.get(grid.communityId) ?? '',
        border: drawn!.border,
        version: drawn!.version,
        team: team.map(({ personId, role, name, phone, placeLabel }) => ({
          personId,
          role,
          roleLabel: ROLE_LABELS[role],
          name,
          phone,
          placeLabel,
        })),
        organisation,
        onDuty: duty.map(({ personId, name, phone, placeLabel, endsAt }) => ({
          personId,
          name,
          phone,
          placeLabel,
          endsAt: endsAt.toISOString(),
        })),
        changes: changes.map(({ id, action, byName, at }) => ({ id, action, byName, at: at.toISOString() })),
      }
    },
  ),

  checkBorder: query(
    { callers: SUPERVISING_ROLES, about: '新画的边界行不行：和谁重叠、哪些楼会到网格外面' },
    { id: z.uuid(), border },
    judgedView,
    async ({ db, caller }, { id, border }) => {
      const found = await judged(db, await ownGrid(db, caller, id), border)
      return {
        isSavable: isSavable(found),
        flaw: found.flaw && FLAW_SENTENCES[found.flaw],
        areaM2: Math.round(found.areaM2),
        overlaps: found.overlaps.map((overlap) => ({
          id: overlap.id,
          sentence: overlapSentence(overlap),
          sharedM2: Math.round(overlap.sharedM2),
          isTooMuch: overlap.isTooMuch,
        })),
        leaving: found.leaving.map(({ id, label, homes }) => ({ id, label, homes })),
        leavingHomes: homesOf(found.leaving),
      }
    },
  ),

  setBorder: mutation(
    { callers: SUPERVISING_ROLES, about: '存一个网格的新边界，谁什么时候改的都记下' },
    {
      id: z.uuid(),
      border,
      /** What `grid` said of the border this one was drawn over. */
      version: z.string().max(40),
      /** How many homes whoever saves it knows to stand outside. */
      leavingHomes: z.number().int().min(0),
    },
    nothing,
    async ({ deps, tx, caller, now }, { id, border, version, leavingHomes }) => {
      const grid = await ownGrid(tx, caller, id)
      await drawAlone(tx, grid.path[0]!)
      const drawn = (await borderOfGrid(tx, id))!
      if (drawn.version !== version) throw conflict('border.changed', '边界刚被别人改过，请重新打开再画')
      const found = await judged(tx, grid, border)
      if (found.flaw) throw invalid({ border: FLAW_SENTENCES[found.flaw] })
      const inTheWay = found.overlaps.find((overlap) => overlap.isTooMuch)
      if (inTheWay) throw conflict('border.overlaps', overlapSentence(inTheWay))
      if (homesOf(found.leaving) !== leavingHomes)
        throw conflict('border.homes_changed', `会有 ${homesOf(found.leaving)} 户到网格外面，请看过再存`)
      await saveBorder(tx, id, border)
      await insertPlaceHistory(tx, {
        id: deps.newId(),
        communityId: grid.communityId,
        placeId: id,
        action: 'border',
        before: drawn.border && polygonText(drawn.border),
        after: polygonText(border),
        actorId: caller.personId,
        at: now,
      })
      return {}
    },
  ),
})
