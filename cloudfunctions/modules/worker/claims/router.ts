import * as z from 'zod'
import { CLAIM_REFUSAL_KEYS, RESIDENCY_RELATIONS } from '../../../contract/registry'
import type { Caller } from '../../../kernel/context'
import { cursorField, moment, nothing, pageOf } from '../../../kernel/dispatch/fields'
import { idCursor, toPage } from '../../../kernel/dispatch/page'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { notFound } from '../../../kernel/errors'
import { recordAccess } from '../../../registry/access-log/store'
import { approveClaim, claimedName, refuseClaim } from '../../../registry/claims/claim'
import { CLAIM_DECIDERS, claimById, type PlacedClaim, pendingAt, registeredAt } from '../../../registry/claims/store'
import { maskName, maskPhone } from '../../../registry/people/masking'
import { phoneOf } from '../../../registry/people/store'
import { hasRoleAt } from '../../../registry/roles/rules'

const entry = {
  id: z.string(),
  label: z.string(),
  relation: z.enum(RESIDENCY_RELATIONS),
  createdAt: moment,
}

const presentEntry = ({ id, homeLabel, relation, createdAt }: PlacedClaim) => ({
  id,
  label: homeLabel,
  relation,
  createdAt: createdAt.toISOString(),
})

const placesOf = ({ grants }: Caller) =>
  grants.filter(({ role }) => (CLAIM_DECIDERS as readonly string[]).includes(role)).map(({ placeId }) => placeId)

/** 认房申请 of the own grids. */
export const claimsRouter = router({
  list: query(
    { callers: CLAIM_DECIDERS, about: '自己网格里等核实的认房申请' },
    { cursor: cursorField },
    pageOf(z.strictObject({ ...entry, nameMasked: z.string() })),
    async ({ deps, db, caller }, { cursor }) =>
      toPage(
        await pendingAt(db, placesOf(caller), idCursor(cursor)),
        (claim) => ({ ...presentEntry(claim), nameMasked: maskName(claimedName(deps, claim)) }),
        (last) => last.id,
      ),
  ),

  get: query(
    { callers: CLAIM_DECIDERS, about: '一条认房申请：谁申请，登记里有没有同名的' },
    { id: z.uuid() },
    z.strictObject({
      ...entry,
      state: z.enum(['pending', 'approved', 'refused', 'withdrawn']),
      name: z.string(),
      /** Of who claims, as WeChat knows it; null when they gave none. */
      phoneMasked: z.nullable(z.string()),
      /** People of that name registered at the home. */
      sameName: z.array(
        z.strictObject({ personId: z.string(), phoneMasked: z.nullable(z.string()), isTaken: z.boolean() }),
      ),
    }),
    async ({ deps, db, caller, now }, { id }) => {
      const claim = await claimById(db, id)
      if (!claim || !hasRoleAt(caller.grants, CLAIM_DECIDERS, claim.gridPath)) throw notFound()
      const { personId, homeId, state } = claim
      const name = claimedName(deps, claim)
      const there = await registeredAt(db, { homeId, exceptId: personId, now })
      const same = state === 'pending' ? there.filter((one) => one.name === name) : []
      const masked = async (id: string) => {
        const phone = await phoneOf(db, deps.encryption, id)
        return phone && maskPhone(phone)
      }
      await recordAccess(
        db,
        [personId, ...same.map((one) => one.personId)].map((seenId) => ({
          id: deps.newId(),
          personId: seenId,
          viewerId: caller.personId,
          what: 'home.claim',
          subjectId: id,
          at: now,
        })),
      )
      return {
        ...presentEntry(claim),
        state,
        name,
        phoneMasked: await masked(personId),
        sameName: await Promise.all(
          same.map(async (one) => ({
            personId: one.personId,
            phoneMasked: await masked(one.personId),
            isTaken: one.isTaken,
          })),
        ),
      }
    },
  ),

  approve: mutation(
    { callers: CLAIM_DECIDERS, about: '当面见过本人，认房通过' },
    { id: z.uuid(), isSeenInPerson: z.literal(true), samePersonId: z.uuid().nullable().default(null) },
    nothing,
    async ({ deps, tx, caller, now }, { id, samePersonId }) => {
      await approveClaim(deps, tx, caller, { claimId: id, samePersonId, now })
      return {}
    },
  ),

  refuse: mutation(
    { callers: CLAIM_DECIDERS, about: '认房不通过，说明原因' },
    { id: z.uuid(), reason: z.enum(CLAIM_REFUSAL_KEYS) },
    nothing,
    async ({ deps, tx, caller, now }, { id, reason }) => {
      await refuseClaim(deps, tx, caller, { claimId: id, reason, now })
      return {}
    },
  ),
})
