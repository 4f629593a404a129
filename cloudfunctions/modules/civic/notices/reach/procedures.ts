import * as z from 'zod'
import { PUBLISHING_ROLES } from '../../../../contract/civic/notices'
import { PAGE_SIZE } from '../../../../contract/reply'
import { countDoors } from '../../../../engines/doors/store'
import type { Caller } from '../../../../kernel/context'
import type { Executor } from '../../../../kernel/database/open'
import { cursorField, pageOf } from '../../../../kernel/dispatch/fields'
import { openCursor, sealCursor, toPage } from '../../../../kernel/dispatch/page'
import { mutation, type QueryScope, query } from '../../../../kernel/dispatch/procedure'
import { conflict, forbidden, invalid, notFound } from '../../../../kernel/errors'
import { workersByGrid } from '../../../../registry/roles/store'
import { countsExactly, countsInFives, figuresFor } from '../permissions'
import { isPastEnd, reachKeys, shownState, sumTold, termEndOf, toldOrKept } from '../rules'
import { seen } from '../seen'
import { startWave } from '../send'
import { lockNotice, type NoticeRow } from '../store'
import { reachHome, reachView } from '../views'
import { sumDoors, sumReach, toldReach } from './rules'
import {
  costOfNotice,
  countForDoors,
  isInSeveralCommunities,
  type ReachTotals,
  reachGroups,
  reachHomesOf,
  reachTotals,
} from './store'

const callers = PUBLISHING_ROLES
const onId = { id: z.uuid() }
const position = z.tuple([z.string(), z.string()])

const reachedOf = (row: NoticeRow) => ({
  noticeId: row.id,
  keys: reachKeys(row.id, row),
  isRecalled: row.state === 'recalled',
  isOnItsWay: row.state === 'publishing',
})

/** When the unread go to the door by themselves; null when they have, or never will. */
function doorAtOf(row: NoticeRow, now: Date): string | null {
  const at = termEndOf(row)
  const isAhead = shownState(row, now) === 'published' && at > now && !isPastEnd(row, at)
  return isAhead ? at.toISOString() : null
}

/** A notice that is out, where the caller publishes. Fault record.not_found. */
async function published(db: Executor, caller: Caller, id: string) {
  const found = await seen(db, caller, id)
  if (!found.isPublisher || found.row.publishedAt === null) throw notFound('没找到这条通知，或者还没有发出')
  const of = [caller.grants, found.placePath, found.row.audience.who.kind] as const
  const isBlunt = countsInFives(...of)
  return { ...found, told: figuresFor(...of), isBlunt, isExact: countsExactly(caller.grants, found.placePath) }
}

/** Where its door lists are, how far they have come, and who goes there; added up by community where it is told so. */
async function doorsOf(
  { db, now }: Pick<QueryScope, 'db' | 'now'>,
  id: string,
  where: { isByCommunity: boolean; isExact: boolean },
) {
  const places = await countDoors(db, id, where.isByCommunity ? 'community' : 'grid')
  const communities = where.isByCommunity ? [] : [...new Set(places.map(({ communityId }) => communityId))]
  const workers = await Promise.all(communities.map((community) => workersByGrid(db, community, now)))
  return places.map(({ communityId: _, listId, ...place }) => ({
    ...place,
    listId: where.isExact ? listId : null,
    workers: where.isByCommunity ? null : workers.flatMap((names) => names.get(place.placeId) ?? []),
  }))
}

/** Whom a notice reached, by place and by home; and who is to be told at the door. */
export const reachProcedures = {
  reach: query(
    { callers, about: '一条通知到了谁：每人正好一类，加起来就是全部' },
    onId,
    reachView,
    async (scope, { id }) => {
      const { db, caller, now } = scope
      const { row, told, isBlunt, isExact } = await published(db, caller, id)
      const isWide = await isInSeveralCommunities(db, id)
      const isByCommunity = isWide || isBlunt
      const [groups, totals, doors] = await Promise.all([
        reachGroups(db, reachedOf(row), isByCommunity ? 'community' : 'building'),
        reachTotals(db, id, row.revision),
        doorsOf(scope, id, { isByCommunity, isExact }),
      ])
      const sums = isBlunt ? toldReach(groups, told) : sumReach(groups)
      const total = (name: keyof ReachTotals) =>
        sumTold(
          totals.map((one) => one[name]),
          told,
        )
      const isUnderWay = shownState(row, now) === 'published'
      return {
        title: row.title,
        state: shownState(row, now),
        ...sums,
        homes: total('homes'),
        confirmed: total('confirmed'),
        readBefore: total('readBefore'),
        door: sumDoors(doors, told),
        doors: isBlunt ? [] : doors,
        costFen: isBlunt ? null : await costOfNotice(db, id),
        publishedAt: row.publishedAt!.toISOString(),
        doorAt: doorAtOf(row, now),
        isFew: isBlunt && sums.people === 0,
        isWide,
        can: { remind: isUnderWay, sendDoorList: isUnderWay, homes: isExact },
      }
    },
  ),

  reachHomes: query(
    { callers, about: '一栋楼里每户到了没有，只有数，没有名字' },
    { ...onId, placeId: z.uuid(), cursor: cursorField },
    pageOf(reachHome),
    async ({ db, caller }, { id, placeId, cursor }) => {
      const { row, isExact } = await published(db, caller, id)
      if (!isExact) throw forbidden('每户的情况由社区来看')
      const after = cursor === undefined ? null : position.safeParse(openCursor(cursor))
      if (after && !after.success) throw invalid({ cursor: '列表位置不对，请从头刷新' })
      const page = { buildingId: placeId, after: after?.data ?? null, limit: PAGE_SIZE + 1 }
      return toPage(
        await reachHomesOf(db, reachedOf(row), page),
        ({ position: _position, ...home }) => home,
        (last) => sealCursor(last.position),
      )
    },
  ),

  sendDoorList: mutation(
    { callers, about: '不等到期，现在就把没送到的人派给网格员上门告知' },
    onId,
    /** null: too few bear the tag to be told of. */
    z.strictObject({ entries: z.nullable(z.number().int()) }),
    async ({ deps, tx, caller, now }, { id }) => {
      const { told } = await published(tx, caller, id)
      const row = await lockNotice(tx, id)
      if (row && shownState(row, now) === 'expired') throw conflict('notice.over', '这条通知过期了，不再上门告知')
      if (row?.state !== 'published') throw conflict('notice.not_sent', '这条通知还没有发完，或者已经撤回')
      const isOver = termEndOf(row) <= now
      const entries = await countForDoors(
        tx,
        reachedOf(row),
        isOver ? ['unreachable', 'waiting', 'delivered'] : ['unreachable'],
      )
      if (entries.length > 0) await startWave(deps, tx, id, isOver ? 'doorsDue' : 'doorsNow', 1)
      return { entries: toldOrKept(entries, told) }
    },
  ),
}
