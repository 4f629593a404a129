import * as z from 'zod'
import {
  LIST_APPROVAL_HOURS,
  LIST_KIND_KEYS,
  LIST_PURPOSE_KEYS,
  LIST_PURPOSES,
} from '../../../contract/account/privacy'
import type { Executor } from '../../../kernel/database/open'
import { nothing } from '../../../kernel/dispatch/fields'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { conflict, forbidden, invalid, notFound } from '../../../kernel/errors'
import { isUsable, LISTING_ROLES, mayApprove, mayAsk, needsApproval } from '../../../registry/approvals/rules'
import {
  type ApprovalRow,
  approvalsAskedBy,
  approvalsWaiting,
  insertApproval,
  lockApproval,
  saveApproval,
} from '../../../registry/approvals/store'
import { APPROVAL_STATES } from '../../../registry/approvals/table'
import { namesOf } from '../../../registry/people/store'
import { pathOf, placeById, placesWithin } from '../../../registry/places/store'

const entry = z.strictObject({
  id: z.string(),
  kind: z.enum(LIST_KIND_KEYS),
  purpose: z.enum(LIST_PURPOSE_KEYS),
  purposeLabel: z.string(),
  placeName: z.string(),
  people: z.number(),
  askedByName: z.string(),
  askedAt: z.string(),
  state: z.enum(APPROVAL_STATES),
  /** Until when it may be used, once; null unless it still may. */
  usableUntil: z.nullable(z.string()),
})

const PEOPLE_MAX = 100_000_000

/** 名单审批: who wants a list of more than 200 people says for what, and a second person agrees. */
export const approvalsRouter = router({
  ask: mutation(
    { callers: LISTING_ROLES, about: '写明用途，申请看超过 200 人的名单' },
    {
      placeId: z.uuid(),
      kind: z.enum(LIST_KIND_KEYS),
      purpose: z.enum(LIST_PURPOSE_KEYS),
      people: z.int().min(1).max(PEOPLE_MAX),
    },
    z.strictObject({ id: z.string() }),
    async ({ deps, tx, caller, now }, { placeId, kind, purpose, people }) => {
      const place = await placeById(tx, placeId)
      if (!place || !mayAsk(caller.grants, place.path)) throw notFound('没找到这个地方，可能不归您管')
      if (!needsApproval(people)) throw invalid({ people: '200 人以内不用申请' }, '200 人以内的名单不用申请')
      const id = deps.newId()
      await insertApproval(tx, {
        id,
        communityId: place.communityId,
        placeId,
        kind,
        purpose,
        people,
        askedBy: caller.personId,
        askedAt: now,
        state: 'asked',
      })
      return { id }
    },
  ),

  decide: mutation(
    { callers: LISTING_ROLES, about: '同意或不同意别人的名单申请，不能批自己的' },
    { id: z.uuid(), isApproved: z.boolean() },
    nothing,
    async ({ tx, caller, now }, { id, isApproved }) => {
      const row = await lockApproval(tx, id)
      const placePath = row ? await pathOf(tx, row.placeId) : []
      if (!row || !mayAsk(caller.grants, placePath)) throw notFound()
      if (!mayApprove(caller, { askedBy: row.askedBy, placePath })) throw forbidden('自己申请的，要由别人来同意')
      if (row.state !== 'asked') throw conflict('list.decided', '这个申请已经有人答复了')
      const decided = { decidedBy: caller.personId, decidedAt: now }
      await saveApproval(tx, row, { state: isApproved ? 'approved' : 'refused', ...decided })
      return {}
    },
  ),

  mine: query({ callers: LISTING_ROLES, about: '我申请的名单' }, {}, z.array(entry), async ({ db, caller, now }) =>
    present(db, await approvalsAskedBy(db, caller.personId), now),
  ),

  waiting: query(
    { callers: LISTING_ROLES, about: '等我同意的名单申请' },
    {},
    z.array(entry),
    async ({ db, caller, now }) => {
      const above = caller.grants.filter(({ role }) => (LISTING_ROLES as readonly string[]).includes(role))
      const placeIds = await placesWithin(
        db,
        above.map(({ placeId }) => placeId),
      )
      return present(db, await approvalsWaiting(db, { placeIds, exceptAskedBy: caller.personId }), now)
    },
  ),
})

async function present(db: Executor, rows: ApprovalRow[], now: Date): Promise<z.input<typeof entry>[]> {
  const names = await namesOf(
    db,
    rows.map((row) => row.askedBy),
  )
  const places = await Promise.all(rows.map((row) => placeById(db, row.placeId)))
  return rows.map((row, i) => ({
    id: row.id,
    kind: row.kind,
    purpose: row.purpose,
    purposeLabel: LIST_PURPOSES[row.purpose],
    placeName: places[i]?.name ?? '',
    people: row.people,
    askedByName: names.get(row.askedBy) ?? '',
    askedAt: row.askedAt.toISOString(),
    state: row.state,
    usableUntil: isUsable(row, now)
      ? new Date(row.decidedAt!.getTime() + LIST_APPROVAL_HOURS * 3_600_000).toISOString()
      : null,
  }))
}
