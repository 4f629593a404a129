import * as z from 'zod'
import { APPEAL_CATEGORIES } from '../../../../contract/governance/appeals'
import { PAGE_SIZE } from '../../../../contract/reply'
import { cursorField, pageOf } from '../../../../kernel/dispatch/fields'
import { idCursor, openCursor, sealCursor, toPage } from '../../../../kernel/dispatch/page'
import { query, router } from '../../../../kernel/dispatch/procedure'
import { invalid, notFound } from '../../../../kernel/errors'
import { borderOf } from '../../../../registry/places/borders/rules'
import { openCommunity } from './community'
import {
  presentAppeal,
  presentDetail,
  presentPoint,
  publicAppeal,
  publicDetail,
  publicGrid,
  publicMonth,
  publicPoint,
  statsOf,
} from './present'
import { MONTH, STATE_GROUPS, spanOf, statesOf } from './rules'
import { gridBorders, publicAppeals, publicAppealsByIds, publicPoints } from './store'

const MAP_DAYS = 90
const MAP_POINTS = 300
const DAY_MS = 86_400_000

/** Where the page before ended: moment and id. */
function after(cursor: string | undefined): { createdAt: string; id: string } | null {
  if (cursor === undefined) return null
  const [createdAt, id] = openCursor(cursor)
  const ms = typeof createdAt === 'number' ? new Date(createdAt).getTime() : Number.NaN
  if (Number.isNaN(ms) || ms < 0 || typeof id !== 'string') throw invalid({ cursor: '列表位置不对，请从头刷新' })
  return { createdAt: new Date(ms).toISOString(), id: idCursor(id)! }
}

export const publicAppealsRouter = router({
  list: query(
    { callers: 'anyone', about: '一个社区的诉求，谁都能看，不含个人信息' },
    {
      communityId: z.uuid(),
      category: z.enum(APPEAL_CATEGORIES).optional(),
      states: z.enum(STATE_GROUPS).default('all'),
      /** Told in this month of Shanghai, `2026-11`. */
      month: z.string().regex(MONTH).optional(),
      cursor: cursorField,
    },
    pageOf(publicAppeal),
    async ({ db, now }, { communityId, category, states, month, cursor }) => {
      await openCommunity(db, communityId)
      const wanted = { communityId, category, states: statesOf(states), ...(month && spanOf(month)) }
      const rows = await publicAppeals(db, wanted, PAGE_SIZE + 1, after(cursor))
      return toPage(
        rows,
        (row) => presentAppeal(row, now),
        (last) => sealCursor([last.createdAt.getTime(), last.id]),
      )
    },
  ),

  get: query(
    { callers: 'anyone', about: '一件诉求，谁都能看的那些' },
    { id: z.uuid() },
    publicDetail,
    async ({ db, now }, { id }) => {
      const [row] = await publicAppealsByIds(db, [id])
      if (!row) throw notFound('没有这件诉求')
      return presentDetail(row, now)
    },
  ),

  map: query(
    { callers: 'anyone', about: '一个社区近 90 天的诉求在哪里，精确到约 100 米，和网格的边界' },
    { communityId: z.uuid() },
    z.strictObject({ points: z.array(publicPoint), grids: z.array(publicGrid) }),
    async ({ db, now }, { communityId }) => {
      await openCommunity(db, communityId)
      const from = new Date(now.getTime() - MAP_DAYS * DAY_MS)
      const [rows, grids] = await Promise.all([
        publicPoints(db, communityId, from, MAP_POINTS),
        gridBorders(db, communityId),
      ])
      return {
        points: rows.map((row) => presentPoint(row, now)),
        grids: grids.map(({ border, ...grid }) => ({ ...grid, border: borderOf(border) })),
      }
    },
  ),

  stats: query(
    { callers: 'anyone', about: '一个社区近 12 个月办得怎么样' },
    { communityId: z.uuid() },
    z.strictObject({ months: z.array(publicMonth) }),
    async ({ db, now }, { communityId }) => {
      await openCommunity(db, communityId)
      return { months: await statsOf(db, communityId, now) }
    },
  ),
})
