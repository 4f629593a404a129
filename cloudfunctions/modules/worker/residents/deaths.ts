import * as z from 'zod'
import { PAGE_SIZE } from '../../../contract/reply'
import { DEATH_UNDONE_WITHIN_DAYS, REGISTRY_KEEPERS } from '../../../contract/worker/residents'
import type { Caller } from '../../../kernel/context'
import type { Tx } from '../../../kernel/database/open'
import { nothing } from '../../../kernel/dispatch/fields'
import { mutation, query } from '../../../kernel/dispatch/procedure'
import { conflict, invalid, notFound } from '../../../kernel/errors'
import { residencyPaths } from '../../../registry/homes/census/store'
import { dayOf } from '../../../registry/people/days'
import { die } from '../../../registry/people/die'
import { deathOf, undoDeath } from '../../../registry/people/undo-death'
import { deathsWithin } from '../../../registry/residents/deaths/store'
import { keptCommunities, keptPlaces } from '../../../registry/roles/keepers'
import { hasRoleAt, mayGrant } from '../../../registry/roles/rules'
import { grantsOf } from '../../../registry/roles/store'
import { beginOfDay, dayField } from './day-field'
import { tellerOf } from './reach'

const callers = REGISTRY_KEEPERS
const DAY_MS = 86_400_000

/** Roles end with a life, so only who may take them all may write it down. Fault person.holds_roles. */
async function mayEndRoles(tx: Tx, caller: Caller, personId: string, now: Date): Promise<void> {
  const held = await grantsOf(tx, personId, now)
  const isFree = held.every(({ role, placeKind, placePath }) =>
    mayGrant(caller.grants, role, { kind: placeKind, path: placePath }),
  )
  if (!isFree) throw conflict('person.holds_roles', '这一位有职责在身，请先由上级收回职责再登记')
}

/** Deaths written down, and taken back where somebody was taken for dead. */
export const deaths = {
  died: mutation(
    { callers, about: '登记一个人去世了，住处、标签和职责到此为止' },
    { personId: z.uuid(), on: dayField },
    nothing,
    async (scope, { personId, on }) => {
      const { tx, caller, now } = scope
      const teller = await tellerOf(scope, personId)
      if (on > dayOf(now)) throw invalid({ on: '日子不能在今天以后' })
      await mayEndRoles(tx, caller, personId, now)
      await die(scope.deps, tx, teller, { personId, diedAt: beginOfDay(on), now })
      return {}
    },
  ),

  deaths: query(
    { callers, about: '近来登记去世的，登错了能撤销：自己登记的，书记是全社区的' },
    {},
    z.array(
      z.strictObject({
        personId: z.string(),
        name: z.string(),
        homeLabel: z.string(),
        diedAt: z.string(),
        recordedAt: z.string(),
        recordedBy: z.string(),
      }),
    ),
    async ({ db, caller, now }) => {
      const rows = await deathsWithin(db, {
        placeIds: keptPlaces(caller),
        communityIds: keptCommunities(caller),
        wholeIds: caller.grants.filter(({ role }) => role === 'secretary').map(({ communityId }) => communityId),
        recorderId: caller.personId,
        since: new Date(now.getTime() - DEATH_UNDONE_WITHIN_DAYS * DAY_MS),
        limit: PAGE_SIZE,
      })
      const iso = (at: string) => new Date(at).toISOString()
      return rows.map((row) => ({ ...row, diedAt: iso(row.diedAt), recordedAt: iso(row.recordedAt) }))
    },
  ),

  undoDeath: mutation(
    { callers, about: '登错了：撤销去世登记，住处、标签和职责都恢复' },
    { personId: z.uuid() },
    nothing,
    async ({ deps, tx, caller, now }, { personId }) => {
      const death = await deathOf(tx, personId)
      if (!death) throw notFound()
      const paths = await residencyPaths(tx, death.residencyIds)
      const isOwn = death.line.actorId === caller.personId
      const path = paths.find((one) => hasRoleAt(caller.grants, isOwn ? callers : ['secretary'], one.path))
      if (!path) throw notFound()
      if (now.getTime() - death.line.at.getTime() > DEATH_UNDONE_WITHIN_DAYS * DAY_MS)
        throw conflict('death.too_late_to_undo', `登记过了 ${DEATH_UNDONE_WITHIN_DAYS} 天，请重新登记这个人`)
      const source = hasRoleAt(caller.grants, ['secretary'], path.path) ? 'secretary' : 'gridWorker'
      const teller = { actorId: caller.personId, source, communityId: path.communityId } as const
      await undoDeath(deps, tx, teller, { personId, now })
      return {}
    },
  ),
}
