import * as z from 'zod'
import {
  APPEAL_CATEGORIES,
  APPEAL_CATEGORY_LABELS,
  APPEAL_FILES_MAX,
  APPEAL_TEXT_MAX,
  type AppealCategory,
  GRID_ONLY_CATEGORIES,
} from '../../../contract/governance/appeals'
import {
  EMERGENCIES,
  OPEN_STATES,
  ORDER_REASON_MAX,
  ORDER_REASON_MIN,
  ORDER_STATES,
  ORDER_TEXT_MAX,
  ORDER_VOICES_MAX,
  RATING_KEYS,
  URGENCIES,
  type Urgency,
} from '../../../contract/orders'
import { ROLE_LABELS, ROLES, STAFF_ROLES, SUPERVISING_ROLES } from '../../../contract/roles'
import { act } from '../../../engines/orders/act'
import { detailFor, orderDetail } from '../../../engines/orders/detail/present'
import { ordersOfRequester, ordersRegisteredBy, ordersToldFor } from '../../../engines/orders/lists/store'
import { orderSummary, summarise } from '../../../engines/orders/present'
import { submit } from '../../../engines/orders/submit'
import type { Tx } from '../../../kernel/database/open'
import { cursorField, fileIdsField, optionalText, pageOf, pointField, textField } from '../../../kernel/dispatch/fields'
import { idCursor, toPage } from '../../../kernel/dispatch/page'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { invalid } from '../../../kernel/errors'
import { subjectOf } from '../../../registry/guardianships/acting'
import { guardiansOf } from '../../../registry/guardianships/store'
import { personForRegistration } from '../../../registry/people/registration'
import { openidOf } from '../../../registry/people/store'
import { alarmTold, alarmToldFor } from './alarm-told'
import { whereIs } from './place'
import { similarProcedures } from './similar/procedures'
import { responsibleRole } from './suggest/responsible'
import { recentCorrections } from './suggest/store'
import { suggest } from './suggest/suggest'

const told = {
  text: optionalText(APPEAL_TEXT_MAX),
  fileIds: fileIdsField(APPEAL_FILES_MAX + ORDER_VOICES_MAX),
  category: z.enum(APPEAL_CATEGORIES),
  urgency: z.enum(URGENCIES),
  placeId: z.uuid().optional(),
  point: pointField.optional(),
  placeText: optionalText(60),
}
const submitted = z.strictObject({ id: z.string(), code: z.string(), promisedAt: z.string() })
const moved = z.strictObject({ state: z.enum(ORDER_STATES) })
const withEvidence = { id: z.uuid(), text: optionalText(ORDER_TEXT_MAX), fileIds: fileIdsField(APPEAL_FILES_MAX) }
const withReason = {
  id: z.uuid(),
  text: textField(ORDER_REASON_MIN, ORDER_REASON_MAX),
  fileIds: fileIdsField(APPEAL_FILES_MAX),
}

/** Something must be said or shown. */
function content(given: { text?: string | undefined; fileIds: string[] }): { text: string; fileIds: string[] } {
  if (!given.text && given.fileIds.length === 0)
    throw invalid({ text: '写一句、拍一张或说一段' }, '写一句、拍一张或说一段，就能提交')
  return { text: given.text ?? '', fileIds: given.fileIds }
}

/** What was chosen, but a matter for 110, 119 or 120 is an emergency whatever was chosen. */
function judged(given: { text?: string | undefined; category: AppealCategory; urgency: Urgency }) {
  const { emergency } = suggest(given.text ?? '')
  return { category: given.category, urgency: emergency ? ('emergency' as const) : given.urgency, emergency }
}

/** Who of the family is told in place of somebody without an account; of what is between neighbours or inside a home nobody. */
async function familyToTell(tx: Tx, personId: string, category: AppealCategory, now: Date): Promise<string | null> {
  if ((GRID_ONLY_CATEGORIES as readonly string[]).includes(category)) return null
  return (await guardiansOf(tx, personId, now))[0]?.personId ?? null
}

type Moving = 'withdraw' | 'urge' | 'supplement' | 'confirm' | 'reopen' | 'contest' | 'decline' | 'reinstate' | 'uphold'

const moving = <I extends typeof withEvidence | typeof withReason>(
  action: Moving,
  callers: 'person' | typeof SUPERVISING_ROLES,
  about: string,
  input: I,
) =>
  mutation(
    { callers, about },
    input as typeof withEvidence,
    moved,
    async ({ deps, tx, caller, now }, { id, text, fileIds }) => {
      const { state } = await act(deps, tx, caller, now, { orderId: id, action, fileIds, ...(text && { text }) })
      return { state }
    },
  )

const SUGGESTED = 3

export const appealsRouter = router({
  suggest: query(
    { callers: 'person', about: '听着像哪一类、急不急、要不要先打 110、119、120' },
    { text: textField(1, APPEAL_TEXT_MAX), communityId: z.uuid().optional() },
    z.strictObject({
      categories: z.array(
        z.strictObject({ category: z.enum(APPEAL_CATEGORIES), label: z.string(), score: z.number() }),
      ),
      urgency: z.enum(URGENCIES),
      emergency: z.nullable(z.enum(EMERGENCIES)),
      role: z.strictObject({ role: z.enum(ROLES), label: z.string() }),
    }),
    async ({ db, now }, { text, communityId }) => {
      const { categories, urgency, emergency } = suggest(text, await recentCorrections(db, communityId, now))
      const role = responsibleRole(categories[0]!.category)
      return {
        categories: categories
          .slice(0, SUGGESTED)
          .map(({ category, score }) => ({ category, label: APPEAL_CATEGORY_LABELS[category], score })),
        urgency,
        emergency,
        role: { role, label: ROLE_LABELS[role] },
      }
    },
  ),

  ...similarProcedures,

  reclassify: mutation(
    { callers: STAFF_ROLES, about: '改类别和急不急，期限跟着改' },
    { id: z.uuid(), category: z.enum(APPEAL_CATEGORIES), urgency: z.enum(URGENCIES) },
    moved,
    async ({ deps, tx, caller, now }, { id, category, urgency }) => {
      const { state } = await act(deps, tx, caller, now, {
        orderId: id,
        action: 'reclassify',
        classAs: { category, urgency },
      })
      return { state }
    },
  ),

  submit: mutation(
    { callers: 'person', about: '提交诉求，也能替托付给自己的家人提', perMinute: 20 },
    { ...told, forPersonId: z.uuid().optional() },
    submitted,
    async ({ deps, tx, caller, now }, given) => {
      const requesterId = subjectOf(caller, given.forPersonId)
      const where = await whereIs(tx, given)
      const guardianId = requesterId === caller.personId ? null : caller.personId
      const requester = { requesterId, registeredBy: null, proxyId: null, guardianId }
      return submit(deps, tx, caller, now, {
        kind: 'appeal',
        ...judged(given),
        ...content(given),
        ...where,
        ...requester,
      })
    },
  ),

  register: mutation(
    { callers: ['gridWorker', 'secretary'], about: '替没有手机的居民登记诉求' },
    { ...told, forName: textField(1, 20), forPhone: z.string().trim().max(20).optional() },
    submitted,
    async ({ deps, tx, caller, now }, given) => {
      const where = await whereIs(tx, given)
      const requesterId = await personForRegistration(deps, tx, {
        name: given.forName,
        phone: given.forPhone,
        gridPath: where.gridPath,
        by: caller,
        now,
      })
      const hasAccount = (await openidOf(tx, requesterId)) !== null
      return submit(deps, tx, caller, now, {
        kind: 'appeal',
        ...judged(given),
        ...content(given),
        ...where,
        requesterId,
        registeredBy: caller.personId,
        proxyId: hasAccount ? null : caller.personId,
        guardianId: hasAccount ? null : await familyToTell(tx, requesterId, given.category, now),
      })
    },
  ),

  registered: query(
    { callers: ['gridWorker', 'secretary'], about: '我替别人登记的诉求' },
    { cursor: cursorField },
    pageOf(orderSummary),
    async ({ deps, db, caller, now }, { cursor }) => {
      const rows = await ordersRegisteredBy(db, caller.personId, idCursor(cursor))
      return toPage(
        rows,
        (row) => summarise(row, caller, deps.kinds, now),
        (last) => last.order.id,
      )
    },
  ),

  mine: query(
    { callers: 'person', about: '我的诉求，或者我替一位家人提的' },
    { cursor: cursorField, isOpenOnly: z.boolean().optional(), forPersonId: z.uuid().optional() },
    pageOf(orderSummary),
    async ({ deps, db, caller, now }, { cursor, isOpenOnly, forPersonId }) => {
      const personId = subjectOf(caller, forPersonId)
      const states = isOpenOnly ? [...OPEN_STATES, 'resolved' as const] : null
      // Of somebody else only what one told of for them: the rest is between them and the community.
      const toldFor = { guardianId: caller.personId, personId, kind: 'appeal' }
      const rows =
        personId === caller.personId
          ? await ordersOfRequester(db, personId, 'appeal', states, idCursor(cursor))
          : await ordersToldFor(db, toldFor, idCursor(cursor))
      return toPage(
        rows,
        (row) => summarise(row, caller, deps.kinds, now),
        (last) => last.order.id,
      )
    },
  ),

  get: query({ callers: 'person', about: '诉求详情' }, { id: z.uuid() }, orderDetail, ({ deps, caller, now }, { id }) =>
    detailFor(deps, caller, id, now),
  ),

  alarm: query(
    { callers: 'person', about: '紧急诉求叫过谁、谁答应去了' },
    { id: z.uuid() },
    alarmTold,
    ({ deps, caller }, { id }) => alarmToldFor(deps, caller, id),
  ),

  withdraw: moving('withdraw', 'person', '撤回诉求', withEvidence),
  urge: moving('urge', 'person', '催一催', withEvidence),
  supplement: moving('supplement', 'person', '补充情况', withEvidence),
  confirm: moving('confirm', 'person', '确认办好，结案', withEvidence),
  rate: mutation(
    { callers: 'person', about: '评价，不满意就重新办' },
    { ...withEvidence, rating: z.enum(RATING_KEYS) },
    moved,
    async ({ deps, tx, caller, now }, { id, text, fileIds, rating }) => {
      const { state } = await act(deps, tx, caller, now, {
        orderId: id,
        action: 'rate',
        rating,
        fileIds,
        ...(text && { text }),
      })
      return { state }
    },
  ),
  reopen: moving('reopen', 'person', '没办好，重新办理', withEvidence),
  contest: moving('contest', 'person', '对不予受理申请复核', withReason),
  decline: moving('decline', SUPERVISING_ROLES, '不予受理，写明原因', withReason),
  reinstate: moving('reinstate', SUPERVISING_ROLES, '复核后重新受理', withEvidence),
  uphold: moving('uphold', SUPERVISING_ROLES, '复核后维持不予受理', withReason),
})
