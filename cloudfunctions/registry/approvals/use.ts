import type { ListKind, ListPurpose } from '../../contract/account/privacy'
import type { ListFilter } from '../../contract/secretary/people'
import type { Tx } from '../../kernel/database/open'
import { conflict } from '../../kernel/errors'
import { isSameFilter, isUsable, isWithin } from './rules'
import { lockApproval, saveApproval } from './store'

/** The list that is to be opened. */
export interface ListAsked {
  kind: ListKind
  placeId: string
  filter: ListFilter
  purpose: ListPurpose
  people: number
  askedBy: string
}

export const approvalNeeded = () =>
  conflict('list.approval_needed', '超过 200 人了（一天里看过的都算上），要由第二个人同意后才能看')

/**
 * Uses an approval up: given to this person, for this list of this place and for this purpose, not used, not too old.
 * Of several who come at once one gets it. Fault list.approval_needed.
 */
export async function useApproval(tx: Tx, approvalId: string, list: ListAsked, now: Date): Promise<void> {
  const approval = await lockApproval(tx, approvalId)
  const isFor =
    approval?.askedBy === list.askedBy &&
    approval.placeId === list.placeId &&
    approval.kind === list.kind &&
    approval.purpose === list.purpose &&
    isSameFilter(approval.filter, list.filter) &&
    isWithin(list.people, approval.people)
  if (!approval || !isFor || !isUsable(approval, now)) throw approvalNeeded()
  await saveApproval(tx, approval, { usedAt: now })
}
