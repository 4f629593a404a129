import * as z from 'zod'
import {
  CALL_BACK_KEYS,
  LIGHTS,
  OPEN_STATES,
  ORDER_REASON_MAX,
  ORDER_REASON_MIN,
  ORDER_STATES,
  ORDER_TEXT_MAX,
} from '../../../contract/orders'
import { type Role, SUPERVISING_ROLES } from '../../../contract/roles'
import { type Act, act } from '../../../engines/orders/act'
import { ordersOnBoard } from '../../../engines/orders/board/store'
import { colleaguesFor } from '../../../engines/orders/colleagues'
import { calledDepartment } from '../../../engines/orders/departments'
import { ordersBelow } from '../../../engines/orders/lists/store'
import { mergeOrders, splitOrder } from '../../../engines/orders/merge'
import { orderSummary, summarise } from '../../../engines/orders/present'
import { excerptOf } from '../../../engines/orders/search/excerpt'
import { searchOrders } from '../../../engines/orders/search/store'
import { countBoard } from '../../../engines/orders/tallies/store'
import { candidatesFor, candidatesView } from '../../../engines/orders/whole/candidates'
import type { Caller } from '../../../kernel/context'
import { cursorField, optionalText, pageOf, textField } from '../../../kernel/dispatch/fields'
import { idCursor, sealCursor, toPage } from '../../../kernel/dispatch/page'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { conflict } from '../../../kernel/errors'
import { wordsOf } from '../../../kernel/grams'
import { boardCursor } from './board-cursor'

const callers = SUPERVISING_ROLES
const ABOVE_COMMUNITY: readonly Role[] = ['subdistrict', 'county']
/** An order that was found, with the words around what was looked for where its title does not hold it. */
const foundOrder = orderSummary.extend({ excerpt: z.nullable(z.string()) })
const moved = z.strictObject({ state: z.enum(ORDER_STATES) })
const withReason = { id: z.uuid(), text: textField(ORDER_REASON_MIN, ORDER_REASON_MAX) }

const supervisedPlaces = (caller: Caller) =>
  caller.grants.filter((g) => (SUPERVISING_ROLES as readonly Role[]).includes(g.role)).map((g) => g.placeId)

const deciding = (action: Act['action'], about: string, may: readonly Role[] = callers) =>
  mutation({ callers: may, about }, withReason, moved, async ({ deps, tx, caller, now }, { id, text }) => {
    const { state } = await act(deps, tx, caller, now, { orderId: id, action, text })
    return { state }
  })

export const dispatchRouter = router({
  board: query(
    { callers, about: '没办完的单，超期的在前' },
    {
      cursor: cursorField,
      state: z.enum(OPEN_STATES).optional(),
      category: z
        .string()
        .regex(/^\w{1,40}$/)
        .optional(),
      light: z.enum(LIGHTS).optional(),
    },
    pageOf(orderSummary).extend({
      counts: z.strictObject({ open: z.number(), overdue: z.number(), soon: z.number() }),
    }),
    async ({ deps, db, caller, now }, { cursor, state, category, light }) => {
      const placeIds = supervisedPlaces(caller)
      const filter = { states: state ? [state] : OPEN_STATES, category: category ?? null, light: light ?? null }
      const [rows, counts] = await Promise.all([
        ordersOnBoard(db, { placeIds, filter, cursor: boardCursor(cursor), now }),
        countBoard(db, placeIds, now),
      ])
      const page = toPage(
        rows,
        ({ listed }) => summarise(listed, caller, deps.kinds, now),
        ({ promised, listed }) => sealCursor([promised, listed.order.id]),
      )
      return { ...page, counts }
    },
  ),

  list: query(
    { callers, about: '本地方的单，最新的在前' },
    { cursor: cursorField, state: z.enum(ORDER_STATES).optional() },
    pageOf(orderSummary),
    async ({ deps, db, caller, now }, { cursor, state }) => {
      const rows = await ordersBelow(db, supervisedPlaces(caller), state ? [state] : null, idCursor(cursor))
      return toPage(
        rows,
        (row) => summarise(row, caller, deps.kinds, now),
        (last) => last.order.id,
      )
    },
  ),

  search: query(
    { callers, about: '在所有的单里找，两个字起，新的在前' },
    {
      words: textField(2, 40),
      cursor: cursorField,
      states: z.array(z.enum(ORDER_STATES)).max(ORDER_STATES.length).optional(),
      category: z
        .string()
        .regex(/^\w{1,40}$/)
        .optional(),
    },
    pageOf(foundOrder),
    async ({ deps, db, caller, now }, { words, cursor, states, category }) => {
      const rows = await searchOrders(db, {
        words,
        placeIds: supervisedPlaces(caller),
        filter: { states: states?.length ? states : null, category: category ?? null },
        before: idCursor(cursor) ?? null,
        now,
      })
      const wanted = wordsOf(words)
      return toPage(
        rows,
        (row) => {
          const summary = summarise(row, caller, deps.kinds, now)
          const shown = `${summary.title} ${summary.placeText} ${summary.code}`
          return { ...summary, excerpt: excerptOf(row.noteCheck === 'passed' ? row.noteText : null, shown, wanted) }
        },
        (last) => last.order.id,
      )
    },
  ),

  candidates: query(
    { callers, about: '能并到哪一件：附近像的在前，也可以按字或编号找' },
    { id: z.uuid(), words: textField(2, 40).optional() },
    candidatesView,
    ({ deps, caller, now }, { id, words }) => candidatesFor(deps, caller, { orderId: id, words, now }),
  ),

  assign: mutation(
    { callers, about: '派给一个人' },
    { id: z.uuid(), toPersonId: z.uuid(), text: optionalText(ORDER_REASON_MAX) },
    moved,
    async ({ deps, tx, caller, now }, { id, toPersonId, text }) => {
      const colleagues = await colleaguesFor(deps, tx, caller, id, now)
      const to = colleagues.find(({ personId }) => personId === toPersonId)
      if (!to) throw conflict('order.cannot_be_reassigned_to', '这个人不能接这件事，请选别人')
      const { state } = await act(deps, tx, caller, now, { orderId: id, action: 'assign', to, ...(text && { text }) })
      return { state }
    },
  ),

  whistle: mutation(
    { callers, about: '吹哨，请部门来办' },
    { ...withReason, departmentId: z.uuid() },
    moved,
    async ({ deps, tx, caller, now }, { id, text, departmentId }) => {
      const called = await calledDepartment(deps, tx, caller, { orderId: id, departmentId })
      const { state } = await act(deps, tx, caller, now, { orderId: id, action: 'whistle', text, ...called })
      return { state }
    },
  ),

  merge: mutation(
    { callers, about: '并到同一件事里' },
    { id: z.uuid(), intoId: z.uuid(), text: optionalText(ORDER_REASON_MAX) },
    moved,
    async ({ deps, tx, caller, now }, { id, intoId, text }) => {
      const { state } = await mergeOrders(deps, tx, caller, now, { orderId: id, intoId, ...(text && { text }) })
      return { state }
    },
  ),

  split: mutation(
    { callers, about: '拆出来单独办' },
    { id: z.uuid(), text: optionalText(ORDER_REASON_MAX) },
    moved,
    async ({ deps, tx, caller, now }, { id, text }) => {
      const { state } = await splitOrder(deps, tx, caller, now, { orderId: id, ...(text && { text }) })
      return { state }
    },
  ),

  insist: deciding('insist', '裁定由部门办', ABOVE_COMMUNITY),
  release: deciding('release', '裁定退回社区办', ABOVE_COMMUNITY),
  supervise: deciding('supervise', '督办'),
  closeUnfixed: deciding('closeUnfixed', '结案，没能办成，写明原因'),

  callBack: mutation(
    { callers, about: '记下回访结果，不满意就重新办' },
    {
      id: z.uuid(),
      result: z.enum(CALL_BACK_KEYS),
      text: optionalText(ORDER_TEXT_MAX),
    },
    moved,
    async ({ deps, tx, caller, now }, { id, result, text }) => {
      const said = { orderId: id, action: 'callBack' as const, callBack: result, ...(text && { text }) }
      const { state } = await act(deps, tx, caller, now, said)
      return { state }
    },
  ),
})
