import * as z from 'zod'
import { ROLE_DAYS_MAX, ROLE_LABELS, ROLES, type Role } from '../../../contract/roles'
import type { Caller, Deps } from '../../../kernel/context'
import type { Executor } from '../../../kernel/database/open'
import { cursorField, moment, nothing, pageOf } from '../../../kernel/dispatch/fields'
import { idCursor, toPage } from '../../../kernel/dispatch/page'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { conflict, forbidden, notFound } from '../../../kernel/errors'
import { emit } from '../../../kernel/events/store'
import { recordAccess } from '../../../registry/access-log/store'
import { maskName } from '../../../registry/people/masking'
import { accountsOf, lockPerson, namesOf, peopleByPhone } from '../../../registry/people/store'
import { placeById, placesBelow } from '../../../registry/places/store'
import { grantById, grantsBelow, insertGrant, isGranted, revokeGrant } from '../../../registry/roles/grants/store'
import { GRANTERS, GRANTS, mayGrant, ROLE_PLACES } from '../../../registry/roles/rules'

const DAY_MS = 86_400_000
const role = z.enum(ROLES)
const phone = z.string().min(7).max(20)

const granting = ({ grants }: Caller) => grants.filter((grant) => GRANTERS.includes(grant.role))
/** What somebody may grant, in the order of the roles. */
const grantableBy = (caller: Caller): Role[] =>
  ROLES.filter((one) => granting(caller).some((grant) => GRANTS[grant.role]?.includes(one)))

/** Those who log in and have exactly this phone. */
async function withAccount(deps: Deps, db: Executor, text: string): Promise<string[]> {
  const known = await peopleByPhone(db, deps.encryption, text)
  return (await accountsOf(db, known)).map(({ personId }) => personId)
}

/** 人员职责: who is what below the own place. */
export const rolesRouter = router({
  list: query(
    { callers: GRANTERS, about: '自己管的地方下面，谁有什么职责，到哪天为止' },
    { role: role.optional(), cursor: cursorField },
    pageOf(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        role,
        roleLabel: z.string(),
        placeName: z.string(),
        grantedAt: moment,
        grantedByName: z.nullable(z.string()),
        expiresAt: z.nullable(moment),
      }),
    ),
    async ({ db, caller, now }, { role, cursor }) => {
      const roles = grantableBy(caller).filter((one) => !role || one === role)
      const rows = await grantsBelow(db, {
        placeIds: granting(caller).map(({ placeId }) => placeId),
        roles,
        beforeId: idCursor(cursor),
        now,
      })
      return toPage(
        rows,
        ({ id, name, role, placeName, grantedAt, grantedByName, expiresAt }) => ({
          id,
          name,
          role,
          roleLabel: ROLE_LABELS[role],
          placeName,
          grantedAt: grantedAt.toISOString(),
          grantedByName,
          expiresAt: expiresAt?.toISOString() ?? null,
        }),
        (last) => last.id,
      )
    },
  ),

  choices: query(
    { callers: GRANTERS, about: '能给哪些职责，给一种职责时能选哪些地方' },
    { role: role.optional() },
    z.strictObject({
      roles: z.array(z.strictObject({ role, label: z.string() })),
      places: z.array(z.strictObject({ id: z.string(), label: z.string() })),
    }),
    async ({ db, caller }, { role }) => {
      const above = granting(caller).filter((grant) => role && GRANTS[grant.role]?.includes(role))
      const aboveIds = above.map(({ placeId }) => placeId)
      const places = role && above.length > 0 ? await placesBelow(db, aboveIds, ROLE_PLACES[role]) : []
      return {
        roles: grantableBy(caller).map((one) => ({ role: one, label: ROLE_LABELS[one] })),
        places: places.map(({ id, label }) => ({ id, label })),
      }
    },
  ),

  find: query(
    { callers: GRANTERS, about: '按完整手机号找要给职责的人，姓名打码', perMinute: 10 },
    { phone },
    z.array(z.strictObject({ personId: z.string(), nameMasked: z.string() })),
    async ({ deps, db, caller, now }, { phone }) => {
      const ids = await withAccount(deps, db, phone)
      const names = await namesOf(db, ids)
      await recordAccess(
        db,
        ids.map((personId) => ({
          id: deps.newId(),
          personId,
          viewerId: caller.personId,
          what: 'role.find',
          subjectId: personId,
          at: now,
        })),
      )
      return ids.map((personId) => ({ personId, nameMasked: maskName(names.get(personId) ?? '') }))
    },
  ),

  grant: mutation(
    { callers: GRANTERS, about: '给一个人职责，写明到哪天为止' },
    {
      personId: z.uuid(),
      /** Once more: who does not know it grants nothing. */
      phone,
      role,
      placeId: z.uuid(),
      days: z.number().int().min(1).max(ROLE_DAYS_MAX),
    },
    nothing,
    async ({ deps, tx, caller, now }, { personId, phone, role, placeId, days }) => {
      const place = await placeById(tx, placeId)
      if (!place || !mayGrant(caller.grants, role, place)) throw forbidden('只能在自己管的地方，给下一级的职责')
      if (personId === caller.personId) throw forbidden('自己的职责由上一级给')
      if (!(await withAccount(deps, tx, phone)).includes(personId)) throw notFound('没找到这个手机号的人')
      if (!(await lockPerson(tx, personId))) throw notFound('没找到这个手机号的人')
      if (await isGranted(tx, { personId, role, placeId, now }))
        throw conflict('role.held_already', '这个人已经有这项职责了')
      await insertGrant(tx, {
        id: deps.newId(),
        personId,
        role,
        placeId,
        grantedBy: caller.personId,
        grantedAt: now,
        expiresAt: new Date(now.getTime() + days * DAY_MS),
      })
      await emit(deps, tx, 'role.changed', { personId, role, placeId, isGranted: true })
      return {}
    },
  ),

  revoke: mutation(
    { callers: GRANTERS, about: '收回一项职责' },
    { id: z.uuid() },
    nothing,
    async ({ deps, tx, caller, now }, { id }) => {
      const grant = await grantById(tx, id, now)
      if (!grant || !mayGrant(caller.grants, grant.role, { kind: grant.placeKind, path: grant.placePath }))
        throw notFound('没找到这项职责，可能已经收回')
      if (!(await revokeGrant(tx, id, caller.personId, now))) throw notFound('没找到这项职责，可能已经收回')
      const { personId, role, placeId } = grant
      await emit(deps, tx, 'role.changed', { personId, role, placeId, isGranted: false })
      return {}
    },
  ),
})
