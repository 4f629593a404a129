import { LIST_FREE_HOURS, type ListPurpose } from '../../contract/account/privacy'
import { LIST_PEOPLE_MAX, LIST_PLACES, type ListFilter } from '../../contract/secretary/people'
import type { Caller } from '../../kernel/context'
import type { Executor, Tx } from '../../kernel/database/open'
import { conflict, invalid, notFound } from '../../kernel/errors'
import { lockViewer } from '../access-log/store'
import { LISTING_ROLES, mayAsk, needsApproval } from '../approvals/rules'
import { approvalNeeded, useApproval } from '../approvals/use'
import { type Place, pathOf, placeById } from '../places/store'
import { hasRoleAt } from '../roles/rules'
import { isOpen } from './rules'
import { fillList, insertList, type ListRow, listById, logBrowsed, sizeOf } from './store'

/** A list as somebody asks for it. */
interface ListWanted {
  placeId: string
  filter: ListFilter
}

/** The place of a list, within the caller's own. Fault record.not_found; input.invalid where it is too wide for one list. */
export async function listPlace(db: Executor, caller: Caller, placeId: string): Promise<Place> {
  const place = await placeById(db, placeId)
  if (!place || !mayAsk(caller.grants, place.path)) throw notFound('没找到这个地方，可能不归您管')
  if (!(LIST_PLACES as readonly string[]).includes(place.kind))
    throw invalid({ placeId: '名单一次只看一个社区的' }, '名单一次只看一个社区的')
  return place
}

const freely = ({ personId }: Caller, now: Date) => ({
  viewerId: personId,
  since: new Date(now.getTime() - LIST_FREE_HOURS * 3_600_000),
})

/** How many the list holds, and whether this caller needs a second person for it. */
export async function sizeFor(
  db: Executor,
  caller: Caller,
  { placeId, communityId, filter, now }: { placeId: string; communityId: string; filter: ListFilter; now: Date },
): Promise<{ people: number; needsSecond: boolean }> {
  const size = await sizeOf(db, { placeId, communityId, filter, now }, freely(caller, now))
  return { people: size.people, needsSecond: needsApproval(size) }
}

/**
 * Opens a list: everybody in it is fixed, and the look at each written down, before anybody is shown. An approval given is
 * used up. Faults: list.approval_needed, list.too_long, list.changed.
 */
export async function openList(
  tx: Tx,
  caller: Caller,
  wanted: ListWanted & { id: string; purpose: ListPurpose; approvalId: string | undefined; now: Date },
): Promise<void> {
  const { id, placeId, filter, purpose, approvalId, now } = wanted
  const { communityId } = await listPlace(tx, caller, placeId)
  // One list at a time, so that those opened at once are counted together.
  await lockViewer(tx, caller.personId)
  const viewerId = caller.personId
  const { people, needsSecond } = await sizeFor(tx, caller, { placeId, communityId, filter, now })
  if (people > LIST_PEOPLE_MAX) throw conflict('list.too_long', `一份名单最多 ${LIST_PEOPLE_MAX} 人，请分楼栋看`)
  if (approvalId)
    await useApproval(tx, approvalId, { kind: 'residents', placeId, filter, purpose, people, askedBy: viewerId }, now)
  else if (needsSecond) throw approvalNeeded()
  await insertList(tx, {
    id,
    communityId,
    placeId,
    filter,
    purpose,
    people,
    approvalId: approvalId ?? null,
    openedBy: viewerId,
    openedAt: now,
  })
  const filled = await fillList(tx, { communityId, placeId, filter, now }, { listId: id, viewerId, purpose, now })
  if (filled > people) throw conflict('list.changed', '这份名单刚有变化，请再点一次')
}

/** A list that the caller opened, while it may be looked at and its place is still theirs. Faults: record.not_found, list.over. */
export async function ownList(db: Executor, caller: Caller, id: string, now: Date): Promise<ListRow> {
  const list = await listById(db, id)
  const isTheirs =
    list?.openedBy === caller.personId && hasRoleAt(caller.grants, LISTING_ROLES, await pathOf(db, list.placeId))
  if (!list || !isTheirs) throw notFound('没找到这份名单')
  if (!isOpen(list, now)) throw conflict('list.over', '这份名单看的时间过了，请回去重新打开')
  return list
}

/**
 * A search that names nobody, through a whole community, lists people as well: each is written down and counted with the
 * lists of the day. Fault list.approval_needed.
 */
export async function browse(
  tx: Tx,
  caller: Caller,
  shown: { personIds: readonly string[]; searchId: string; now: Date },
): Promise<void> {
  await lockViewer(tx, caller.personId)
  const together = await logBrowsed(tx, { ...shown, ...freely(caller, shown.now) })
  if (needsApproval({ people: shown.personIds.length, together })) throw approvalNeeded()
}
