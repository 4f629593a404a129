import * as z from 'zod'
import { ROLES, type Role, STAFF_ROLES, SUPERVISING_ROLES } from '../../../contract/roles'
import { unreadCount } from '../../../engines/messages/store'
import { nothing, textField } from '../../../kernel/dispatch/fields'
import { mutation, preparedMutation, query, router } from '../../../kernel/dispatch/procedure'
import { conflict, notFound } from '../../../kernel/errors'
import {
  noteUse,
  openSession,
  revokeOtherSessions,
  revokeSession,
  revokeSessionById,
  sessionsOf,
  wasRevoked,
} from '../../../kernel/sessions/store'
import { WechatError } from '../../../kernel/wechat/errors'
import { tellField } from '../../../registry/facts/tell'
import { homeOf } from '../../../registry/homes/store'
import { dayOf } from '../../../registry/people/days'
import { maskPhone, normalisePhone } from '../../../registry/people/masking'
import { settingsView } from '../../../registry/people/settings-view'
import { accountByOpenid, enterByOpenid, namesOf, phoneOf, settingsOf } from '../../../registry/people/store'
import { takeUpRole } from '../../../registry/roles/take-up'

const me = z.strictObject({
  person: z.nullable(z.strictObject({ id: z.string(), name: z.string(), phoneMasked: z.nullable(z.string()) })),
  roles: z.array(
    z.strictObject({ role: z.enum(ROLES), placeId: z.string(), placeName: z.string(), communityId: z.string() }),
  ),
  home: z.nullable(
    z.strictObject({
      communityId: z.string(),
      communityName: z.string(),
      gridId: z.string(),
      entranceId: z.string(),
      label: z.string(),
    }),
  ),
  settings: z.nullable(settingsView),
  unread: z.number(),
  isStaff: z.boolean(),
  isSupervisor: z.boolean(),
})

const GUEST: z.output<typeof me> = {
  person: null,
  roles: [],
  home: null,
  settings: null,
  unread: 0,
  isStaff: false,
  isSupervisor: false,
}

/** A refused WeChat code is the caller's to renew; anything else of WeChat's is passed on as our fault. */
async function fromWechat<T>(ask: Promise<T>): Promise<T> {
  try {
    return await ask
  } catch (error) {
    if (!(error instanceof WechatError)) throw error
    throw error.retryable
      ? conflict('wechat.busy', '微信那边正忙，请过一会儿再试')
      : conflict('wechat.code_refused', '微信登录已过期，请再试一次')
  }
}

export const sessionRouter = router({
  login: preparedMutation(
    { callers: 'anyone', about: '用微信登录', perMinute: 30 },
    {
      code: z.string().min(1).max(200),
      device: textField(0, 60).default(''),
      /** Goes on with the session that the call brings and that grew old; never begins an account that was not asked for. */
      isRenewal: z.boolean().default(false),
    },
    z.strictObject({ token: z.string(), isNew: z.boolean() }),
    ({ deps }, { code }) => fromWechat(deps.wechat.exchangeLoginCode(code)),
    async ({ deps, tx, now, context, prepared: { openid } }, { device, isRenewal }) => {
      // A phone that somebody signed out, because it was stolen, does not sign itself in again.
      if (isRenewal && context.token && (await wasRevoked(tx, context.token)))
        throw conflict('session.revoked', '账号在这部手机上退出了，请重新登录')
      if (isRenewal && !(await accountByOpenid(tx, openid)))
        throw conflict('session.no_account', '登录过期了，请重新登录')
      const { personId, isNew } = await enterByOpenid(tx, { openid, newPersonId: deps.newId(), now })
      return { token: await openSession(tx, deps.random, personId, device, now), isNew }
    },
  ),

  me: query({ callers: 'anyone', about: '我是谁、有哪些职责、住哪里' }, {}, me, async ({ deps, db, now, context }) => {
    const { caller } = context
    if (!caller) return GUEST
    const { personId, grants } = caller
    if (context.token) await noteUse(db, context.token, dayOf(now))
    const [names, phone, home, settings, unread] = await Promise.all([
      namesOf(db, [personId]),
      phoneOf(db, deps.encryption, personId),
      homeOf(db, personId, now),
      settingsOf(db, personId),
      unreadCount(db, personId),
    ])
    const has = (roles: readonly Role[]) => grants.some((g) => roles.includes(g.role))
    return {
      person: { id: personId, name: names.get(personId) ?? '', phoneMasked: phone && maskPhone(phone) },
      roles: grants.map(({ role, placeId, placeName, communityId }) => ({ role, placeId, placeName, communityId })),
      home: home && {
        communityId: home.communityId,
        communityName: home.communityName,
        gridId: home.gridId,
        entranceId: home.entranceId,
        label: home.label,
      },
      settings,
      unread,
      isStaff: has(STAFF_ROLES),
      isSupervisor: has(SUPERVISING_ROLES),
    }
  }),

  logout: mutation({ callers: 'person', about: '退出登录' }, {}, nothing, async ({ tx, now, context }) => {
    // Inside WeChat's cloud there is no session to end: WeChat itself says who calls.
    if (context.token) await revokeSession(tx, context.token, now)
    return {}
  }),

  list: query(
    { callers: 'person', about: '我在哪些手机上登录着' },
    {},
    z.array(
      z.strictObject({
        id: z.string(),
        device: z.string(),
        createdAt: z.string(),
        /** A day; null before it was used once. */
        lastUsedOn: z.nullable(z.string()),
        isThis: z.boolean(),
      }),
    ),
    async ({ db, caller, now, context }) =>
      (await sessionsOf(db, caller.personId, context.token, now)).map(({ createdAt, ...session }) => ({
        ...session,
        createdAt: createdAt.toISOString(),
      })),
  ),

  revoke: mutation(
    { callers: 'person', about: '让自己的账号在另一部手机上退出' },
    { id: z.string().regex(/^[0-9a-f]{64}$/, '登录的设备不对，请从头刷新') },
    nothing,
    async ({ tx, caller, now }, { id }) => {
      if (!(await revokeSessionById(tx, caller.personId, id, now))) throw notFound('这部手机已经退出了')
      return {}
    },
  ),

  revokeOthers: mutation(
    { callers: 'person', about: '除了这一部，别的手机都退出' },
    {},
    z.strictObject({ ended: z.number().int() }),
    async ({ tx, caller, now, context }) => ({
      ended: await revokeOtherSessions(tx, caller.personId, context.token, now),
    }),
  ),

  bindPhone: preparedMutation(
    { callers: 'person', about: '绑定微信手机号', perMinute: 10 },
    { code: z.string().min(1).max(200) },
    z.strictObject({ phoneMasked: z.string() }),
    ({ deps }, { code }) => fromWechat(deps.wechat.exchangePhoneCode(code)),
    async ({ deps, tx, caller, now, prepared: { phone } }) => {
      const value = normalisePhone(phone)
      if (!value) throw conflict('phone.not_mainland', '目前只能绑定大陆手机号')
      const teller = { actorId: caller.personId, source: 'wechat' as const, communityId: null }
      await tellField(deps, tx, teller, { personId: caller.personId, field: 'phone', value, now })
      await takeUpRole(deps, tx, { personId: caller.personId, phone: value, now })
      return { phoneMasked: maskPhone(phone) }
    },
  ),
})
