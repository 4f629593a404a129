import * as z from 'zod'
import { PUBLISHING_ROLES } from '../../../../contract/civic/notices'
import { COUNT_SHOWN_FROM } from '../../../../contract/registry'
import { PAGE_SIZE } from '../../../../contract/reply'
import { countEntries } from '../../../../engines/doors/store'
import type { Caller } from '../../../../kernel/context'
import type { Executor } from '../../../../kernel/database/open'
import { cursorField, pageOf } from '../../../../kernel/dispatch/fields'
import { openCursor, sealCursor, toPage } from '../../../../kernel/dispatch/page'
import { mutation, query } from '../../../../kernel/dispatch/procedure'
import { conflict, forbidden, invalid, notFound } from '../../../../kernel/errors'
import { countsExactly } from '../permissions'
import { reachKeys, shownState } from '../rules'
import { seen } from '../seen'
import { startWave } from '../send'
import { lockNotice, type NoticeRow } from '../store'
import { reachHome, reachView } from '../views'
import { sumReach } from './rules'
import { costOfNotice, countForDoors, isInSeveralCommunities, reachGroups, reachHomesOf, reachTotals } from './store'

const callers = PUBLISHING_ROLES
const onId = { id: z.uuid() }
const position = z.tuple([z.string(), z.string()])
const NOBODY = { read: 0, told: 0, delivered: 0, waiting: 0, unreachable: 0 }

const reachedOf = (row: NoticeRow) => ({
  noticeId: row.id,
  keys: reachKeys(row.id, row),
  isRecalled: row.state === 'recalled',
})

/** Nobody knocks by themselves for what is over before its term. */
const isOverFirst = ({ expiresAt, lookAt }: NoticeRow) => expiresAt !== null && lookAt !== null && expiresAt <= lookAt

/** A notice that is out, where the caller publishes. Fault record.not_found. */
async function published(db: Executor, caller: Caller, id: string) {
  const found = await seen(db, caller, id)
  if (!found.isPublisher || found.row.publishedAt === null) throw notFound('没找到这条通知，或者还没有发出')
  return { ...found, isExact: countsExactly(caller.grants, found.placePath) }
}

/** Whom a notice reached, by place and by home; and who is to be told at the door. */
export const reachProcedures = {
  reach: query(
    { callers, about: '一条通知到了谁：每人正好一类，加起来就是全部' },
    onId,
    reachView,
    async ({ db, caller, now }, { id }) => {
      const { row, isExact } = await published(db, caller, id)
      const isWide = await isInSeveralCommunities(db, id)
      const [groups, totals, door] = await Promise.all([
        reachGroups(db, reachedOf(row), isWide ? 'community' : 'building'),
        reachTotals(db, id, row.revision),
        countEntries(db, id),
      ])
      const sums = sumReach(groups)
      const isByTag = row.audience.who.kind === 'tags'
      // Figures of very few who bear a tag would point at them; by building too, for who may not count exactly.
      const isFew = isByTag && !isExact && sums.people < COUNT_SHOWN_FROM
      const isUnderWay = shownState(row, now) === 'published'
      return {
        title: row.title,
        state: shownState(row, now),
        ...(isFew ? { ...NOBODY, people: 0, byReason: [], byBuilding: [] } : sums),
        ...(isByTag && !isExact && { byBuilding: [] }),
        ...(isFew ? { homes: 0, confirmed: 0, readBefore: 0 } : totals),
        door: isFew ? { open: 0, done: 0 } : door,
        costFen: await costOfNotice(db, id),
        publishedAt: row.publishedAt!.toISOString(),
        doorAt: isUnderWay && !isOverFirst(row) ? (row.lookAt?.toISOString() ?? null) : null,
        isFew,
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
    z.strictObject({ entries: z.number().int() }),
    async ({ deps, tx, caller, now }, { id }) => {
      await published(tx, caller, id)
      const row = await lockNotice(tx, id)
      if (row && shownState(row, now) === 'expired') throw conflict('notice.over', '这条通知过期了，不再上门告知')
      if (row?.state !== 'published') throw conflict('notice.not_sent', '这条通知还没有发完，或者已经撤回')
      const isOver = row.lookAt === null
      const entries = await countForDoors(
        tx,
        reachedOf(row),
        isOver ? ['unreachable', 'waiting', 'delivered'] : ['unreachable'],
      )
      if (entries > 0) await startWave(deps, tx, id, isOver ? 'doorsDue' : 'doorsNow', 1)
      return { entries }
    },
  ),
}
