import type { ListKind } from '../../contract/account/privacy'
import type { Tx } from '../../kernel/database/open'
import { conflict } from '../../kernel/errors'
import { isUsable, needsApproval } from './rules'
import { lockApproval, saveApproval } from './store'

/**
 * What a list or export asks before it answers: up to 200 people it is free, above that an approval for this list of
 * this place, given to this person, is used up. Fault list.approval_needed.
 */
export async function useApproval(
  tx: Tx,
  list: {
    approvalId: string | undefined
    kind: ListKind
    placeId: string
    people: number
    askedBy: string
    now: Date
  },
): Promise<void> {
  if (!needsApproval(list.people)) return
  const approval = list.approvalId ? await lockApproval(tx, list.approvalId) : null
  const isFor =
    approval?.askedBy === list.askedBy &&
    approval.placeId === list.placeId &&
    approval.kind === list.kind &&
    list.people <= approval.people
  if (!approval || !isFor || !isUsable(approval, list.now))
    throw conflict('list.approval_needed', '名单超过 200 人，要写明用途，由第二个人同意后才能看')
  await saveApproval(tx, approval, { usedAt: list.now })
}
