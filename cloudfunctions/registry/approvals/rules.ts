import { LIST_APPROVAL_HOURS, LIST_FREE_UNTIL, LIST_GROWTH } from '../../contract/account/privacy'
import type { Role } from '../../contract/roles'
import type { ListFilter } from '../../contract/secretary/people'
import { hasRoleAt } from '../roles/rules'

/** Who may have lists of people at all, each within their own place. */
export const LISTING_ROLES = ['secretary', 'subdistrict', 'county'] as const satisfies readonly Role[]

type Grants = readonly { role: Role; placeId: string }[]

/**
 * A list of so many people needs a second person, and one that brings those listed without one to so many in a day
 * (`together`): nobody comes around it by many small lists.
 */
export const needsApproval = ({ people, together }: { people: number; together: number }): boolean =>
  people > LIST_FREE_UNTIL || together > LIST_FREE_UNTIL

/** People come and go between a yes and its use; a list that has outgrown it is another list. */
export const isWithin = (people: number, approved: number): boolean => people <= approved * (1 + LIST_GROWTH)

/** Both hold the same people. */
export const isSameFilter = (a: ListFilter, b: ListFilter): boolean =>
  a.tag === b.tag && a.age === b.age && a.sex === b.sex

/** The place whose people are listed stands within the asker's own. */
export const mayAsk = (grants: Grants, placePath: readonly string[]): boolean =>
  hasRoleAt(grants, LISTING_ROLES, placePath)

/** A second person, of the same place or above; never who asked. */
export const mayApprove = (
  approver: { personId: string; grants: Grants },
  asked: { askedBy: string; placePath: readonly string[] },
): boolean => approver.personId !== asked.askedBy && mayAsk(approver.grants, asked.placePath)

/** Approved, not used, and not older than its hours. */
export const isUsable = (
  approval: { state: 'asked' | 'approved' | 'refused'; decidedAt: Date | null; usedAt: Date | null },
  now: Date,
): boolean =>
  approval.state === 'approved' &&
  approval.usedAt === null &&
  approval.decidedAt !== null &&
  now.getTime() - approval.decidedAt.getTime() <= LIST_APPROVAL_HOURS * 3_600_000
