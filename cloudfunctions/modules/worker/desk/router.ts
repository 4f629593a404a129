import * as z from 'zod'
import {
  HELD_STATES,
  ORDER_FILES_MAX,
  ORDER_REASON_MAX,
  ORDER_REASON_MIN,
  ORDER_STATES,
  ORDER_TEXT_MAX,
  PAUSE_REASON_KEYS,
  UNDO_ACCEPT_SECONDS,
} from '../../../contract/orders'
import { type Role, WORKING_ROLES } from '../../../contract/roles'
import { type Act, act } from '../../../engines/orders/act'
import { colleaguesFor } from '../../../engines/orders/colleagues'
import { calledDepartment, departmentsToCall } from '../../../engines/orders/departments'
import { countPool, ordersInPool, ordersOfDepartments, ordersOfHolder } from '../../../engines/orders/lists/store'
import { orderSummary, summarise } from '../../../engines/orders/present'
import { cursorField, fileIdsField, optionalText, pageOf, pointField, textField } from '../../../kernel/dispatch/fields'
import { idCursor, sealCursor, toPage } from '../../../kernel/dispatch/page'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { conflict } from '../../../kernel/errors'
import { poolCursor, poolOf } from './pool'

const callers: readonly Role[] = [...WORKING_ROLES, 'secretary', 'subdistrict', 'county']
const moved = z.strictObject({ state: z.enum(ORDER_STATES) })
const withProof = { id: z.uuid(), text: optionalText(ORDER_TEXT_MAX), fileIds: fileIdsField(ORDER_FILES_MAX) }
const withReason = { id: z.uuid(), text: textField(ORDER_REASON_MIN, ORDER_REASON_MAX) }

const withRemark = { id: z.uuid(), text: optionalText(ORDER_REASON_MAX) }
const DEPARTMENT: readonly Role[] = ['department']

const said = (given: { id: string; text?: string | undefined; fileIds?: string[] }) => ({
  orderId: given.id,
  ...(given.text && { text: given.text }),
  ...(given.fileIds && { fileIds: given.fileIds }),
})

const working = (action: Act['action'], about: string, input: typeof withProof) =>
  mutation({ callers, about }, input, moved, async ({ deps, tx, caller, now }, given) => {
    const { state } = await act(deps, tx, caller, now, { action, ...said(given) })
    return { state }
  })

const withWords = <I extends typeof withReason | typeof withRemark>(
  action: 'resume' | 'extend' | 'reportIn' | 'object' | 'joinIn',
  about: string,
  input: I,
  may: readonly Role[] = callers,
) =>
  mutation({ callers: may, about }, input as typeof withReason, moved, async ({ deps, tx, caller, now }, given) => {
    const { state } = await act(deps, tx, caller, now, { action, ...said(given) })
    return { state }
  })

export const deskRouter = router({
  list: query(
    { callers, about: '能接的单，急的、近的在前' },
    { cursor: cursorField, kind: z.string().max(40).optional(), point: pointField.optional() },
    pageOf(orderSummary).extend({ counts: z.record(z.string(), z.number()) }),
    async ({ deps, db, caller, now }, { cursor, kind, point }) => {
      const pool = poolOf(deps.kinds, caller, kind, point ?? null)
      const [rows, counts] = await Promise.all([ordersInPool(db, pool, poolCursor(cursor)), countPool(db, pool)])
      const page = toPage(
        rows,
        (row) => summarise(row, caller, deps.kinds, now),
        (last) => sealCursor([last.rank, last.distance, last.order.id]),
      )
      return { ...page, counts }
    },
  ),

  mine: query(
    { callers, about: '我在办的单' },
    { cursor: cursorField },
    pageOf(orderSummary),
    async ({ deps, db, caller, now }, { cursor }) => {
      const rows = await ordersOfHolder(db, caller.personId, [...HELD_STATES, 'resolved'], idCursor(cursor))
      return toPage(
        rows,
        (row) => summarise(row, caller, deps.kinds, now),
        (last) => last.order.id,
      )
    },
  ),

  accept: mutation(
    { callers, about: '接单，只有一个人能接到' },
    { id: z.uuid() },
    moved.extend({ undoUntil: z.string() }),
    async ({ deps, tx, caller, now }, { id }) => {
      const { state } = await act(deps, tx, caller, now, { orderId: id, action: 'accept' })
      return { state, undoUntil: new Date(now.getTime() + UNDO_ACCEPT_SECONDS * 1000).toISOString() }
    },
  ),

  undo: mutation(
    { callers, about: '接单后 10 秒内撤销' },
    { id: z.uuid() },
    moved,
    async ({ deps, tx, caller, now }, { id }) => {
      const { state } = await act(deps, tx, caller, now, { orderId: id, action: 'undoAccept' })
      return { state }
    },
  ),

  step: working('step', '记一步进展', withProof),
  resolve: working('resolve', '办好了，请居民确认', withProof),

  handBack: mutation(
    { callers, about: '退回重派，写明原因' },
    withReason,
    moved,
    async ({ deps, tx, caller, now }, given) => {
      const { state } = await act(deps, tx, caller, now, { action: 'handBack', ...said(given) })
      return { state }
    },
  ),

  reassign: mutation(
    { callers, about: '转给他人，写明原因' },
    { ...withReason, toPersonId: z.uuid() },
    moved,
    async ({ deps, tx, caller, now }, given) => {
      const colleague = (await colleaguesFor(deps, tx, caller, given.id, now)).find(
        (c) => c.personId === given.toPersonId,
      )
      if (!colleague) throw conflict('order.cannot_be_reassigned_to', '这个人不能接这件事，请选别人')
      const { state } = await act(deps, tx, caller, now, { action: 'reassign', to: colleague, ...said(given) })
      return { state }
    },
  ),

  pause: mutation(
    { callers, about: '暂停计时，只能用写明的原因' },
    { id: z.uuid(), reason: z.enum(PAUSE_REASON_KEYS), text: optionalText(ORDER_REASON_MAX) },
    moved,
    async ({ deps, tx, caller, now }, { reason, ...given }) => {
      const { state } = await act(deps, tx, caller, now, { action: 'pause', pauseReason: reason, ...said(given) })
      return { state }
    },
  ),

  resume: withWords('resume', '恢复计时', withRemark),
  extend: withWords('extend', '延长一次期限，写明原因', withReason),
  reportIn: withWords('reportIn', '部门报到，由自己来办', withRemark, DEPARTMENT),
  object: withWords('object', '对吹哨提出一次异议，写明原因', withReason, DEPARTMENT),
  joinIn: withWords('joinIn', '应邀到场', withRemark, DEPARTMENT),

  callIn: mutation(
    { callers, about: '请别的部门一起办，写明原因' },
    { ...withReason, departmentId: z.uuid() },
    moved,
    async ({ deps, tx, caller, now }, { departmentId, ...given }) => {
      const called = await calledDepartment(deps, tx, caller, { orderId: given.id, departmentId })
      const { state } = await act(deps, tx, caller, now, { action: 'callIn', ...called, ...said(given) })
      return { state }
    },
  ),

  departments: query(
    { callers, about: '可以请哪些部门' },
    { id: z.uuid() },
    z.array(z.strictObject({ id: z.string(), name: z.string() })),
    async ({ deps, db, caller }, { id }) => departmentsToCall(deps, db, caller, id),
  ),

  called: query(
    { callers: ['department'], about: '社区吹哨请本部门办的' },
    {},
    z.array(orderSummary),
    async ({ deps, db, caller, now }) => {
      const mine = caller.grants.filter((g) => g.role === 'department').map((g) => g.placeId)
      const rows = await ordersOfDepartments(db, mine)
      return rows.map((row) => summarise(row, caller, deps.kinds, now))
    },
  ),

  colleagues: query(
    { callers, about: '可以转给谁' },
    { id: z.uuid() },
    z.array(z.strictObject({ personId: z.string(), name: z.string(), role: z.string(), placeName: z.string() })),
    async ({ deps, db, caller, now }, { id }) => colleaguesFor(deps, db, caller, id, now),
  ),
})
