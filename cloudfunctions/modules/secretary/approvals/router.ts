import * as z from 'zod'
import {
  LIST_APPROVAL_HOURS,
  LIST_KIND_KEYS,
  LIST_PURPOSE_KEYS,
  LIST_PURPOSES,
} from '../../../contract/account/privacy'
import { listTitleOf } from '../../../contract/secretary/people'
import type { Caller } from '../../../kernel/context'
import type { Executor } from '../../../kernel/database/open'
import { nothing } from '../../../kernel/dispatch/fields'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { conflict, forbidden, invalid, notFound } from '../../../kernel/errors'
import { emit } from '../../../kernel/events/store'
import { isUsable, LISTING_ROLES, mayApprove, mayAsk } from '../../../registry/approvals/rules'
import {
  type ApprovalRow,
  approvalsAskedBy,
  approvalsWaiting,
  insertApproval,
  lockApproval,
  saveApproval,
} from '../../../registry/approvals/store'
import { APPROVAL_STATES } from '../../../registry/approvals/table'
import { listFilter } from '../../../registry/lists/filter'
import { listPlace, sizeFor } from '../../../registry/lists/open'
import { namesOf } from '../../../registry/people/store'
import { pathOf, placeById, placesWithin } from '../../../registry/places/store'
import { blunted } from '../../../registry/residents/rules'
import { hasRoleAt } from '../../../registry/roles/rules'

const entry = z.strictObject({
  id: z.string(),
  kind: z.enum(LIST_KIND_KEYS),
  purpose: z.enum(LIST_PURPOSE_KEYS),
  purposeLabel: z.string(),
  placeId: z.string(),
  placeName: z.string(),
  filter: listFilter,
  /** 独居、80 岁以上. */
  title: z.string(),
  /** To the community's secretary exactly, to others who decide in fives; null to others who ask, and for under five. */
  people: z.nullable(z.number()),
  askedByName: z.string(),
  askedAt: z.string(),
  state: z.enum(APPROVAL_STATES),
  isUsed: z.boolean(),
  /** Until when it may be used, once; null unless it still may. */
  usableUntil: z.nullable(z.string()),
})

/** 名单审批: who wants more than 200 people listed says for what, and a second person agrees. */
export const approvalsRouter = router({
  ask: mutation(
    { callers: LISTING_ROLES, about: '写明用途，申请看超过 200 人的名单' },
    {
      placeId: z.uuid(),
      kind: z.enum(LIST_KIND_KEYS).default('residents'),
      filter: listFilter.default({}),
      purpose: z.enum(LIST_PURPOSE_KEYS),
    },
    z.strictObject({ id: z.string() }),
    async ({ deps, tx, caller, now }, { placeId, kind, filter, purpose }) => {
      const { communityId } = await listPlace(tx, caller, placeId)
      const askedBy = caller.personId
      const { people, needsSecond } = await sizeFor(tx, caller, { placeId, communityId, filter, now })
      if (!needsSecond) throw invalid({ placeId: '200 人以内不用申请' }, '200 人以内的名单不用申请，可以直接看')
      const id = deps.newId()
      const asked = { placeId, kind, filter, purpose, people, askedBy, askedAt: now }
      await insertApproval(tx, { id, communityId, ...asked, state: 'asked' })
      await emit(deps, tx, 'list.asked', { approvalId: id, placeId, askedBy })
      return { id }
    },
  ),

  decide: mutation(
    { callers: LISTING_ROLES, about: '同意或不同意别人的名单申请，不能批自己的' },
    { id: z.uuid(), isApproved: z.boolean() },
    nothing,
    async ({ deps, tx, caller, now }, { id, isApproved }) => {
      const row = await lockApproval(tx, id)
      const placePath = row ? await pathOf(tx, row.placeId) : []
      if (!row || !mayAsk(caller.grants, placePath)) throw notFound()
      if (!mayApprove(caller, { askedBy: row.askedBy, placePath })) throw forbidden('自己申请的，要由别人来同意')
      if (row.state !== 'asked') throw conflict('list.decided', '这个申请已经有人答复了')
      const decided = { decidedBy: caller.personId, decidedAt: now }
      await saveApproval(tx, row, { state: isApproved ? 'approved' : 'refused', ...decided })
      const { placeId, askedBy } = row
      await emit(deps, tx, 'list.decided', { approvalId: id, placeId, askedBy, isApproved })
      return {}
    },
  ),

  mine: query({ callers: LISTING_ROLES, about: '我申请的名单' }, {}, z.array(entry), async ({ db, caller, now }) =>
    present(db, caller, await approvalsAskedBy(db, caller.personId), now),
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
      return present(db, caller, await approvalsWaiting(db, { placeIds, exceptAskedBy: caller.personId }), now)
    },
  ),
})

async function present(
  db: Executor,
  { grants, personId }: Caller,
  rows: ApprovalRow[],
  now: Date,
): Promise<z.input<typeof entry>[]> {
  const names = await namesOf(
    db,
    rows.map((row) => row.askedBy),
  )
  const ids = [...new Set(rows.map((row) => row.placeId))]
  const places = new Map(await Promise.all(ids.map(async (id) => [id, await placeById(db, id)] as const)))
  return rows.map((row) => {
    const place = places.get(row.placeId)
    const isSecretary = hasRoleAt(grants, ['secretary'], place?.path ?? [])
    return {
      id: row.id,
      kind: row.kind,
      purpose: row.purpose,
      purposeLabel: LIST_PURPOSES[row.purpose],
      placeId: row.placeId,
      placeName: (place?.kind === 'building' ? place.label : place?.name) ?? '',
      filter: row.filter,
      title: listTitleOf(row.filter),
      people: isSecretary ? row.people : row.askedBy === personId ? null : blunted(row.people),
      askedByName: names.get(row.askedBy) ?? '',
      askedAt: row.askedAt.toISOString(),
      state: row.state,
      isUsed: row.usedAt !== null,
      usableUntil: isUsable(row, now)
        ? new Date(row.decidedAt!.getTime() + LIST_APPROVAL_HOURS * 3_600_000).toISOString()
        : null,
    }
  })
}
