import * as z from 'zod'
import {
  CONSENT_RESULTS,
  MESSAGE_TOPICS,
  MESSAGE_URGENCIES,
  MESSAGE_VIEWS,
  type MessageTopic,
  SUBSCRIBE_TEMPLATES,
  type SubscribeTemplate,
} from '../../../contract/messages'
import { STAFF_ROLES } from '../../../contract/roles'
import { addConsents, creditsOf } from '../../../engines/messages/credits/store'
import { shanghaiDay } from '../../../engines/messages/quiet-hours'
import { type InboxRow, listInbox, markRead, unreadCount, waitingCounts } from '../../../engines/messages/store'
import { signal } from '../../../kernel/changes/store'
import { cursorField, moment, pageOf } from '../../../kernel/dispatch/fields'
import { idCursor, toPage } from '../../../kernel/dispatch/page'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { accountsOf, setEmployeeBound } from '../../../registry/people/store'
import { type Balance, balancesOf, templatesAccepted } from './rules'

const message = z.strictObject({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  body: z.string(),
  link: z.nullable(z.string()),
  urgency: z.enum(MESSAGE_URGENCIES),
  topic: z.enum(Object.keys(MESSAGE_TOPICS) as [MessageTopic]),
  /** The words of its button where it asks something. */
  asks: z.nullable(z.string()),
  createdAt: moment,
  readAt: z.nullable(moment),
})

const balance = z.strictObject({
  template: z.enum(Object.keys(SUBSCRIBE_TEMPLATES) as [SubscribeTemplate]),
  label: z.string(),
  why: z.string(),
  balance: z.number().int(),
  /** What WeChat's dialog is asked with. */
  templateId: z.string(),
  isReserved: z.boolean(),
  isLow: z.boolean(),
}) satisfies z.ZodType<Balance>

/** WeChat's dialog asks for at most this many templates at a time. */
const ASKED_MAX = 3
const consentResults = z
  .record(z.string().min(1).max(100), z.enum(CONSENT_RESULTS))
  .refine((results) => Object.keys(results).length <= ASKED_MAX, `一次最多选 ${ASKED_MAX} 项`)

export const messagesRouter = router({
  list: query(
    { callers: 'person', about: '我的消息，新的在前' },
    { cursor: cursorField, view: z.enum(MESSAGE_VIEWS).default('all') },
    pageOf(message),
    async ({ db, caller }, { cursor, view }) =>
      toPage(await listInbox(db, caller.personId, { view, before: idCursor(cursor) }), present, (last) => last.id),
  ),

  counts: query(
    { callers: 'person', about: '有几条消息要我办、几条通知没看' },
    {},
    z.strictObject({ needsMe: z.number().int(), notices: z.number().int() }),
    ({ db, caller }) => waitingCounts(db, caller.personId),
  ),

  read: mutation(
    { callers: 'person', about: '消息标为已读，不给编号就是全部；told 留下还等我办的' },
    { ids: z.union([z.array(z.uuid()).max(100), z.enum(['all', 'told'])]).default('all') },
    z.strictObject({ unread: z.number().int() }),
    async ({ deps, tx, caller, now }, { ids }) => {
      const marked = await markRead(tx, caller.personId, ids, now)
      const to = { personId: caller.personId }
      if (marked > 0) await signal(deps, tx, [{ topic: 'messages', subjectId: null, to }])
      return { unread: await unreadCount(tx, caller.personId) }
    },
  ),

  credits: query(
    { callers: 'person', about: '微信里还能收到几次提醒' },
    {},
    z.array(balance),
    async ({ deps, db, caller }) => balancesOf(deps.templates.subscribe, await creditsOf(db, caller.personId)),
  ),

  consent: mutation(
    { callers: 'person', about: '记下在微信里选的提醒' },
    { results: consentResults },
    z.strictObject({ balances: z.array(balance) }),
    async ({ deps, tx, caller, now }, { results }) => {
      const ids = deps.templates.subscribe
      const templates = templatesAccepted(ids, results)
      await addConsents(tx, { personId: caller.personId, templates, day: shanghaiDay(now), now })
      return { balances: balancesOf(ids, await creditsOf(tx, caller.personId)) }
    },
  ),

  employee: query(
    { callers: STAFF_ROLES, about: '微信用工提醒开了没有' },
    {},
    z.strictObject({ isBound: z.boolean(), templateIds: z.array(z.string()) }),
    async ({ deps, db, caller }) => {
      const [account] = await accountsOf(db, [caller.personId])
      return { isBound: account?.isEmployeeBound ?? false, templateIds: Object.values(deps.templates.employee) }
    },
  ),

  bindEmployee: mutation(
    { callers: STAFF_ROLES, about: '记下微信用工提醒开了或关了' },
    { isBound: z.boolean() },
    z.strictObject({ isBound: z.boolean() }),
    async ({ tx, caller }, { isBound }) => {
      await setEmployeeBound(tx, caller.personId, isBound)
      return { isBound }
    },
  ),
})

const present = (row: InboxRow) => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  body: row.body,
  link: row.link,
  urgency: row.urgency,
  topic: row.topic,
  asks: row.asks,
  createdAt: row.createdAt.toISOString(),
  readAt: row.readAt?.toISOString() ?? null,
})
