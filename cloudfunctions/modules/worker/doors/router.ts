import * as z from 'zod'
import { LIST_FREE_UNTIL } from '../../../contract/account/privacy'
import { PAGE_SIZE } from '../../../contract/reply'
import { DOOR_OUTCOME_KEYS, DOOR_OUTCOMES } from '../../../contract/worker/doors'
import { REGISTRY_KEEPERS } from '../../../contract/worker/residents'
import {
  listsBelow,
  listWithin,
  lockEntry,
  markEntry,
  unmarkEntry,
  type WalkedEntry,
  walk,
} from '../../../engines/doors/store'
import { cursorField, nothing, pageOf } from '../../../kernel/dispatch/fields'
import { openCursor, sealCursor, toPage } from '../../../kernel/dispatch/page'
import { mutation, type QueryScope, query, router } from '../../../kernel/dispatch/procedure'
import { conflict, forbidden, invalid, notFound } from '../../../kernel/errors'
import { recordAccess } from '../../../registry/access-log/store'
import { watermarkFor } from '../../../registry/lists/watermark'
import { namesOf } from '../../../registry/people/store'
import { keptPlaces } from '../../../registry/roles/keepers'
import { isUndoable, presentEntry } from './present'
import { sheetOf } from './sheet'
import { doorEntryView, doorListView, doorSheetView } from './views'

const callers = REGISTRY_KEEPERS
/** Lists that a screen shows: those with something to do come first. */
const LISTS_SHOWN = 50
/** Rows of a printed sheet: more than anybody knocks for in a day, and a list of more people takes a second person. */
const SHEET_ROWS = LIST_FREE_UNTIL
const position = z.array(z.string()).length(5)
const noList = () => notFound('没找到这份名单')

async function list({ db, caller }: QueryScope, listId: string) {
  const found = await listWithin(db, listId, keptPlaces(caller))
  if (!found) throw noList()
  return found
}

/** Writes down that somebody looked at these people. */
const logLook = ({ deps, db, caller, now }: QueryScope, listId: string, rows: readonly WalkedEntry[]) =>
  recordAccess(
    db,
    rows.map(({ personId }) => ({
      id: deps.newId(),
      personId,
      viewerId: caller.personId,
      what: 'doors.entries',
      subjectId: listId,
      at: now,
    })),
  )

/** 敲门名单: whom the worker of a grid tells in person what nothing else could tell them. */
export const doorsRouter = router({
  lists: query(
    { callers, about: '我的网格里要上门告知的名单，没办完的在前' },
    {},
    z.array(doorListView),
    async ({ db, caller }) => listsBelow(db, keptPlaces(caller), LISTS_SHOWN),
  ),

  entries: query(
    { callers, about: '一份名单里要去的人家，按走的顺序' },
    { listId: z.uuid(), cursor: cursorField },
    pageOf(doorEntryView).extend({ title: z.string(), gridName: z.string() }),
    async (scope, { listId, cursor }) => {
      const { db, caller, now } = scope
      const { title, gridName } = await list(scope, listId)
      const after = cursor === undefined ? null : position.safeParse(openCursor(cursor))
      if (after && !after.success) throw invalid({ cursor: '列表位置不对，请从头刷新' })
      const rows = await walk(db, { listId, isOpen: false, after: after?.data ?? null, limit: PAGE_SIZE + 1 })
      const shown = rows.slice(0, PAGE_SIZE)
      const [names] = await Promise.all([
        namesOf(
          db,
          shown.flatMap(({ markedBy }) => markedBy ?? []),
        ),
        logLook(scope, listId, shown),
      ])
      const page = toPage(
        rows,
        (row) => ({
          ...presentEntry(row, now),
          buildingLabel: row.buildingLabel,
          door: row.entranceLabel + row.room,
          personId: row.personId,
          canCall: row.canCall,
          how: row.how,
          doneAt: row.markedAt,
          doneBy: row.markedBy && (names.get(row.markedBy) ?? ''),
          isOpen: row.isOpen,
          closedWhy: row.closedWhy,
          canUndo: isUndoable(
            { markedBy: row.markedBy, markedAt: row.markedAt === null ? null : new Date(row.markedAt) },
            caller.personId,
            now,
          ),
        }),
        (last) => sealCursor(last.position),
      )
      return { ...page, title, gridName }
    },
  ),

  done: mutation(
    { callers, about: '标记怎么告知的；没人在家、留了字条的还留在名单上' },
    { entryId: z.uuid(), how: z.enum(DOOR_OUTCOME_KEYS) },
    nothing,
    async ({ deps, tx, caller, now }, { entryId, how }) => {
      const entry = await lockEntry(tx, entryId, keptPlaces(caller))
      if (!entry) throw noList()
      if (entry.closedAt) throw conflict('door.closed', '这一户不用去了，名单已经更新')
      // Who was told stays told, but for whoever has just marked it.
      if (entry.how && DOOR_OUTCOMES[entry.how].isTold && !isUndoable(entry, caller.personId, now))
        throw conflict('door.done', '这一户已经有人告知过了')
      await markEntry(tx, entry, { id: deps.newId(), how, markedAt: now, markedBy: caller.personId })
      return {}
    },
  ),

  undo: mutation(
    { callers, about: '标错了，10 分钟内撤回自己的标记' },
    { entryId: z.uuid() },
    nothing,
    async ({ deps, tx, caller, now }, { entryId }) => {
      const entry = await lockEntry(tx, entryId, keptPlaces(caller))
      if (!entry) throw noList()
      if (entry.markedBy !== caller.personId) throw forbidden('只能撤回自己的标记')
      if (!isUndoable(entry, caller.personId, now)) throw conflict('door.undo_over', '只能在 10 分钟内撤回自己的标记')
      await unmarkEntry(tx, entry, { id: deps.newId(), now, personId: caller.personId })
      return {}
    },
  ),

  sheet: query(
    { callers, about: '打印用的名单：没告知的，按楼栋单元排好' },
    { listId: z.uuid() },
    doorSheetView,
    async (scope, { listId }) => {
      const { title, gridName } = await list(scope, listId)
      const rows = await walk(scope.db, { listId, isOpen: true, after: null, limit: SHEET_ROWS + 1 })
      const shown = rows.slice(0, SHEET_ROWS)
      const { deps, caller, now } = scope
      const [watermark] = await Promise.all([
        watermarkFor(deps, { personId: caller.personId, id: listId, at: now }),
        logLook(scope, listId, shown),
      ])
      const isCut = rows.length > SHEET_ROWS
      return { title, gridName, watermark, isCut, buildings: sheetOf(shown, now) }
    },
  ),
})
