import * as z from 'zod'
import { LIST_APPROVAL_HOURS, LIST_PURPOSE_KEYS, LIST_PURPOSES } from '../../../contract/account/privacy'
import { PAGE_SIZE } from '../../../contract/reply'
import { SUPERVISING_ROLES } from '../../../contract/roles'
import { LIST_OPEN_HOURS, listTitleOf } from '../../../contract/secretary/people'
import { cursorField, moment, pageOf } from '../../../kernel/dispatch/fields'
import { openCursor, sealCursor, toPage } from '../../../kernel/dispatch/page'
import { mutation, query } from '../../../kernel/dispatch/procedure'
import { conflict, invalid } from '../../../kernel/errors'
import { isUsable } from '../../../registry/approvals/rules'
import { latestApproval } from '../../../registry/approvals/store'
import { APPROVAL_STATES } from '../../../registry/approvals/table'
import { listFilter } from '../../../registry/lists/filter'
import { listPlace, openList, ownList, sizeFor } from '../../../registry/lists/open'
import { logExport, markExported, membersOf } from '../../../registry/lists/store'
import { buildingsOf, namesOf } from '../../../registry/places/store'
import { hasRoleAt } from '../../../registry/roles/rules'
import { listAddress } from './address'
import { member, presentMembers, watermarkOfList } from './members'

const wanted = { placeId: z.uuid(), filter: listFilter }
const position = z.tuple([z.string(), z.uuid()])

const head = z.strictObject({
  title: z.string(),
  placeName: z.string(),
  people: z.number(),
  purposeLabel: z.string(),
  /** Of who reads: name, last digits, time, number; stands across the screen. */
  watermark: z.string(),
  /** They keep the registry there: may open cards and ask for a number. */
  isKeeper: z.boolean(),
  openUntil: moment,
  isExported: z.boolean(),
})

/** Lists of people: what one would hold, opening it for a purpose, its pages, taking it away as a file. */
export const listProcedures = {
  preview: query(
    { callers: SUPERVISING_ROLES, about: '一份名单有多少人，要不要第二个人同意' },
    wanted,
    z.strictObject({
      title: z.string(),
      placeName: z.string(),
      /** Buildings that one may look at alone. */
      parts: z.array(z.strictObject({ id: z.string(), label: z.string() })),
      /** Told to the community's secretary alone: those above count in fives, and sums of small lists would give more. */
      people: z.nullable(z.number()),
      needsSecond: z.boolean(),
      /** The last one asked for this list that still counts. */
      approval: z.nullable(
        z.strictObject({
          id: z.string(),
          state: z.enum(APPROVAL_STATES),
          purpose: z.enum(LIST_PURPOSE_KEYS),
          isUsable: z.boolean(),
        }),
      ),
    }),
    async ({ db, caller, now }, { placeId, filter }) => {
      const place = await listPlace(db, caller, placeId)
      const { communityId } = place
      const isSecretary = hasRoleAt(caller.grants, ['secretary'], place.path)
      const [{ people, needsSecond }, buildings, approval] = await Promise.all([
        sizeFor(db, caller, { placeId, communityId, filter, now }),
        buildingsOf(db, communityId),
        latestApproval(db, {
          askedBy: caller.personId,
          placeId,
          filter,
          since: new Date(now.getTime() - LIST_APPROVAL_HOURS * 3_600_000),
        }),
      ])
      return {
        title: listTitleOf(filter),
        placeName: place.kind === 'building' ? place.label : place.name,
        parts: buildings
          .filter(({ path }) => path.includes(placeId) && place.kind !== 'building')
          .map(({ id, label }) => ({ id, label })),
        people: isSecretary ? people : null,
        needsSecond,
        approval: approval && {
          id: approval.id,
          state: approval.state,
          purpose: approval.purpose,
          isUsable: isUsable(approval, now),
        },
      }
    },
  ),

  open: mutation(
    { callers: SUPERVISING_ROLES, about: '写明用途，打开一份名单；里面每个人都看得到是谁、为什么看' },
    { ...wanted, purpose: z.enum(LIST_PURPOSE_KEYS), approvalId: z.uuid().optional() },
    z.strictObject({ listId: z.string() }),
    async ({ deps, tx, caller, now }, { placeId, filter, purpose, approvalId }) => {
      const id = deps.newId()
      await openList(tx, caller, { id, placeId, filter, purpose, approvalId, now })
      return { listId: id }
    },
  ),

  list: query(
    { callers: SUPERVISING_ROLES, about: '打开了的名单，一页 20 人' },
    { listId: z.uuid(), cursor: cursorField },
    pageOf(member).extend({ head }),
    async ({ deps, db, caller, now }, { listId, cursor }) => {
      const list = await ownList(db, caller, listId, now)
      const after = cursor === undefined ? null : position.safeParse(openCursor(cursor))
      if (after && !after.success) throw invalid({ cursor: '列表位置不对，请从头刷新' })
      const place = await listPlace(db, caller, list.placeId)
      const [rows, watermark] = await Promise.all([
        membersOf(db, list, {
          after: after && { name: after.data[0], personId: after.data[1] },
          limit: PAGE_SIZE + 1,
        }),
        watermarkOfList(deps, list, now),
      ])
      const shown = await presentMembers(deps, rows, now)
      return {
        ...toPage(
          rows,
          ({ personId }) => shown.get(personId)!,
          (last) => sealCursor([last.name, last.personId]),
        ),
        head: {
          title: listTitleOf(list.filter),
          placeName: place.kind === 'building' ? place.label : place.name,
          people: list.people,
          purposeLabel: LIST_PURPOSES[list.purpose],
          watermark,
          isKeeper: hasRoleAt(caller.grants, ['secretary'], place.path),
          openUntil: new Date(list.openedAt.getTime() + LIST_OPEN_HOURS * 3_600_000).toISOString(),
          isExported: list.exportedAt !== null,
        },
      }
    },
  ),

  export: mutation(
    { callers: SUPERVISING_ROLES, about: '把打开了的名单导出一次；里面每个人都看得到' },
    { listId: z.uuid() },
    z.strictObject({ csvUrl: z.string(), printUrl: z.string(), fileName: z.string() }),
    async ({ deps, tx, caller, now }, { listId }) => {
      const list = await ownList(tx, caller, listId, now)
      if (!(await markExported(tx, list, now)))
        throw conflict('list.exported', '这份名单导出过了，一份只能导出一次；还要的话请重新打开')
      await logExport(tx, { listId, viewerId: caller.personId, purpose: list.purpose, now })
      const names = await namesOf(tx, [list.placeId])
      const address = listAddress(deps, listId, now)
      const fileName = `${names.get(list.placeId) ?? ''}${listTitleOf(list.filter)}名单.csv`
      return { csvUrl: `${address}.csv`, printUrl: `${address}.html`, fileName }
    },
  ),
}
