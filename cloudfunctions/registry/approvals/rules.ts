import { LIST_APPROVAL_HOURS, LIST_FREE_UNTIL } from '../../contract/account/privacy'
import type { Role } from '../../contract/roles'
import { hasRoleAt } from '../roles/rules'

/** Who may have lists of people at all, each within their own place. */
export const LISTING_ROLES = ['secretary', 'subdistrict', 'county'] as const satisfies readonly Role[]

type Grants = readonly { role: Role; placeId: string }[]

/** A list of so many people needs a second person. */
export const needsApproval = (people: number): boolean => people > LIST_FREE_UNTIL

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
