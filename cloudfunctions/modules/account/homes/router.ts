import * as z from 'zod'
import { CLAIM_REFUSALS, type ClaimRefusal, RESIDENCY_RELATIONS } from '../../../contract/registry'
import { moment, nothing, textField } from '../../../kernel/dispatch/fields'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { notFound } from '../../../kernel/errors'
import { claimHome, withdrawClaim } from '../../../registry/claims/claim'
import { claimsOf } from '../../../registry/claims/store'
import { lookedAt } from '../../../registry/guardianships/acting'
import { moveOut } from '../../../registry/homes/move'
import { homesOf, roomsOf } from '../../../registry/homes/store'

const relation = z.enum(RESIDENCY_RELATIONS)
/** A refusal is shown for so long. */
const REFUSED_SHOWN_MS = 30 * 86_400_000

export const homesRouter = router({
  list: query(
    { callers: 'person', about: '我的房屋，还有正在等核实的；或者托付给我的家人的房屋' },
    { forPersonId: z.uuid().optional() },
    z.strictObject({
      homes: z.array(
        z.strictObject({
          homeId: z.string(),
          label: z.string(),
          communityId: z.string(),
          communityName: z.string(),
          entranceId: z.string(),
          relation,
        }),
      ),
      claims: z.array(
        z.strictObject({
          id: z.string(),
          label: z.string(),
          relation,
          state: z.enum(['pending', 'refused']),
          /** Why it was refused, in words. */
          reason: z.nullable(z.string()),
          createdAt: moment,
        }),
      ),
    }),
    async ({ deps, db, caller, now }, { forPersonId }) => {
      const personId = await lookedAt(deps, caller, { forPersonId, look: 'homes', now })
      const [homes, claims] = await Promise.all([
        homesOf(db, personId, now),
        // What somebody claims is theirs to tell.
        personId === caller.personId ? claimsOf(db, personId, new Date(now.getTime() - REFUSED_SHOWN_MS)) : [],
      ])
      return {
        homes: homes.map(({ homeId, label, communityId, communityName, entranceId, relation }) => ({
          homeId,
          label,
          communityId,
          communityName,
          entranceId,
          relation,
        })),
        claims: claims.map(({ id, homeLabel, relation, state, reason, createdAt }) => ({
          id,
          label: homeLabel,
          relation,
          state: state as 'pending' | 'refused',
          reason: CLAIM_REFUSALS[reason as ClaimRefusal] ?? null,
          createdAt: createdAt.toISOString(),
        })),
      }
    },
  ),

  rooms: query(
    { callers: 'person', about: '一个单元的房号，不说谁住', perMinute: 30 },
    { entranceId: z.uuid() },
    z.array(z.strictObject({ id: z.string(), room: z.string() })),
    ({ db }, { entranceId }) => roomsOf(db, entranceId),
  ),

  claim: mutation(
    { callers: 'person', about: '认一套房：资料对得上就通过，不然等网格员核实' },
    { homeId: z.uuid(), relation, name: textField(1, 30) },
    z.strictObject({ state: z.enum(['approved', 'pending']) }),
    async ({ deps, tx, caller: { personId }, now }, { homeId, relation, name }) => ({
      state: await claimHome(deps, tx, { personId, homeId, relation, name, now }),
    }),
  ),

  withdraw: mutation(
    { callers: 'person', about: '撤回自己的认房申请' },
    { id: z.uuid() },
    nothing,
    async ({ tx, caller }, { id }) => {
      await withdrawClaim(tx, caller.personId, id)
      return {}
    },
  ),

  unbind: mutation(
    { callers: 'person', about: '不再住这里，或者房子不是我的了' },
    { homeId: z.uuid() },
    nothing,
    async ({ deps, tx, caller: { personId }, now }, { homeId }) => {
      const by = { actorId: personId, source: 'self' as const, communityId: null }
      if ((await moveOut(deps, tx, by, { personId, homeId, now })) === 0) throw notFound('这套房已经不在您名下了')
      return {}
    },
  ),
})
